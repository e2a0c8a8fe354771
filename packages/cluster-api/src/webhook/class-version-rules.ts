import {
  compareKubernetesVersions,
  type Diagnostic,
  formatKubernetesVersion,
  type JsonObject,
  type KubernetesVersion,
  parseKubernetesVersion,
} from "@imagewright/core";

import { listAt } from "../json/read-field.ts";
import { invalid } from "./webhook-findings.ts";

/** The versions of a class go up, no minor left out; the same version may have several builds. */
export function checkClassVersions(clusterClass: JsonObject): readonly Diagnostic[] {
  const list = "/spec/kubernetesVersions";
  let previous: KubernetesVersion | undefined;
  return listAt(clusterClass, list).flatMap((entry, index) => {
    const at = `${list}/${index}`;
    const version = parseKubernetesVersion(typeof entry === "string" ? entry : "", "tolerant");
    if (version === undefined) {
      const message = "version must be a valid semantic version";
      return [invalid(at, entry, message, "CAPI_WEBHOOK_VERSION")];
    }
    const found = previous === undefined ? [] : checkStep(previous, version, at);
    previous = version;
    return found;
  });
}

function checkStep(
  previous: KubernetesVersion,
  version: KubernetesVersion,
  at: string,
): readonly Diagnostic[] {
  const order = compareKubernetesVersions(version, previous, "with-build");
  const text = formatKubernetesVersion(version);
  const isNext = version.minor === previous.minor || version.minor === previous.minor + 1;
  const isUp = order === "different" || order > 0;
  return [
    ...(isUp
      ? []
      : [invalid(at, text, `version must be greater than v${formatKubernetesVersion(previous)}`)]),
    ...(isNext
      ? []
      : [
          invalid(
            at,
            text,
            `expecting a version with minor ${previous.minor} or ${previous.minor + 1}, found version ${text}`,
          ),
        ]),
  ];
}
