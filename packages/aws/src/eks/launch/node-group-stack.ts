import {
  type BuildContext,
  emitJson,
  formatPointer,
  imageRequirement,
  type ImageReference,
  type ManifestRequest,
  shellWord,
  toJsonValue,
  valueRefused,
} from "@imagewright/core";

import { bootstrapArguments } from "../../user-data/bootstrap-script.ts";
import type { EksNodeGroupStack } from "../launch-options.ts";
import type { EksTarget } from "../options.ts";
import { launchTemplateKinds } from "./launch-template.ts";
import { type StackParameters, stackParameterList } from "./stack-parameters.ts";

/** Asks for the parameters of one stack. */
export function nodeGroupStackRequest(
  context: BuildContext<EksTarget>,
  options: EksNodeGroupStack,
  index: number,
): ManifestRequest {
  const path = `node-group-stack-${options.name.toLowerCase()}.json`;
  const region = options.region ?? context.target.build?.region;
  return {
    pointer: formatPointer(["nodeGroupStacks", index]),
    kind: "NodeGroupStackParameters",
    path,
    image: imageRequirement(options, launchTemplateKinds, region),
    render: ({ reference }) => ({
      path,
      mediaType: "application/json",
      text: emitJson(
        toJsonValue(stackParameterList(nodeGroupStackParameters(context, options, reference)), ""),
      ),
    }),
  };
}

/** The parameters of a stack; what is left out has the template's own default. */
export function nodeGroupStackParameters(
  { image, target: { cluster } }: Pick<BuildContext<EksTarget>, "image" | "target">,
  options: EksNodeGroupStack,
  reference: ImageReference | undefined,
): StackParameters {
  const { instanceType, minSize, desiredCapacity, maxSize, volumeType, disableImdsV1 } = options;
  const size = image.rootVolume?.sizeGiB;
  return {
    ClusterName: cluster?.name ?? "",
    NodeGroupName: options.name,
    ClusterControlPlaneSecurityGroup: options.controlPlaneSecurityGroup,
    VpcId: options.vpcId,
    Subnets: options.subnets.join(","),
    KeyName: options.keyName,
    ...(reference !== undefined && imageParameter(reference)),
    ...(instanceType !== undefined && { NodeInstanceType: instanceType }),
    ...(minSize !== undefined && { NodeAutoScalingGroupMinSize: String(minSize) }),
    ...(desiredCapacity !== undefined && {
      NodeAutoScalingGroupDesiredCapacity: String(desiredCapacity),
    }),
    ...(maxSize !== undefined && { NodeAutoScalingGroupMaxSize: String(maxSize) }),
    ...(size !== undefined && { NodeVolumeSize: String(size) }),
    ...(volumeType !== undefined && { NodeVolumeType: volumeType }),
    ...(disableImdsV1 !== undefined && { DisableIMDSv1: String(disableImdsV1) }),
    ...(cluster !== undefined && {
      BootstrapArguments: bootstrapArguments({ cluster, ...options.node })
        .map(shellWord)
        .join(" "),
    }),
  };
}

function imageParameter(reference: ImageReference): StackParameters {
  if (reference.kind === "ami") {
    return { NodeImageId: reference.id };
  }
  if (reference.kind === "ssm-parameter") {
    return { NodeImageIdSSMParam: reference.name };
  }
  const reason = "it is neither an AMI nor an SSM parameter";
  throw valueRefused("node group stack", "/NodeImageId", reason);
}
