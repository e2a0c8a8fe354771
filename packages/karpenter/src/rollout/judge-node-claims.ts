import {
  type JsonObject,
  judgeNode,
  type ManifestSet,
  readCondition,
  requestObjects,
  type RolloutFinding,
  rolloutFinding,
  type RolloutQuestion,
  showValue,
  subjectOf,
  textAt,
} from "@imagewright/core";

import { isIntendedAmi } from "./intended-ami.ts";

const conditions = "/status/conditions";

/**
 * Whether a NodeClaim and its Node run what is intended: launched, registered and initialized, of an
 * image its class resolves to now, and not to be replaced.
 *
 * @param amis - ids the class resolves to; undefined where the class was not seen
 */
export function judgeNodeClaim(
  claim: JsonObject,
  question: RolloutQuestion,
  amis: ReadonlySet<string> | undefined,
): readonly RolloutFinding[] {
  const subject = subjectOf(claim) ?? { group: "karpenter.sh", kind: "NodeClaim", name: "" };
  const whose = `NodeClaim ${showValue(subject.name)}`;
  const drifted = readCondition(claim, conditions, "Drifted");
  const deleting = textAt(claim, "/metadata/deletionTimestamp");
  return [
    ...(drifted?.status === "True"
      ? [
          rolloutFinding("DRIFTED", subject, {
            message: `${whose} is to be replaced`,
            pointer: drifted.pointer,
            found: drifted.reason,
          }),
        ]
      : []),
    ...(deleting === undefined
      ? []
      : [
          rolloutFinding("MACHINE_DELETING", subject, {
            message: `${whose} is being deleted`,
            pointer: "/metadata/deletionTimestamp",
          }),
        ]),
    ...judgeImage(claim, question, subject, amis),
    ...judgeClaimedNode(claim, question, subject),
  ];
}

function judgeImage(
  claim: JsonObject,
  { intended }: RolloutQuestion,
  subject: RolloutFinding["object"],
  amis: ReadonlySet<string> | undefined,
): readonly RolloutFinding[] {
  const pointer = "/status/imageID";
  const found = textAt(claim, pointer);
  const whose = `NodeClaim ${showValue(subject.name)}`;
  if (found === undefined || found === "") {
    const message = `${whose} was not launched yet`;
    return [rolloutFinding("NODE_NOT_JOINED", subject, { message, pointer })];
  }
  const isOfClass = amis === undefined || amis.has(found);
  const isKnownOther = !isOfClass || isIntendedAmi(found, intended) === false;
  const message = `${whose} runs another image`;
  return isKnownOther
    ? [
        rolloutFinding("IMAGE_DIFFERS", subject, {
          message,
          pointer,
          found,
          expected: [...(amis ?? [])].join(", "),
        }),
      ]
    : [];
}

function judgeClaimedNode(
  claim: JsonObject,
  { intended, live }: RolloutQuestion,
  subject: RolloutFinding["object"],
): readonly RolloutFinding[] {
  const whose = `NodeClaim ${showValue(subject.name)}`;
  const pending = ["Registered", "Initialized"].filter(
    (type) => readCondition(claim, conditions, type)?.status !== "True",
  );
  const name = textAt(claim, "/status/nodeName");
  if (pending.length > 0 || name === undefined) {
    const message = `${whose} is not ${pending.join(" and ").toLowerCase() || "a node"} yet`;
    return [rolloutFinding("NODE_NOT_JOINED", subject, { message, pointer: conditions })];
  }
  const node = nodeOf(name, textAt(claim, "/status/providerID"), live);
  const evidence = requestObjects({ resource: "nodes", cluster: "workload" });
  const message = `node ${showValue(name)} of ${whose} was not seen`;
  return node === undefined
    ? [rolloutFinding("NODES_NOT_SEEN", subject, { message, found: name, evidence })]
    : judgeNode(node, intended);
}

function nodeOf(
  name: string,
  providerId: string | undefined,
  live: ManifestSet,
): JsonObject | undefined {
  return live.ofName("", "Node", name).find((node) => {
    const its = textAt(node, "/spec/providerID");
    return its === undefined || providerId === undefined || its === providerId;
  });
}
