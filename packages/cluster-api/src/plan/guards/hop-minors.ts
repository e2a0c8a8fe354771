import {
  formatKubernetesMinor,
  type KubernetesVersion,
  parseKubernetesVersion,
} from "@imagewright/core";
import type { GuardedHop } from "@imagewright/core/plan";

import { someHave } from "../../lint/version-change.ts";

/** The minor release of a version of a plan; undefined for what is no version. */
export function minorOf(version: string | undefined): string | undefined {
  const parsed = parse(version);
  return parsed && formatKubernetesMinor(parsed);
}

/** Whether a hop takes the control plane to another minor release. */
export function changesMinor({ movesControlPlane, from, version }: GuardedHop): boolean {
  return movesControlPlane && minorOf(from) !== minorOf(version);
}

/** Whether a change of Kubernetes, by its name, comes to the control plane in a hop. */
export function bringsChange(
  { movesControlPlane, from, version }: GuardedHop,
  id: string,
): boolean {
  const [before, after] = [parse(from), parse(version)];
  return (
    movesControlPlane &&
    after !== undefined &&
    someHave([after], id) &&
    (before === undefined || !someHave([before], id))
  );
}

function parse(version: string | undefined): KubernetesVersion | undefined {
  return version === undefined ? undefined : parseKubernetesVersion(version, "tolerant");
}
