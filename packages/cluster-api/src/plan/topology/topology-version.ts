import {
  compareKubernetesVersions,
  type Diagnostic,
  type KubernetesVersion,
  parseKubernetesVersion,
  textAt,
} from "@imagewright/core";

import { isSet, listAt } from "../../json/read-field.ts";
import { planFinding } from "../plan-finding.ts";
import type { TopologyScene } from "./topology-scene.ts";

const pointer = "/spec/topology/version";

/** A version that a class lists, as it is written and read. */
export interface ListedVersion {
  readonly text: string;
  readonly version: KubernetesVersion;
}

/** The versions a class allows, in its order; empty where it says nothing of them. */
export function listedVersions({
  clusterClass,
}: Pick<TopologyScene, "clusterClass">): readonly ListedVersion[] {
  return listAt(clusterClass.object, "/spec/kubernetesVersions").flatMap((text) => {
    const version = typeof text === "string" ? parseKubernetesVersion(text, "either") : undefined;
    return typeof text === "string" && version !== undefined ? [{ text, version }] : [];
  });
}

/**
 * Why a topology may not go from one version to another: what the webhook refuses, and what it lets
 * pass for the upgrade to fail on, which is a way back to a pre-release or an older build.
 */
export function checkTopologyVersion(
  scene: TopologyScene,
  from: KubernetesVersion,
  to: KubernetesVersion,
): readonly Diagnostic[] {
  const listed = listedVersions(scene);
  const plansItself = isSet(
    scene.clusterClass.object,
    "/spec/upgrade/external/generateUpgradePlanExtension",
  );
  const found = textAt(scene.cluster.object, pointer);
  const isOlder = compareKubernetesVersions(to, from, "with-build") === -1;
  const isFar = to.major !== from.major || to.minor > from.minor + 1;
  const isListed = listed.some(
    ({ version }) => compareKubernetesVersions(version, to, "with-build") === 0,
  );
  const messages = [
    ...(isOlder ? ["the next version comes before the topology's"] : []),
    ...(isFar && listed.length === 0 && !plansItself
      ? ["a minor version would be skipped, and the class lists no versions"]
      : []),
    ...(listed.length > 0 && !isListed ? ["the class does not list the next version"] : []),
  ];
  return messages.map((message) =>
    planFinding("CAPI_PLAN_TOPOLOGY_VERSION", versionPlace(scene), {
      message,
      ...(found !== undefined && { found }),
      ...(listed.length > 0 && { expected: listed.map(({ text }) => text).join(", ") }),
    }),
  );
}

/** Where the version of a topology stands. */
function versionPlace({
  cluster: { address, source },
}: TopologyScene): Parameters<typeof planFinding>[1] {
  return { object: address, pointer, ...(source !== undefined && { source }) };
}
