import {
  type BuildContext,
  emitYaml,
  encodeBase64,
  formatPointer,
  type ImageReference,
  imageRequirement,
  type JsonObject,
  type JsonValue,
  type ManifestRequest,
  type NodeImage,
  valueRefused,
} from "@imagewright/core";

import { familyFacts, familyOfImage } from "../ami-family.ts";
import { launchTemplateKinds } from "../ami-terms.ts";
import nodeRole from "../data/node-role-policies.json" with { type: "json" };
import type { LaunchTemplateOptions } from "../launch-template-options.ts";
import type { KarpenterTarget } from "../options.ts";
import { optional } from "../sorted-data.ts";
import { formatOf, joiningUserData } from "./joining-user-data.ts";

/** Logical ids of the stack; each is used by the name it is defined by. */
const roleId = "KarpenterNodeRole";
const profileId = "KarpenterNodeInstanceProfile";
const templateId = "KarpenterLaunchTemplate";

const parameterName = /^[A-Za-z0-9_./-]+(?::[A-Za-z0-9_.-]+)?$/u;

/** Asks for the CloudFormation stack of one launch template. */
export function launchTemplateRequest(
  context: BuildContext<KarpenterTarget>,
  options: LaunchTemplateOptions,
  index: number,
): ManifestRequest {
  const path = `launch-template-${options.name}.yaml`;
  return {
    pointer: formatPointer(["launchTemplates", index]),
    kind: "LaunchTemplate",
    path,
    image: imageRequirement(options, launchTemplateKinds, context.target.region),
    render: ({ reference }) => ({
      path,
      mediaType: "application/yaml",
      text: emitYaml(stack(context, options, reference)),
    }),
  };
}

/** The whole stack in both modes, as upstream's page shows it: a part would refer to nothing. */
function stack(
  context: BuildContext<KarpenterTarget>,
  options: LaunchTemplateOptions,
  reference: ImageReference | undefined,
): JsonObject {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Launch template ${options.name} for Karpenter, with the identity of its nodes`,
    Resources: {
      [roleId]: role(options),
      [profileId]: {
        Type: "AWS::IAM::InstanceProfile",
        Properties: {
          ...optional("InstanceProfileName", options.instanceProfileName),
          Path: "/",
          Roles: [{ Ref: roleId }],
        },
      },
      [templateId]: {
        Type: "AWS::EC2::LaunchTemplate",
        Properties: {
          LaunchTemplateName: options.name,
          LaunchTemplateData: {
            IamInstanceProfile: { Arn: { "Fn::GetAtt": [profileId, "Arn"] } },
            ImageId: imageId(reference),
            UserData: userData(context, options),
            ...rootVolume(context.image, options),
            SecurityGroupIds: [...options.securityGroupIds],
          },
        },
      },
    },
  };
}

function role(options: LaunchTemplateOptions): JsonObject {
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      ...optional("RoleName", options.roleName),
      Path: "/",
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: [{ "Fn::Sub": "ec2.${AWS::URLSuffix}" }] },
            Action: ["sts:AssumeRole"],
          },
        ],
      },
      ManagedPolicyArns: nodeRole.policies.map((name) => ({
        "Fn::Sub": `arn:\${AWS::Partition}:iam::aws:policy/${name}`,
      })),
    },
  };
}

/** An id, or a reference that CloudFormation resolves when the stack is deployed. */
function imageId(reference: ImageReference | undefined): string {
  if (reference?.kind === "ami") {
    return reference.id;
  }
  if (reference?.kind === "ssm-parameter" && parameterName.test(reference.name)) {
    return `{{resolve:ssm:${reference.name}}}`;
  }
  const reason = "it is neither an AMI id nor the name of an SSM parameter";
  throw valueRefused("cloudformation", `/Resources/${templateId}`, reason);
}

/** Text under `Fn::Base64` alone, never under `Fn::Sub`: the shell's own `${}` stay the shell's. */
function userData(
  { image, target: { cluster }, overrides }: BuildContext<KarpenterTarget>,
  { node = {}, userDataForm }: LaunchTemplateOptions,
): JsonValue {
  const format = formatOf(node, image);
  if (cluster === undefined || format === undefined) {
    throw new Error("the target was not checked before it was rendered");
  }
  const text = joiningUserData(cluster, node, format, overrides);
  return userDataForm === "base64" ? encodeBase64(text) : { "Fn::Base64": text };
}

function rootVolume(image: NodeImage, options: LaunchTemplateOptions): JsonObject {
  const device = rootDeviceOf(image, options);
  if (image.rootVolume === undefined || device === undefined) {
    return {};
  }
  const ebs = {
    DeleteOnTermination: true,
    Encrypted: true,
    VolumeSize: image.rootVolume.sizeGiB,
    VolumeType: "gp3",
  };
  return { BlockDeviceMappings: [{ DeviceName: device, Ebs: ebs }] };
}

/** The device the root volume of an image is on; undefined where nothing says so. */
export function rootDeviceOf(
  image: NodeImage,
  { rootDeviceName }: LaunchTemplateOptions,
): string | undefined {
  return rootDeviceName ?? familyFacts(familyOfImage(image)).rootDevice;
}
