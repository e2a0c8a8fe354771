import { infrastructureGroup, machineImageJudge } from "@imagewright/cluster-api";
import { type RolloutJudge, textAt } from "@imagewright/core";

import { readManifest } from "../parse/read-manifest.ts";
import { instanceImageIn } from "./aws-answers.ts";
import { machinePoolJudge } from "./judge-machine-pool.ts";
import { managedControlPlaneJudge } from "./judge-managed-control-plane.ts";
import { managedMachinePoolJudge } from "./judge-managed-machine-pool.ts";
import { requestInstances } from "./judge-pool-image.ts";

/**
 * Whether rollouts of CAPA's kinds are finished. What the objects do not tell is taken from answers
 * to `eks:DescribeNodegroup`, `autoscaling:DescribeAutoScalingGroups` and
 * `autoscaling:DescribeInstanceRefreshes`, `ec2:DescribeInstances` and
 * `ec2:DescribeLaunchTemplateVersions`, as the AWS CLI prints them.
 */
export const awsJudges: readonly RolloutJudge[] = [
  managedControlPlaneJudge,
  managedMachinePoolJudge,
  machinePoolJudge,
  machineImageJudge({
    group: infrastructureGroup,
    kind: "AWSMachine",
    readyCondition: "InstanceReady",
    readManifest,
    imageInCloud(object, cloud) {
      const instance = textAt(object, "/spec/instanceID");
      const id = instance === undefined ? undefined : instanceImageIn(cloud, instance);
      return id === undefined ? undefined : { kind: "ami", id };
    },
    evidence(object) {
      const instance = textAt(object, "/spec/instanceID");
      return instance === undefined ? [] : requestInstances([instance]);
    },
  }),
];
