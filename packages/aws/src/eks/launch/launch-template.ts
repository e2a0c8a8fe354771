import {
  type BuildContext,
  emitJson,
  encodeBase64,
  emitYaml,
  formatPointer,
  imageRequirement,
  type ImageReference,
  type JsonObject,
  type ManifestRequest,
  toJsonValue,
  valueRefused,
} from "@imagewright/core";

import { amiId } from "../../rules/ami-id.ts";
import type { EksLaunchTemplate } from "../launch-options.ts";
import type { EksTarget } from "../options.ts";
import { nodeUserData } from "./node-user-data.ts";

/** What a launch template can point at. */
export const launchTemplateKinds = ["ami", "ssm-parameter"] as const;

/** Logical id of the launch template in a stack of its own. */
const resourceId = "NodeLaunchTemplate";

const parameterName = /^[A-Za-z0-9_./-]+(?::[A-Za-z0-9_.-]+)?$/u;

/** Asks for one launch template. */
export function launchTemplateRequest(
  context: BuildContext<EksTarget>,
  options: EksLaunchTemplate,
  index: number,
): ManifestRequest {
  const isStack = options.form === "cloudformation";
  const name = options.name.replaceAll(/[^A-Za-z0-9.-]/gu, "-");
  const path = `launch-template-${name}.${isStack ? "yaml" : "json"}`;
  const region = options.region ?? context.target.build?.region;
  return {
    pointer: formatPointer(["launchTemplates", index]),
    kind: "LaunchTemplate",
    path,
    ...(options.withoutImage !== true && {
      image: imageRequirement(options, launchTemplateKinds, region),
    }),
    render: ({ reference }) => {
      const data = launchTemplateData(context, options, reference);
      return isStack
        ? { path, mediaType: "application/yaml", text: emitYaml(stack(options, data)) }
        : {
            path,
            mediaType: "application/json",
            text: emitJson({ LaunchTemplateName: options.name, LaunchTemplateData: data }),
          };
    },
  };
}

function stack(options: EksLaunchTemplate, data: JsonObject): JsonObject {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Launch template ${options.name} for nodes of EKS`,
    Resources: {
      [resourceId]: {
        Type: "AWS::EC2::LaunchTemplate",
        Properties: { LaunchTemplateName: options.name, LaunchTemplateData: data },
      },
    },
    Outputs: { LaunchTemplateId: { Value: { Ref: resourceId } } },
  };
}

function launchTemplateData(
  context: BuildContext<EksTarget>,
  options: EksLaunchTemplate,
  reference: ImageReference | undefined,
): JsonObject {
  const {
    instanceType,
    keyName,
    securityGroupIds,
    instanceProfile,
    metadataOptions = {},
  } = options;
  const { httpTokens = "required", httpPutResponseHopLimit = 2 } = metadataOptions;
  const userData = userDataText(context, options);
  const isStack = options.form === "cloudformation";
  return {
    ...(reference !== undefined && { ImageId: imageId(reference, isStack) }),
    ...(instanceType !== undefined && { InstanceType: instanceType }),
    ...(keyName !== undefined && { KeyName: keyName }),
    ...(securityGroupIds !== undefined && { SecurityGroupIds: securityGroupIds }),
    ...(instanceProfile !== undefined && { IamInstanceProfile: { Name: instanceProfile } }),
    ...rootVolume(context, options),
    MetadataOptions: { HttpTokens: httpTokens, HttpPutResponseHopLimit: httpPutResponseHopLimit },
    ...tagSpecifications(options),
    ...(userData !== undefined && {
      UserData: isStack ? { "Fn::Base64": userData } : encodeBase64(userData),
    }),
  };
}

function imageId(reference: ImageReference, isStack: boolean): string {
  if (reference.kind === "ami" && amiId.test(reference.id)) {
    return reference.id;
  }
  if (reference.kind === "ssm-parameter" && parameterName.test(reference.name)) {
    return isStack ? `{{resolve:ssm:${reference.name}}}` : `resolve:ssm:${reference.name}`;
  }
  const reason = "it is neither an AMI id nor the name of an SSM parameter";
  throw valueRefused("launch template", "/LaunchTemplateData/ImageId", reason);
}

function userDataText(
  { image, target: { cluster }, overrides }: BuildContext<EksTarget>,
  { node, userData }: EksLaunchTemplate,
): string | undefined {
  if (node === undefined) {
    return userData;
  }
  if (cluster === undefined) {
    throw new Error("the target was not checked before it was rendered");
  }
  return nodeUserData(cluster, node, image, overrides);
}

function rootVolume(
  { image }: BuildContext<EksTarget>,
  { rootVolume: volume }: EksLaunchTemplate,
): JsonObject {
  const size = volume?.sizeGiB ?? image.rootVolume?.sizeGiB;
  if (volume === undefined && size === undefined) {
    return {};
  }
  const { deviceName = "/dev/xvda", type = "gp3", encrypted, kmsKeyId } = volume ?? {};
  return {
    BlockDeviceMappings: [
      {
        DeviceName: deviceName,
        Ebs: {
          DeleteOnTermination: true,
          ...(encrypted !== undefined && { Encrypted: encrypted }),
          ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
          ...(size !== undefined && { VolumeSize: size }),
          VolumeType: type,
        },
      },
    ],
  };
}

function tagSpecifications({ tags = {} }: EksLaunchTemplate): JsonObject {
  const list = Object.entries(tags)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
  const specifications = ["instance", "volume"].map((ResourceType) => ({
    ResourceType,
    Tags: toJsonValue(list, ""),
  }));
  return list.length === 0 ? {} : { TagSpecifications: specifications };
}
