import {
  infrastructureGroup,
  judgePauseAnnotation,
  judgePoolNodes,
} from "@imagewright/cluster-api";
import {
  type EvidenceRequest,
  isIntendedVersion,
  isJsonObject,
  judgeConditions,
  judgeFailure,
  judgeImageIntent,
  type JsonObject,
  listAt,
  requestCloud,
  rolloutFinding,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  type RolloutSubject,
  rolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

import { readManifest } from "../parse/read-manifest.ts";
import { nodegroupIn } from "./aws-answers.ts";
import { clusterOfPool } from "./cluster-of-pool.ts";
import { minorOf } from "./judge-managed-control-plane.ts";
import { judgePoolImage } from "./judge-pool-image.ts";

/**
 * An EKS node group is finished when its Nodes, or EKS, say what it runs. `status.ready` stays true
 * while EKS replaces nodes: it is no evidence.
 */
export const managedMachinePoolJudge: RolloutJudge = {
  group: infrastructureGroup,
  kinds: ["AWSManagedMachinePool"],
  judge(object, question) {
    const { subject, intended } = question;
    const read = readManifest(object);
    const unapplied = judgeImageIntent(read.ok ? read.value : [], subject, intended);
    const beginning = unapplied.length > 0 ? unapplied : judgePauseAnnotation(object, subject);
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question));
  },
};

function judgeProgress(object: JsonObject, question: RolloutQuestion): readonly RolloutFinding[] {
  const { subject, intended, cloud = [] } = question;
  const hasTemplate =
    isJsonObject(object["spec"]) && Object.hasOwn(object["spec"], "awsLaunchTemplate");
  const cluster = clusterOfPool(object, question);
  const name = textAt(object, "/spec/eksNodegroupName") ?? subject.name;
  const answer = nodegroupIn(cloud, cluster, name);
  const said = answer === undefined ? [] : judgeAnswer(answer, object, question);
  const isOnTemplate = answer !== undefined && said.length === 0 && hasTemplate;
  return [
    ...judgeFailure(object, subject),
    ...judgeConditions(object, subject, "/status/conditions", [
      { type: "EKSNodegroupReady", status: "True" },
      ...(hasTemplate ? [{ type: "LaunchTemplateReady", status: "True" } as const] : []),
    ]),
    ...said,
    ...judgeKubelets(object, question, answer, requestNodegroup(cluster, name)),
    ...judgePoolImage(
      object,
      question,
      isOnTemplate ? textAt(object, "/status/launchTemplateVersion") : undefined,
    ),
  ].filter(({ code }) => code !== "NODES_NOT_SEEN" || intended.kubernetesVersion !== undefined);
}

/** What EKS says has to agree with what the pool asks for. */
function judgeAnswer(
  answer: JsonObject,
  object: JsonObject,
  { subject, intended }: RolloutQuestion,
): readonly RolloutFinding[] {
  const fields = [
    ["version", minorOf(intended.kubernetesVersion), "VERSION_DIFFERS"],
    ["releaseVersion", textAt(object, "/spec/amiVersion"), "VERSION_DIFFERS"],
    ["launchTemplate/version", textAt(object, "/status/launchTemplateVersion"), "MODEL_OUTDATED"],
  ] as const;
  return [
    ...judgeStatus(answer, subject),
    ...fields.flatMap(([field, expected, code]) => {
      const found = textAt(answer, `/${field}`);
      const message = `EKS says that ${field} of node group ${showValue(subject.name)} is ${showValue(found)}`;
      const isGiven = field !== "launchTemplate/version" || isJsonObject(answer["launchTemplate"]);
      return expected === undefined || found === expected || !isGiven
        ? []
        : [rolloutFinding(code, subject, { message, found, expected })];
    }),
  ];
}

function judgeStatus(answer: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const status = textAt(answer, "/status");
  const issues = listAt(answer, "/health/issues") ?? [];
  const whose = `node group ${showValue(subject.name)}`;
  const isFailed = status === "DEGRADED" || (status ?? "").endsWith("_FAILED");
  const message = `EKS says that ${whose} is ${showValue(status)}`;
  const facts = { message, found: status, expected: "ACTIVE" };
  return [
    ...(status === "ACTIVE"
      ? []
      : [rolloutFinding(isFailed ? "FAILED" : "CLOUD_STATE_DIFFERS", subject, facts)]),
    ...(issues.length === 0
      ? []
      : [
          rolloutFinding("FAILED", subject, {
            message: `EKS reports issues of ${whose}`,
            found: showValue(issues),
          }),
        ]),
  ];
}

/**
 * By the Nodes, or by what EKS says: the minor, and with an image of its own also the patch, which
 * is the beginning of the release.
 */
function judgeKubelets(
  object: JsonObject,
  question: RolloutQuestion,
  answer: JsonObject | undefined,
  evidence: readonly EvidenceRequest[],
): readonly RolloutFinding[] {
  const { kubernetesVersion: version, record } = question.intended;
  const nodes = judgePoolNodes(object, question);
  const release = answer === undefined ? undefined : textAt(answer, "/releaseVersion");
  const said =
    version === minorOf(version) ? answer && textAt(answer, "/version") : release?.split("-")[0];
  const isProven =
    record === undefined &&
    version !== undefined &&
    said !== undefined &&
    isIntendedVersion(said, version);
  return nodes.flatMap((finding) =>
    finding.code === "NODES_NOT_SEEN"
      ? isProven
        ? []
        : [{ ...finding, evidence: [...(finding.evidence ?? []), ...evidence] }]
      : [finding],
  );
}

function requestNodegroup(cluster: string | undefined, name: string): readonly EvidenceRequest[] {
  return cluster === undefined
    ? []
    : requestCloud("eks:DescribeNodegroup", ["aws", "eks", "describe-nodegroup", "--output=json"], {
        "cluster-name": cluster,
        "nodegroup-name": name,
      });
}
