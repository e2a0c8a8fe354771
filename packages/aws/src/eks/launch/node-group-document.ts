import {
  type Diagnostic,
  type JsonValue,
  type Parsed,
  toJsonValue,
  toParsed,
} from "@imagewright/core";

import {
  fields,
  type FieldShape,
  flag,
  integer,
  listOf,
  mapOf,
  shapeFaults,
  text,
  texts,
} from "../../shape.ts";
import amiTypes from "../data/ami-types.json" with { type: "json" };
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import type { EksNodeGroup } from "../launch-options.ts";
import { minorOf } from "../lint/machine-owner.ts";
import { manifestShapeFindings } from "../manifest-shape-findings.ts";

const required = { ...text, required: true } as const;

const nodeGroupShape: FieldShape = fields({
  nodegroupName: required,
  clusterName: required,
  nodeRole: required,
  subnets: { ...texts, required: true },
  scalingConfig: fields({ minSize: integer, maxSize: integer, desiredSize: integer }),
  amiType: { is: "string", values: amiTypes.amiTypes.map(({ name }) => name) },
  version: text,
  releaseVersion: text,
  launchTemplate: fields({ name: text, id: text, version: text }),
  instanceTypes: texts,
  diskSize: integer,
  remoteAccess: fields({ ec2SshKey: text, sourceSecurityGroups: texts }),
  capacityType: { is: "string", values: ["CAPACITY_BLOCK", "ON_DEMAND", "SPOT"] },
  labels: mapOf(text),
  taints: listOf(
    fields({
      key: required,
      value: text,
      effect: {
        is: "string",
        values: ["NO_EXECUTE", "NO_SCHEDULE", "PREFER_NO_SCHEDULE"],
        required: true,
      },
    }),
  ),
  tags: mapOf(text),
  updateConfig: fields({ maxUnavailable: integer, maxUnavailablePercentage: integer }),
  nodeRepairConfig: fields({ enabled: flag }),
  clientRequestToken: text,
});

/** What the launch template of a node group says, where that is known. */
export interface NodeGroupLaunch {
  readonly hasImage: boolean;
  readonly hasInstanceType: boolean;
}

/**
 * Reads the request of `aws eks create-nodegroup`, and judges what excludes what in it.
 *
 * @param launch - what the launch template says; without it only what holds for every one is judged
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 * @example
 * ```ts
 * const group = {
 *   nodegroupName: "workers",
 *   clusterName: "production",
 *   nodeRole: "arn:aws:iam::123456789012:role/node",
 *   subnets: ["subnet-0a1b2c3d"],
 *   launchTemplate: { name: "workers" },
 * };
 * readNodeGroup(group).ok; // => true
 * readNodeGroup({ ...group, diskSize: 40 }).diagnostics.map(({ code, pointer }) => code + pointer);
 * // => ["EKS_GROUP_TEMPLATE/diskSize"]
 * ```
 */
export function readNodeGroup(document: JsonValue, launch?: NodeGroupLaunch): Parsed<EksNodeGroup> {
  const faults = shapeFaults(document, nodeGroupShape);
  return faults.length === 0 && isNodeGroup(document)
    ? toParsed(document, checkNodeGroup(document, launch))
    : { ok: false, diagnostics: manifestShapeFindings(faults) };
}

function isNodeGroup(value: JsonValue | EksNodeGroup): value is EksNodeGroup {
  return shapeFaults(toJsonValue(value, ""), nodeGroupShape).length === 0;
}

/**
 * What excludes what in a managed node group.
 *
 * @example
 * ```ts
 * const group = {
 *   nodegroupName: "workers",
 *   clusterName: "production",
 *   nodeRole: "arn:aws:iam::123456789012:role/node",
 *   subnets: ["subnet-0a1b2c3d"],
 *   launchTemplate: { name: "workers" },
 *   amiType: "AL2023_x86_64_STANDARD",
 * };
 * const launch = { hasImage: true, hasInstanceType: true };
 * checkNodeGroup(group, launch).map(({ code, pointer }) => code + pointer);
 * // => ["EKS_GROUP_IMAGE/amiType"]
 * ```
 */
export function checkNodeGroup(
  group: EksNodeGroup,
  launch?: NodeGroupLaunch,
  pointer = "",
): readonly Diagnostic[] {
  const found = [
    ...checkTemplateUse(group, launch),
    ...checkAmiType(group),
    ...checkSizes(group),
    ...(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/u.test(group.nodegroupName)
      ? []
      : [report("EKS_GROUP_VALUE", "this is no name of a node group", "nodegroupName")]),
  ];
  return found.map((one) => ({ ...one, pointer: `${pointer}${one.pointer}` }));
}

