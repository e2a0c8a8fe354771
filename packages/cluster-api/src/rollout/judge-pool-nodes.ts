import {
  type JsonObject,
  judgeNode,
  numberAt,
  requestObjects,
  rolloutFinding,
  type RolloutFinding,
  type RolloutQuestion,
  showValue,
  textAt,
} from "@imagewright/core";

import { annotationOf, listAt } from "../json/read-field.ts";

/**
 * Whether an infrastructure object is paused by itself: its provider then changes nothing, whatever
 * the owner wants.
 *
 * @example
 * ```ts
 * const pool = { metadata: { annotations: { "cluster.x-k8s.io/paused": "" } } };
 * const subject = { group: "infrastructure.cluster.x-k8s.io", kind: "AWSMachinePool", name: "a" };
 * judgePauseAnnotation(pool, subject).map(({ code }) => code); // => ["PAUSED"]
 * ```
 */
export function judgePauseAnnotation(
  object: JsonObject,
  subject: RolloutQuestion["subject"],
): readonly RolloutFinding[] {
  const message = `${subject.kind} ${showValue(subject.name)} is paused`;
  const pointer = "/metadata/annotations/cluster.x-k8s.io~1paused";
  return annotationOf(object, "cluster.x-k8s.io/paused") === undefined
    ? []
    : [rolloutFinding("PAUSED", subject, { message, pointer })];
}

/**
 * The Nodes of an infrastructure pool, found by `spec.providerIDList`: as many as the pool has
 * replicas, and each as intended. Nodes that were not seen are told as one finding.
 *
 * @example
 * ```ts
 * import { manifestSet } from "@imagewright/core";
 *
 * const subject = { group: "infrastructure.cluster.x-k8s.io", kind: "AWSMachinePool", name: "a" };
 * const pool = { spec: { providerIDList: ["aws:///eu-west-1a/i-0abc"] }, status: { replicas: 1 } };
 * const question = { subject, intended: {}, live: manifestSet([]) };
 * judgePoolNodes(pool, question).map(({ code }) => code); // => ["NODES_NOT_SEEN"]
 * ```
 */
export function judgePoolNodes(
  object: JsonObject,
  { subject, intended, live }: RolloutQuestion,
): readonly RolloutFinding[] {
  const ids = new Set(
    listAt(object, "/spec/providerIDList").filter((id) => typeof id === "string"),
  );
  const nodes = live.ofKind("", "Node").filter((node) => {
    const id = textAt(node, "/spec/providerID");
    return id !== undefined && ids.has(id);
  });
  const wanted = numberAt(object, "/status/replicas");
  const isComplete = nodes.length === ids.size && ids.size === wanted;
  const unseen = rolloutFinding("NODES_NOT_SEEN", subject, {
    message: `${nodes.length} nodes of ${subject.kind} ${showValue(subject.name)} were seen`,
    pointer: "/spec/providerIDList",
    found: String(nodes.length),
    ...(wanted !== undefined && { expected: String(wanted) }),
    evidence: requestObjects({ resource: "nodes", cluster: "workload" }),
  });
  return [...nodes.flatMap((node) => judgeNode(node, intended)), ...(isComplete ? [] : [unseen])];
}
