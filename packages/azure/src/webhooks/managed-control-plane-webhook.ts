import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  compareKubernetesVersions,
  type Diagnostic,
  type JsonObject,
  mapAt,
  ownValue,
  parseKubernetesVersion,
  replaceAt,
  showValue,
  textAt,
  type Webhook,
} from "@imagewright/core";

import { capzDiagnostics } from "./capz-diagnostics.ts";
import { checkImmutable } from "./immutable.ts";

const pointer = "/spec/version";
const version = /^v(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:[-0-9a-zA-Z_.+]*)?$/u;

/** Fields of an AKS control plane that stay as they were. */
const kept = [
  "subscriptionID",
  "resourceGroupName",
  "nodeResourceGroupName",
  "location",
  "dnsServiceIP",
  "networkPlugin",
  "networkPolicy",
  "networkDataplane",
  "loadBalancerSKU",
  "azureEnvironment",
] as const;

/**
 * What the webhooks of AzureManagedControlPlane say of its version and its upgrade channel, and of
 * fields that stay as they were where both objects have them.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/internal/webhooks/azuremanagedcontrolplane_validation.go
 */
export const managedControlPlaneWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AzureManagedControlPlane"],
  versions: ["v1beta1"],
  mutate: ({ object }) => withPrefix(object),
  validate: ({ object, oldObject }) => [
    ...checkForm(withPrefix(object)),
    ...(oldObject === undefined ? [] : checkUpdate(withPrefix(object), withPrefix(oldObject))),
  ],
};

/** A version without its `v` gets one. */
function withPrefix(object: JsonObject): JsonObject {
  const text = textAt(object, pointer) ?? "v";
  return text.startsWith("v") ? object : (replaceAt(object, pointer, `v${text}`) ?? object);
}

function checkForm(object: JsonObject): readonly Diagnostic[] {
  const text = textAt(object, pointer);
  return text === undefined || version.test(text)
    ? []
    : [refuse("must be a valid semantic version", text)];
}

function checkUpdate(object: JsonObject, oldObject: JsonObject): readonly Diagnostic[] {
  const text = textAt(object, pointer) ?? "";
  const old = textAt(oldObject, pointer) ?? "";
  const automatic = textAt(oldObject, "/status/autoUpgradeVersion") ?? "";
  const channel = "/spec/autoUpgradeProfile/upgradeChannel";
  const spec = mapAt(object, "/spec") ?? {};
  const before = mapAt(oldObject, "/spec") ?? {};
  return [
    ...kept.flatMap((field) =>
      Object.hasOwn(spec, field) && Object.hasOwn(before, field)
        ? checkImmutable(ownValue(before, field), ownValue(spec, field), `/spec/${field}`)
        : [],
    ),
    ...(textAt(oldObject, channel) !== undefined && textAt(object, channel) === undefined
      ? [
          capzDiagnostics.report("CAPZ_FIELD_IMMUTABLE", {
            message:
              "field cannot be set to nil, to disable auto upgrades set the channel to none.",
            pointer: "/spec/autoUpgradeProfile",
          }),
        ]
      : []),
    ...(isLower(text, old) ? [refuse("field version cannot be downgraded", text)] : []),
    ...(text !== old && isLower(text, automatic)
      ? [refuse(`version is auto-upgraded to ${automatic}, cannot be downgraded`, text)]
      : []),
  ];
}

function isLower(text: string, than: string): boolean {
  const a = parseKubernetesVersion(text, "tolerant");
  const b = parseKubernetesVersion(than, "tolerant");
  return a !== undefined && b !== undefined && compareKubernetesVersions(a, b, "precedence") < 0;
}

function refuse(message: string, text: string): Diagnostic {
  return capzDiagnostics.report("CAPZ_MANAGED_VERSION", {
    message,
    pointer,
    found: showValue(text),
  });
}
