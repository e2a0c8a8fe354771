import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
  valueAt,
} from "@imagewright/core";

import { amiId } from "../../rules/ami-id.ts";
import { atPlace } from "../../user-data/at-place.ts";
import { checkUserData } from "../../user-data/read/check-user-data.ts";
import type { UserDataFamily } from "../../user-data/user-data-reader.ts";
import { decodeBase64Text, type DecodedText } from "../../user-data/utf8-text.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** Who launches from a template, and what its image boots. */
export interface LaunchTemplateUse {
  readonly usedBy: "managed-node-group" | "self-managed";
  /** Left out where it is not known: the form of the user data alone is judged. */
  readonly family?: UserDataFamily;
}

/** Fields that a managed node group refuses, as pointers into the data. */
const forbidden: readonly string[] = [
  "/HibernationOptions",
  "/IamInstanceProfile",
  "/InstanceInitiatedShutdownBehavior",
];

type Code = "EKS_LAUNCH_FIELD" | "EKS_LAUNCH_VALUE" | "EKS_USERDATA_NOT_CHECKED";

/**
 * Whether a node joins its cluster with a launch template: what a managed node group refuses, the
 * form of the image, and the user data.
 *
 * @param data - `LaunchTemplateData` of EC2's API or of a CloudFormation stack
 * @param pointer - where the data stands
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 * @example
 * ```ts
 * const data = { ImageId: "ami-09709369c53539c11", IamInstanceProfile: { Name: "node" } };
 * checkLaunchTemplateData(data, { usedBy: "managed-node-group" }).map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["EKS_LAUNCH_FIELD /IamInstanceProfile"]
 * checkLaunchTemplateData(data, { usedBy: "self-managed" }); // => []
 * ```
 */
export function checkLaunchTemplateData(
  data: JsonObject,
  use: LaunchTemplateUse,
  pointer = "",
): readonly Diagnostic[] {
  const isManaged = use.usedBy === "managed-node-group";
  return [
    ...(isManaged ? forbiddenFields(data, pointer) : []),
    ...(!isManaged && ownValue(data, "IamInstanceProfile") === undefined
      ? [
          report(
            "EKS_LAUNCH_VALUE",
            "nodes need an instance profile to join",
            `${pointer}/IamInstanceProfile`,
          ),
        ]
      : []),
    ...checkSecurityGroups(data, pointer),
    ...checkImageId(ownValue(data, "ImageId"), isManaged, `${pointer}/ImageId`),
    ...checkData(data, use, `${pointer}/UserData`),
  ];
}

function forbiddenFields(data: JsonObject, pointer: string): readonly Diagnostic[] {
  const subnets = interfacesOf(data).flatMap((one, index) =>
    isJsonObject(one) && ownValue(one, "SubnetId") !== undefined
      ? [`/NetworkInterfaces/${index}/SubnetId`]
      : [],
  );
  return [...forbidden.filter((field) => valueAt(data, field) !== undefined), ...subnets].map(
    (field) =>
      report(
        "EKS_LAUNCH_FIELD",
        `a managed node group takes no ${field.split("/").at(-1)} from its launch template`,
        `${pointer}${field}`,
      ),
  );
}

function checkSecurityGroups(data: JsonObject, pointer: string): readonly Diagnostic[] {
  const isBelow = interfacesOf(data).some(
    (one) => isJsonObject(one) && ownValue(one, "Groups") !== undefined,
  );
  const message = "security groups stand at the instance and at its interfaces";
  return isBelow && ownValue(data, "SecurityGroupIds") !== undefined
    ? [report("EKS_LAUNCH_VALUE", message, `${pointer}/SecurityGroupIds`)]
    : [];
}

function checkImageId(
  value: JsonValue | undefined,
  isManaged: boolean,
  pointer: string,
): readonly Diagnostic[] {
  if (value === undefined && !isManaged) {
    return [report("EKS_LAUNCH_VALUE", "nothing names the image", pointer)];
  }
  const isForm =
    typeof value !== "string" ||
    amiId.test(value) ||
    /^(?:resolve:ssm:[^{}]+|\{\{resolve:ssm:[^{}]+\}\})$/u.test(value);
  return isForm
    ? []
    : [
        eksManifestDiagnostics.report("EKS_LAUNCH_VALUE", {
          message: "this is neither an AMI id nor a reference to an SSM parameter",
          pointer,
          found: showValue(value),
        }),
      ];
}

function checkData(
  data: JsonObject,
  { usedBy, family }: LaunchTemplateUse,
  pointer: string,
): readonly Diagnostic[] {
  const hasImage = ownValue(data, "ImageId") !== undefined;
  const delivery = usedBy === "managed-node-group" && !hasImage ? "merged" : "whole";
  const reader = { delivery, ...(family !== undefined && { family }) } as const;
  const read = userDataOf(data);
  switch (read?.is) {
    case "text":
      return atPlace(checkUserData(read.text, reader), pointer);
    case undefined:
      return family === undefined || delivery === "merged"
        ? []
        : atPlace(checkUserData("", reader), pointer);
    case "no-base64":
      return [report("EKS_LAUNCH_VALUE", "the user data is no base64", pointer)];
    case "compressed":
      return delivery === "merged"
        ? [report("EKS_LAUNCH_VALUE", "EKS cannot merge compressed user data", pointer)]
        : [notChecked("the user data is compressed", pointer)];
    default:
      return [notChecked("the user data is filled in at deployment, or is no text", pointer)];
  }
}

/** The user data of a request in base64, or of a stack; undefined where there is none. */
function userDataOf(data: JsonObject): DecodedText | undefined {
  const value = ownValue(data, "UserData");
  if (value === undefined) {
    return undefined;
  }
  if (typeof value === "string") {
    return decodeBase64Text(value);
  }
  const plain = isJsonObject(value) ? ownValue(value, "Fn::Base64") : undefined;
  return typeof plain === "string" ? { is: "text", text: plain } : { is: "no-text" };
}

function notChecked(message: string, pointer: string): Diagnostic {
  return report("EKS_USERDATA_NOT_CHECKED", message, pointer);
}

function interfacesOf(data: JsonObject): readonly JsonValue[] {
  const value = ownValue(data, "NetworkInterfaces");
  return Array.isArray(value) ? value : [];
}

function report(code: Code, message: string, pointer: string): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer });
}
