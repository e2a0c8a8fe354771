import { isLabelKey } from "@imagewright/aws/user-data";
import { type Diagnostic, showValue } from "@imagewright/core";

import keys from "./data/label-keys.json" with { type: "json" };
import { karpenterDiagnostics } from "./karpenter-diagnostics.ts";
import { compareMinors } from "./karpenter-version.ts";

interface KeyAge {
  readonly since?: string;
  readonly until?: string;
}

const { kubernetes } = keys;
const deprecated = new Map(Object.entries(keys.deprecated));
const ages = new Map<string, KeyAge>(Object.entries(keys["karpenter.k8s.aws"]));

/** The stable name of a label that Kubernetes renamed; the key itself for every other. */
export function currentKey(key: string): string {
  return deprecated.get(key) ?? key;
}

/** Every problem of the key of a label or requirement, for one version of Karpenter. */
export function checkLabelKey(
  key: string,
  version: string,
  pointer: string,
): readonly Diagnostic[] {
  const current = deprecated.get(key);
  if (current !== undefined) {
    const message = `${key} is the old name of ${current}`;
    return [karpenterDiagnostics.report("KARPENTER_LABEL_DEPRECATED", { message, pointer })];
  }
  const message = keyFault(key, version);
  return message === undefined
    ? checkAge(key, version, pointer)
    : [karpenterDiagnostics.report("KARPENTER_LABEL", { message, pointer, found: showValue(key) })];
}

/** Karpenter's own labels came with its releases, and two of them went. */
function checkAge(key: string, version: string, pointer: string): readonly Diagnostic[] {
  const [domain, name = ""] = key.split("/");
  const { since, until } = (domain === "karpenter.k8s.aws" ? ages.get(name) : undefined) ?? {};
  const facts = { pointer, found: version };
  if (since !== undefined && compareMinors(version, since) < 0) {
    const message = `the label ${key} is known since Karpenter ${since}`;
    return [karpenterDiagnostics.report("KARPENTER_FIELD_TOO_NEW", { ...facts, message })];
  }
  if (until !== undefined && compareMinors(version, until) > 0) {
    const message = `Karpenter knew the label ${key} up to ${until} only`;
    return [karpenterDiagnostics.report("KARPENTER_FIELD_GONE", { ...facts, message })];
  }
  return [];
}

function keyFault(key: string, version: string): string | undefined {
  if (!isLabelKey(key)) {
    return "this is no label key";
  }
  if (isRestricted(key)) {
    return `Karpenter keeps ${key} for itself`;
  }
  return compareMinors(version, kubernetes.openSince) < 0 && isOfKubernetes(key)
    ? `Karpenter admits ${key} since ${kubernetes.openSince} only`
    : undefined;
}

/** Whether a key is in a domain of Kubernetes that Karpenter once kept closed. */
export function isOfKubernetes(key: string): boolean {
  const [domain = ""] = key.includes("/") ? key.split("/") : [];
  const isBelow = (parent: string): boolean => domain.endsWith(parent);
  return (
    kubernetes.domains.some(isBelow) &&
    !kubernetes.openDomains.some(isBelow) &&
    !kubernetes.openKeys.includes(key)
  );
}

/** Whether Karpenter sets a label itself, or knows none of this name in its own domain. */
export function isRestricted(key: string): boolean {
  const [domain = "", name = ""] = key.includes("/") ? key.split("/") : ["", key];
  if (domain === "karpenter.sh" || domain.endsWith(".karpenter.sh")) {
    return domain !== "karpenter.sh" || !keys["karpenter.sh"].includes(name);
  }
  if (domain.endsWith("karpenter.k8s.aws")) {
    return domain !== "karpenter.k8s.aws" || !ages.has(name);
  }
  return key === "kubernetes.io/hostname";
}
