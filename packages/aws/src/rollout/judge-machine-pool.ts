import {
  infrastructureGroup,
  judgePauseAnnotation,
  judgePoolNodes,
} from "@imagewright/cluster-api";
import {
  type EvidenceRequest,
  isIntendedVersion,
  judgeConditions,
  judgeFailure,
  judgeImageIntent,
  type JsonObject,
  listAt,
  numberAt,
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
import { groupIn, mapsOf, refreshesIn } from "./aws-answers.ts";
import { judgePoolImage } from "./judge-pool-image.ts";

/**
 * A self-managed pool is finished when its Nodes say what they run, or when every instance is of the
 * newest version of the launch template, that version is of the intended image, and the image's
 * record says what is on it. The object itself tells neither: no condition is set for a refresh,
 * and no instance's version is filled in.
 */
export const machinePoolJudge: RolloutJudge = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
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
  const name = groupName(object, subject);
  const group = groupIn(cloud, name);
  const version = textAt(object, "/status/launchTemplateVersion");
  const members = group === undefined ? [] : judgeMembers(group, subject, version);
  const isOnTemplate = group !== undefined && members.length === 0;
  const refreshes = refreshesIn(cloud, name);
  const image = judgePoolImage(object, question, isOnTemplate ? version : undefined);
  const { kubernetesVersion, record } = intended;
  const isOfRecord =
    isOnTemplate &&
    image.length === 0 &&
    record !== undefined &&
    isIntendedVersion(record.kubernetesVersion, kubernetesVersion ?? record.kubernetesVersion);
  const isNodeNeeded = kubernetesVersion !== undefined && !isOfRecord;
  return [
    ...judgeFailure(object, subject),
    ...judgeConditions(object, subject, "/status/conditions", [
      { type: "LaunchTemplateReady", status: "True" },
      { type: "ASGReady", status: "True" },
    ]),
    ...judgeRefresh(refreshes?.[0], subject, isOnTemplate),
    ...members,
    ...image.map((finding) =>
      finding.code === "IMAGE_NOT_SEEN"
        ? { ...finding, evidence: [...(finding.evidence ?? []), ...requestGroup(name)] }
        : finding,
    ),
    ...judgePoolNodes(object, question).filter(
      ({ code }) => code !== "NODES_NOT_SEEN" || isNodeNeeded,
    ),
  ];
}

/** The group's name: the end of its ARN, else the pool's own. */
function groupName(object: JsonObject, { name }: RolloutSubject): string {
  const arn = textAt(object, "/spec/providerID") ?? "";
  return /^arn:[^ ]+:autoScalingGroupName\/(?<name>[^/]+)$/u.exec(arn)?.groups?.["name"] ?? name;
}

/** Every instance has to be of the newest version, and as many as the group wants. */
function judgeMembers(
  group: JsonObject,
  subject: RolloutSubject,
  version: string | undefined,
): readonly RolloutFinding[] {
  const instances = mapsOf(listAt(group, "/Instances"));
  const old = instances.filter(
    (instance) => textAt(instance, "/LaunchTemplate/Version") !== version || version === undefined,
  );
  const wanted = numberAt(group, "/DesiredCapacity");
  const whose = `group ${showValue(subject.name)}`;
  return [
    ...(old.length === 0
      ? []
      : [
          rolloutFinding("MODEL_OUTDATED", subject, {
            message: `${old.length} instances of ${whose} are of another version of the launch template`,
            found: old.map((instance) => showValue(instance["LaunchTemplate"])).join(", "),
            ...(version !== undefined && { expected: version }),
          }),
        ]),
    ...(instances.length === wanted
      ? []
      : [
          rolloutFinding("COUNTER_DIFFERS", subject, {
            message: `${whose} has ${instances.length} instances`,
            found: String(instances.length),
            ...(wanted !== undefined && { expected: String(wanted) }),
          }),
        ]),
  ];
}

const ended = new Set(["Cancelled", "Failed", "RollbackFailed", "RollbackSuccessful"]);

/** The newest refresh; one that ended badly is forgotten once every instance is new. */
function judgeRefresh(
  refresh: JsonObject | undefined,
  subject: RolloutSubject,
  isOnTemplate: boolean,
): readonly RolloutFinding[] {
  const status = refresh === undefined ? undefined : textAt(refresh, "/Status");
  if (refresh === undefined || status === "Successful") {
    return [];
  }
  const isEnded = ended.has(status ?? "");
  const message = `the newest instance refresh of group ${showValue(subject.name)} is ${showValue(status)}`;
  const facts = { message, found: status, expected: "Successful" };
  return isEnded && isOnTemplate
    ? []
    : [rolloutFinding(isEnded ? "INSTANCE_REFRESH_FAILED" : "CLOUD_STATE_DIFFERS", subject, facts)];
}

function requestGroup(name: string): readonly EvidenceRequest[] {
  const aws = ["aws", "autoscaling"];
  return [
    ...requestCloud(
      "autoscaling:DescribeAutoScalingGroups",
      [...aws, "describe-auto-scaling-groups", "--output=json"],
      { "auto-scaling-group-names": name },
    ),
    ...requestCloud(
      "autoscaling:DescribeInstanceRefreshes",
      [...aws, "describe-instance-refreshes", "--output=json"],
      { "auto-scaling-group-name": name },
    ),
  ];
}
