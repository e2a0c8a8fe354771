import {
  type CloudAnswer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  numberAt,
  textAt,
} from "@imagewright/core";

/** The maps of a list in every answer to a call. */
function rowsOf(cloud: readonly CloudAnswer[], call: string, list: string): readonly JsonObject[] {
  return cloud
    .filter((given) => given.call === call)
    .flatMap(({ answer }) => mapsOf(listAt(answer, list)));
}

/** The maps among the items of a list. */
export function mapsOf(list: readonly JsonValue[] | undefined): readonly JsonObject[] {
  return (list ?? []).filter((item) => isJsonObject(item));
}

/** What EKS says about a node group. */
export function nodegroupIn(
  cloud: readonly CloudAnswer[],
  cluster: string | undefined,
  name: string,
): JsonObject | undefined {
  return cloud
    .filter(({ call }) => call === "eks:DescribeNodegroup")
    .flatMap(({ answer }) => (isJsonObject(answer) ? mapsOf([answer["nodegroup"] ?? null]) : []))
    .find(
      (group) =>
        textAt(group, "/nodegroupName") === name &&
        (cluster === undefined || textAt(group, "/clusterName") === cluster),
    );
}

/** What Auto Scaling says about a group. */
export function groupIn(cloud: readonly CloudAnswer[], name: string): JsonObject | undefined {
  return rowsOf(cloud, "autoscaling:DescribeAutoScalingGroups", "/AutoScalingGroups").find(
    (group) => textAt(group, "/AutoScalingGroupName") === name,
  );
}

/** The instance refreshes of a group, newest first; undefined where nobody asked. */
export function refreshesIn(
  cloud: readonly CloudAnswer[],
  name: string,
): readonly JsonObject[] | undefined {
  const call = "autoscaling:DescribeInstanceRefreshes";
  const rows = rowsOf(cloud, call, "/InstanceRefreshes");
  const ofGroup = rows.filter((row) => textAt(row, "/AutoScalingGroupName") === name);
  const wasAsked = cloud.some(
    (given) => given.call === call && isJsonList(listAt(given.answer, "/InstanceRefreshes")),
  );
  return wasAsked
    ? ofGroup.toSorted((a, b) => (startOf(a) < startOf(b) ? 1 : startOf(a) > startOf(b) ? -1 : 0))
    : undefined;
}

/** RFC 3339 in UTC, as every answer of one call writes it. */
function startOf(refresh: JsonObject): string {
  return textAt(refresh, "/StartTime") ?? "";
}

/** The AMI an instance was started from. */
export function instanceImageIn(cloud: readonly CloudAnswer[], id: string): string | undefined {
  const instances = rowsOf(cloud, "ec2:DescribeInstances", "/Reservations").flatMap((row) =>
    mapsOf(listAt(row, "/Instances")),
  );
  const found = instances.find((instance) => textAt(instance, "/InstanceId") === id);
  return found === undefined ? undefined : textAt(found, "/ImageId");
}

/** The AMI in a version of a launch template. */
export function templateImageIn(
  cloud: readonly CloudAnswer[],
  id: string,
  version: string,
): string | undefined {
  const row = rowsOf(cloud, "ec2:DescribeLaunchTemplateVersions", "/LaunchTemplateVersions").find(
    (found) =>
      textAt(found, "/LaunchTemplateId") === id &&
      numberAt(found, "/VersionNumber") === Number(version),
  );
  return row === undefined ? undefined : textAt(row, "/LaunchTemplateData/ImageId");
}
