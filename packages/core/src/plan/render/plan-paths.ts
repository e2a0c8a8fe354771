import { artifactSegment } from "../../artifact.ts";
import { contentDigest } from "../content-digest.ts";
import type { ObjectAddress } from "../object-address.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";

/** The name of a cluster behind its namespace, as waves and people say it. */
export function clusterLabel({ name, namespace }: ClusterPlan["cluster"]): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/**
 * The folder of what is rendered for one cluster: its name, below its namespace. A name that no file
 * can have becomes one that can, and that no other name becomes.
 *
 * @example
 * ```ts
 * import { clusterFolder } from "@imagewright/core/plan";
 *
 * clusterFolder({ name: "orders", namespace: "shop" }); // => "shop/orders"
 * clusterFolder({ name: "orders" }); // => "orders"
 * clusterFolder({ name: "../orders" }) === "../orders"; // => false
 * ```
 */
export function clusterFolder({ name, namespace }: ClusterPlan["cluster"]): string {
  return namespace === undefined ? segment(name) : `${segment(namespace)}/${segment(name)}`;
}

/** Where an object stands as it is after a stage. */
export function manifestPath(
  cluster: ClusterPlan["cluster"],
  stage: number,
  { kind, name, namespace }: ObjectAddress,
): string {
  const owner = namespace === undefined || namespace === cluster.namespace ? [] : [namespace];
  const file = [kebab(kind), ...owner, name].join("-");
  return `${clusterFolder(cluster)}/stage-${stage}/${segment(file, ".yaml")}`;
}

function segment(name: string, ending = ""): string {
  const file = name + ending;
  if (artifactSegment.test(file)) {
    return file;
  }
  const safe = name.replaceAll(/[^A-Za-z0-9._@+-]/gu, "_").slice(0, 80);
  return `${/^[A-Za-z0-9]/u.test(safe) ? "" : "x"}${safe}-${contentDigest(name)}${ending}`;
}

function kebab(kind: string): string {
  return kind.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/gu, "-").toLowerCase();
}