function checkTemplateUse(
  group: EksNodeGroup,
  launch: NodeGroupLaunch | undefined,
): readonly Diagnostic[] {
  const { launchTemplate, instanceTypes = [] } = group;
  if (launchTemplate === undefined) {
    return [];
  }
  const isOne = (launchTemplate.name === undefined) !== (launchTemplate.id === undefined);
  const image = ["amiType", "releaseVersion", "version"] as const;
  const elsewhere = ["diskSize", "remoteAccess"] as const;
  return [
    ...(isOne ? [] : [report("EKS_GROUP_TEMPLATE", "name or id, not both", "launchTemplate")]),
    ...elsewhere
      .filter((field) => group[field] !== undefined)
      .map((field) =>
        report("EKS_GROUP_TEMPLATE", `${field} belongs to the launch template`, field),
      ),
    ...(launch?.hasImage === true
      ? image
          .filter((field) => group[field] !== undefined && !isCustom(group, field))
          .map((field) =>
            report(
              "EKS_GROUP_IMAGE",
              `the launch template names the image, so ${field} has to go`,
              field,
            ),
          )
      : []),
    ...(launch?.hasInstanceType === true && instanceTypes.length > 0
      ? [
          report(
            "EKS_GROUP_TEMPLATE",
            "the launch template names the instance type already",
            "instanceTypes",
          ),
        ]
      : []),
  ];
}

/** What EKS itself answers for a group with an image of its own. */
function isCustom({ amiType }: EksNodeGroup, field: string): boolean {
  return field === "amiType" && amiType === "CUSTOM";
}

function checkAmiType(group: EksNodeGroup): readonly Diagnostic[] {
  const { amiType, launchTemplate, releaseVersion, version } = group;
  const minor = minorOf(version ?? releaseVersion ?? "");
  const isOld = amiType === undefined ? false : amiType.startsWith("AL2_");
  // Releases of other systems have forms of their own.
  const isAmazonLinux = amiType === undefined || /^AL\d+_/u.test(amiType);
  const isForm =
    releaseVersion === undefined || !isAmazonLinux || /^1\.\d+\.\d+-\d{8}$/u.test(releaseVersion);
  const released = isAmazonLinux ? minorOf(releaseVersion ?? "") : undefined;
  const wanted = minorOf(version ?? "");
  const isOther = released !== undefined && wanted !== undefined && released !== wanted;
  return [
    ...(amiType === "CUSTOM" && launchTemplate === undefined
      ? [report("EKS_GROUP_IMAGE", "CUSTOM needs a launch template with an image", "amiType")]
      : []),
    ...(isOld && minor !== undefined && minor >= 33
      ? [report("EKS_GROUP_AMAZON_LINUX_2", `there is no Amazon Linux 2 for 1.${minor}`, "amiType")]
      : []),
    ...(isForm ? [] : [report("EKS_GROUP_VALUE", "this is no release version", "releaseVersion")]),
    ...(isOther
      ? [
          report(
            "EKS_GROUP_VALUE",
            `the release is of 1.${released}, the group of 1.${wanted}`,
            "releaseVersion",
          ),
        ]
      : []),
  ];
}

function checkSizes({
  scalingConfig = {},
  updateConfig,
  instanceTypes = [],
}: EksNodeGroup): readonly Diagnostic[] {
  const { minSize, maxSize, desiredSize = minSize } = scalingConfig;
  const isOrdered =
    (minSize ?? 0) <= (desiredSize ?? 0) && (desiredSize ?? 0) <= (maxSize ?? Infinity);
  const given = Object.keys(updateConfig ?? { one: 1 }).length;
  return [
    ...(instanceTypes.length > 20
      ? [report("EKS_GROUP_VALUE", "at most 20 instance types", "instanceTypes")]
      : []),
    ...(isOrdered
      ? []
      : [report("EKS_GROUP_VALUE", "the sizes are not in order", "scalingConfig")]),
    ...(given === 1
      ? []
      : [report("EKS_GROUP_VALUE", "exactly one of the two numbers is given", "updateConfig")]),
  ];
}

function report(
  code: keyof typeof eksManifestDiagnostics.rules,
  message: string,
  field: string,
): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer: `/${field}` });
}
