import { type Diagnostic, parseKubernetesVersion } from "@imagewright/core";

import { isIpv6 } from "./check-network.ts";
import { childFields, type Fields, isTrue, listFields, refusal, textOf } from "./fields.ts";

const code = "AWS_CONTROL_PLANE_REFUSED";

/** What EKS runs in a cluster, and what of it is switched off. */
export function checkAddons(spec: Fields): readonly Diagnostic[] {
  const addons = listFields(spec, "addons");
  const names = new Set(addons.map((addon) => textOf(addon, "name")));
  const disabled = [
    ["kubeProxy", "kube-proxy", "cannot disable kube-proxy if the kube-proxy addon is specified"],
    ["vpcCni", "vpc-cni", "cannot disable vpc cni if the vpc-cni addon is specified"],
  ] as const;
  const version = parseKubernetesVersion(textOf(spec, "version"), "tolerant");
  const isAsked = isIpv6(spec) || addons.length > 0;
  const isMissing = isIpv6(spec) && addons.length === 0 && version !== undefined;
  const message = "addons are required to be set explicitly if IPv6 is enabled";
  const old = "addons require Kubernetes v1.18.0 or greater";
  return [
    ...disabled
      .filter(([key, addon]) => isTrue(childFields(spec, key), "disable") && names.has(addon))
      .map(([key, , sentence]) => refusal(code, childFields(spec, key), "disable", sentence)),
    ...(isAsked && version !== undefined && version.major === 1 && version.minor < 18
      ? [refusal(code, spec, "addons", old)]
      : []),
    ...(isMissing ? [refusal(code, spec, "addons", message)] : []),
    ...(isIpv6(spec) && version !== undefined ? checkCni(addons) : []),
  ];
}

/** The plugin for networks that knows IPv6; the first one of the list counts. */
function checkCni(addons: readonly Fields[]): readonly Diagnostic[] {
  const cni = addons.find((addon) => textOf(addon, "name") === "vpc-cni");
  const version = cni && textOf(cni, "version");
  const parts = /^\s*v?(?<parts>\d+(?:\.\d+)+)/u.exec(version ?? "")?.groups?.["parts"];
  if (cni === undefined || version === undefined) {
    return [];
  }
  if (parts === undefined) {
    return [refusal(code, cni, "version", `could not parse "${version}" as version`)];
  }
  const [major = 0, minor = 0, patch = 0] = parts.split(".").map(Number);
  const isOld = major < 1 || (major === 1 && (minor < 10 || (minor === 10 && patch < 2)));
  const message = "vpc-cni version must be above or equal to 1.10.2 for IPv6";
  return isOld ? [refusal(code, cni, "version", message)] : [];
}
