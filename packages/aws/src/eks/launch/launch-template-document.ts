import {
  decodeBase64,
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
  valueAt,
} from "@imagewright/core";

import { amiId } from "../../rules/ami-id.ts";
import { checkUserDataForm } from "../../user-data/check-user-data-form.ts";
import { checkUserData } from "../../user-data/check-user-data.ts";
import { utf8Text } from "../../user-data/read-multipart.ts";
import type { UserDataFamily } from "../../user-data/user-data-reader.ts";
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
  const { isThere, text: read } = userDataOf(data);
  if (isThere && read === undefined) {
    const message = "the user data is filled in at deployment, compressed, or no text";
    return [report("EKS_USERDATA_NOT_CHECKED", message, pointer)];
  }
  if (family === undefined) {
    return read === undefined ? [] : checkUserDataForm(read, pointer);
  }
  return checkUserData(read ?? "", { family, delivery })
    .filter(() => read !== undefined || delivery === "whole")
    .map((one) => ({
      ...one,
      message: one.pointer === "" ? one.message : `${one.message} (at ${one.pointer})`,
      pointer,
    }));
}

/** The user data, and its text where that can be told. */
function userDataOf(data: JsonObject): { readonly isThere: boolean; readonly text?: string } {
  const value = ownValue(data, "UserData");
  if (typeof value === "string") {
    const bytes = decodeBase64(value.replace(/\s/gu, ""));
    const text = bytes === undefined ? undefined : utf8Text(bytes);
    return { isThere: true, ...(text !== undefined && { text }) };
  }
  const plain = isJsonObject(value) ? ownValue(value, "Fn::Base64") : undefined;
  return { isThere: value !== undefined, ...(typeof plain === "string" && { text: plain }) };
}

function interfacesOf(data: JsonObject): readonly JsonValue[] {
  const value = ownValue(data, "NetworkInterfaces");
  return Array.isArray(value) ? value : [];
}

function report(code: Code, message: string, pointer: string): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer });
}
