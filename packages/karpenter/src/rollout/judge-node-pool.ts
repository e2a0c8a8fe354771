import {
  type JsonObject,
  judgeConditions,
  numberAt,
  readCondition,
  requestObjects,
  type RolloutFinding,
  rolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  rolloutVerdict,
  showValue,
  subjectOf,
  textAt,
} from "@imagewright/core";

import { mapAt, mapsAt, scalarText } from "../json-parts.ts";
import { markers } from "../plan/upgrade-settings.ts";
import { judgeNodeClaim } from "./judge-node-claims.ts";
import { classNameOf, judgeNodeClass } from "./judge-node-class.ts";

/**
 * A node pool is finished when its class resolves to the intended images, and every node of it was
 * launched from them, runs the intended kubelet and is not to be replaced.
 */
export const nodePoolJudge: RolloutJudge = {
  group: "karpenter.sh",
  kinds: ["NodePool"],
  judge(object, question) {
    const { subject, live } = question;
    const className = classNameOf(object) ?? "";
    const nodeClass = live.find("karpenter.k8s.aws", "EC2NodeClass", className);
    const amis =
      nodeClass === undefined
        ? undefined
        : new Set(mapsAt(nodeClass, "/status/amis").map(({ map }) => textAt(map, "/id") ?? ""));
    const claims = live
      .ofKind("karpenter.sh", "NodeClaim")
      .filter((claim) => poolOf(claim) === subject.name);
    return rolloutVerdict([
      ...judgeHealth(object, question),
      ...(nodeClass === undefined
        ? [unseenClass(question, className)]
        : judgeNodeClass(nodeClass, { ...question, subject: subjectOf(nodeClass) ?? subject })),
      ...judgeCount(object, question, claims),
      ...claims.flatMap((claim) => judgeNodeClaim(claim, question, amis)),
    ]);
  },
};

/** New nodes have to register: half of the last four launches failing is reported here alone. */
function judgeHealth(object: JsonObject, { subject }: RolloutQuestion): readonly RolloutFinding[] {
  const type = "NodeRegistrationHealthy";
  const health = readCondition(object, "/status/conditions", type);
  return [
    ...judgeConditions(object, subject, "/status/conditions", [
      { type: "Ready", status: "True", optional: true },
    ]),
    ...(health?.status === "False"
      ? [
          rolloutFinding("FAILED", subject, {
            message: `new nodes of pool ${showValue(subject.name)} do not register`,
            pointer: health.pointer,
            found: health.reason ?? health.status,
          }),
        ]
      : []),
  ];
}

/**
 * The claims that were seen have to be all there are: the pool counts its nodes. Where it does not,
 * nobody knows whether one is missing.
 */
function judgeCount(
  object: JsonObject,
  { subject, live }: RolloutQuestion,
  claims: readonly JsonObject[],
): readonly RolloutFinding[] {
  const nodes = live.ofKind("", "Node").filter((node) => poolOf(node) === subject.name);
  const names = new Set(claims.map((claim) => textAt(claim, "/status/nodeName")));
  const stray = nodes.some((node) => !names.has(textAt(node, "/metadata/name")));
  const counted = countOf(object);
  const found = String(claims.length);
  if (claims.length === 0 && isCanary(object)) {
    const message = `canary ${showValue(subject.name)} has launched no node yet`;
    return [rolloutFinding("NODE_NOT_JOINED", subject, { message })];
  }
  const facts = { found, ...(counted !== undefined && { expected: String(counted) }) };
  if (!stray && counted === claims.length) {
    return [];
  }
  if (!stray && counted !== undefined && counted < claims.length) {
    const message = `pool ${showValue(subject.name)} has more NodeClaims than nodes`;
    return [rolloutFinding("MACHINES_EXTRA", subject, { ...facts, message })];
  }
  return [
    rolloutFinding("MACHINES_NOT_SEEN", subject, {
      ...facts,
      message: `${found} NodeClaims of pool ${showValue(subject.name)} were seen`,
      evidence: requestObjects({ resource: "nodeclaims.karpenter.sh", cluster: "workload" }),
    }),
  ];
}

/** A pool that is there to try an image has tried nothing without a node. */
function isCanary(object: JsonObject): boolean {
  return mapAt(object, "/metadata/annotations")[markers.canary] !== undefined;
}

function countOf(object: JsonObject): number | undefined {
  const text = scalarText(textAt(object, "/status/resources/nodes"));
  return numberAt(object, "/status/nodes") ?? (/^\d+$/u.test(text) ? Number(text) : undefined);
}

function poolOf(object: JsonObject): string | undefined {
  return textAt(object, "/metadata/labels/karpenter.sh~1nodepool");
}

function unseenClass({ subject }: RolloutQuestion, name: string): RolloutFinding {
  return rolloutFinding("OBJECTS_NOT_SEEN", subject, {
    message: `node class ${showValue(name)} of pool ${showValue(subject.name)} was not seen`,
    pointer: "/spec/template/spec/nodeClassRef",
    evidence: requestObjects({
      resource: "ec2nodeclasses.karpenter.k8s.aws",
      name: name === "" ? undefined : name,
      cluster: "workload",
    }),
  });
}
