import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  ownValue,
} from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { type FailureDomain, failureDomainsOf } from "../failure-domains.ts";

/** Keys a Secret with credentials has to have. */
const requiredKeys = ["api-key", "secret-key", "api-url"];

/** The Secret of a failure domain, where it is at hand, holds what CAPC reads. */
export const credentialsRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["CloudStackCluster"],
  check: ({ object, manifests }) => {
    const secrets = manifests.ofKind("", "Secret");
    return failureDomainsOf(object).domains.flatMap(({ endpoint, pointer }) => {
      const secret = secrets.find((one) => isEndpoint(one, endpoint));
      return secret === undefined ? [] : checkSecret(secret, `${pointer}/acsEndpoint`);
    });
  },
};

/** A Secret that names no namespace is applied to whichever is meant. */
function isEndpoint(secret: JsonObject, endpoint: FailureDomain["endpoint"]): boolean {
  return (
    endpoint !== undefined &&
    capcText(secret, "/metadata/name") === endpoint.name &&
    ["", endpoint.namespace].includes(capcText(secret, "/metadata/namespace"))
  );
}

/** Values of a Secret are never shown. */
function checkSecret(secret: JsonObject, pointer: string): readonly Diagnostic[] {
  const parts = ["data", "stringData"].map((field) => ownValue(secret, field));
  const missing = requiredKeys.filter(
    (key) => !parts.some((part) => isJsonObject(part) && Object.hasOwn(part, key)),
  );
  const verify = capcText(secret, "/stringData/verify-ssl");
  const lacks = {
    message: `the Secret has no ${missing.join(", ")}`,
    pointer,
    expected: [...requiredKeys, "verify-ssl"].join(", "),
  };
  const message = "only the text `false` turns the verification of certificates off";
  return [
    ...(missing.length === 0
      ? []
      : [cloudstackDiagnostics.report("CLOUDSTACK_CREDENTIALS", lacks)]),
    ...(["", "true", "false"].includes(verify)
      ? []
      : [cloudstackDiagnostics.report("CLOUDSTACK_VERIFY_SSL", { message, pointer })]),
  ];
}
