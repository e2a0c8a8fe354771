import {
  intendedImageText,
  isIntendedVersion,
  type JsonObject,
  judgeConditions,
  judgeImageIntent,
  requestObjects,
  type RolloutFinding,
  rolloutFinding,
  rolloutFindings,
  type RolloutJudge,
  type RolloutQuestion,
  rolloutVerdict,
  showValue,
  subjectOf,
  textAt,
} from "@imagewright/core";

import { mapsAt } from "../json-parts.ts";
import { readKarpenterManifest } from "../parse/read-manifest.ts";
import { freezePhase } from "../plan/freeze-phase.ts";
import { isIntendedAmi } from "./intended-ami.ts";

/**
 * A node class is finished when it resolves to the intended images now, and every pool that refers
 * to it is finished; pools that an upgrade holds back still are asked for when it is their turn. It may be Ready with the old images, where its terms resolve to nothing: what
 * counts is the list of images itself.
 */
export const nodeClassJudge: RolloutJudge = {
  group: "karpenter.k8s.aws",
  kinds: ["EC2NodeClass"],
  judge(object, question, ask) {
    const { subject, intended, live } = question;
    const read = readKarpenterManifest(object);
    const unapplied = judgeImageIntent(read.ok ? read.value : [], subject, intended);
    if (unapplied.length > 0) {
      return rolloutVerdict(unapplied);
    }
    const pools = live
      .ofKind("karpenter.sh", "NodePool")
      .filter((pool) => classNameOf(pool) === subject.name);
    const unseen = rolloutFinding("OBJECTS_NOT_SEEN", subject, {
      message: `no pool that refers to node class ${showValue(subject.name)} was seen`,
      evidence: requestObjects({ resource: "nodepools.karpenter.sh", cluster: "workload" }),
    });
    return rolloutVerdict([
      ...judgeNodeClass(object, question),
      ...pools.flatMap((pool) => {
        const its = freezePhase(pool) === "frozen" ? undefined : subjectOf(pool);
        return its === undefined ? [] : rolloutFindings(ask({ ...question, subject: its }));
      }),
      ...(pools.length === 0 ? [unseen] : []),
      ...strayClaims(question, new Set(pools.map((pool) => textAt(pool, "/metadata/name")))),
    ]);
  },
};

/** What a node class itself says: conditions of its newest generation, and what it resolves to. */
export function judgeNodeClass(
  object: JsonObject,
  { subject, intended }: RolloutQuestion,
): readonly RolloutFinding[] {
  const { kubernetesVersion } = intended;
  const pointer = "/status/amis";
  const amis = mapsAt(object, pointer);
  const whose = `node class ${showValue(subject.name)}`;
  const empty = rolloutFinding("IMAGE_DIFFERS", subject, {
    message: `${whose} resolves to no image`,
    pointer,
  });
  return [
    ...judgeConditions(object, subject, "/status/conditions", [
      { type: "Ready", status: "True" },
      { type: "AMIsReady", status: "True", optional: true },
    ]),
    ...(amis.length === 0 ? [empty] : []),
    ...amis.flatMap(({ index, map }) => {
      const id = textAt(map, "/id") ?? "";
      const name = textAt(map, "/name") ?? "";
      const minor = minorInName(name);
      const isImage = isIntendedAmi(id, intended) !== false;
      const isMinor =
        kubernetesVersion === undefined ||
        minor === undefined ||
        isIntendedVersion(kubernetesVersion, minor);
      return isImage && isMinor
        ? []
        : [
            rolloutFinding("IMAGE_DIFFERS", subject, {
              message: `${whose} resolves to ${showValue(name === "" ? id : name)}`,
              pointer: `${pointer}/${index}`,
              found: id,
              expected: isImage ? kubernetesVersion : intendedImageText(intended),
            }),
          ];
    }),
  ];
}

/** The class a pool or claim refers to. */
export function classNameOf(object: JsonObject): string | undefined {
  return (
    textAt(object, "/spec/template/spec/nodeClassRef/name") ??
    textAt(object, "/spec/nodeClassRef/name")
  );
}

/** Claims of the class whose pool was not seen: nobody else would judge them. */
function strayClaims(
  { subject, live }: RolloutQuestion,
  pools: ReadonlySet<string | undefined>,
): readonly RolloutFinding[] {
  return live
    .ofKind("karpenter.sh", "NodeClaim")
    .filter(
      (claim) =>
        classNameOf(claim) === subject.name &&
        !pools.has(textAt(claim, "/metadata/labels/karpenter.sh~1nodepool")),
    )
    .map((claim) =>
      rolloutFinding("OBJECTS_NOT_SEEN", subjectOf(claim) ?? subject, {
        message: `the pool of NodeClaim ${showValue(textAt(claim, "/metadata/name") ?? "")} was not seen`,
        evidence: requestObjects({ resource: "nodepools.karpenter.sh", cluster: "workload" }),
      }),
    );
}

/** The Kubernetes minor in the name of an image of EKS or Bottlerocket; undefined for others. */
function minorInName(name: string): string | undefined {
  const patterns = [
    /^amazon-eks-(?:\w+-)*node-(?:\w+-)*(?<minor>1\.\d{2})-v\d+$/u,
    /^bottlerocket-aws-k8s-(?<minor>1\.\d{2})-/u,
    /EKS_Optimized-(?<minor>1\.\d{2})-/u,
  ];
  return patterns
    .map((one) => one.exec(name)?.groups?.["minor"])
    .find((minor) => minor !== undefined);
}
