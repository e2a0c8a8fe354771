import {
  type EvidenceRequest,
  intendedImages,
  intendedImageText,
  isIntendedImage,
  type JsonObject,
  listAt,
  numberAt,
  requestCloud,
  rolloutFinding,
  type RolloutFinding,
  type RolloutQuestion,
  showValue,
  textAt,
} from "@imagewright/core";

import { instanceImageIn, templateImageIn } from "./aws-answers.ts";

/**
 * Which AMI the instances of a pool run, as EC2 says: by the instances themselves, or by the version
 * of the launch template they are known to be of. What the pool's own object says is what is
 * wanted, and its status may be of before: neither is evidence.
 *
 * @param templateVersion - the version that every instance is of; undefined where that is not known
 */
export function judgePoolImage(
  object: JsonObject,
  { subject, intended, cloud = [] }: RolloutQuestion,
  templateVersion: string | undefined,
): readonly RolloutFinding[] {
  if (intendedImages(intended).length === 0) {
    return [];
  }
  const ids = instanceIds(object);
  const byInstance = ids.map((id) => instanceImageIn(cloud, id));
  const template = textAt(object, "/status/launchTemplateID");
  const byTemplate =
    template === undefined || templateVersion === undefined
      ? undefined
      : templateImageIn(cloud, template, templateVersion);
  const isComplete = ids.length > 0 && ids.length === numberAt(object, "/status/replicas");
  const found = isComplete && !byInstance.includes(undefined) ? byInstance : [byTemplate];
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const expected = intendedImageText(intended);
  const seen = [...new Set([...byInstance, ...found])].filter((id) => id !== undefined);
  const others = seen.filter((id) => isIntendedImage({ kind: "ami", id }, intended) !== true);
  if (others.length > 0) {
    const message = `instances of ${whose} run another image`;
    return [
      rolloutFinding("IMAGE_DIFFERS", subject, { message, found: others.join(", "), expected }),
    ];
  }
  const message = `which image the instances of ${whose} run was not seen`;
  const evidence = [...requestInstances(ids), ...requestTemplate(template, templateVersion)];
  return found.includes(undefined)
    ? [rolloutFinding("IMAGE_NOT_SEEN", subject, { message, expected, evidence })]
    : [];
}

/** The instances of a pool, by the ends of their provider ids. */
function instanceIds(object: JsonObject): readonly string[] {
  return (listAt(object, "/spec/providerIDList") ?? []).flatMap((id) =>
    typeof id === "string" ? [id.slice(id.lastIndexOf("/") + 1)] : [],
  );
}

/** The request for what EC2 knows about instances. */
export function requestInstances(ids: readonly string[]): readonly EvidenceRequest[] {
  return ids.length > 0 && ids.every((id) => /^i-[0-9a-f]{8,17}$/u.test(id))
    ? [
        {
          kind: "cloud",
          call: "ec2:DescribeInstances",
          command: ["aws", "ec2", "describe-instances", "--output=json", "--instance-ids", ...ids],
        },
      ]
    : [];
}

function requestTemplate(
  template: string | undefined,
  version: string | undefined,
): readonly EvidenceRequest[] {
  return template === undefined || version === undefined
    ? []
    : requestCloud(
        "ec2:DescribeLaunchTemplateVersions",
        ["aws", "ec2", "describe-launch-template-versions", "--output=json"],
        { "launch-template-id": template, versions: version },
      );
}
