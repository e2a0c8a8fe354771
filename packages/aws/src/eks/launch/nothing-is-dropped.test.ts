import { loadPlugin, renderTarget } from "@imagewright/core";
import { expect, test } from "vitest";

import { changed, optionsOf } from "../../__fixtures__/schema-options.ts";
import schema from "../../schemas/eks-target.json" with { type: "json" };
import { type LaunchCase, launchToday, launchYesterday } from "../__fixtures__/launch-cases.ts";
import { eks } from "../plugin.ts";

interface Variations {
  readonly [path: string]: unknown;
}

const node = (path: string): Variations => ({
  [`${path}/maxPods`]: 30,
  [`${path}/useMaxPods`]: false,
  [`${path}/nodeLabels`]: { a: "b" },
  [`${path}/taints/0/key`]: "other",
  [`${path}/taints/0/value`]: "other",
  [`${path}/taints/0/effect`]: "NoExecute",
  [`${path}/kubeletFlags`]: ["--v=9"],
  [`${path}/kubeletConfig`]: { podsPerCore: 2 },
});

const today: Variations = {
  "cluster/name": "other",
  "cluster/endpoint": "https://example.com",
  "cluster/certificateAuthority": "YQ==",
  "cluster/serviceCidr": "10.200.0.0/16",
  "cluster/dnsClusterIp": "10.100.0.11",
  "launchTemplates/0/name": "other",
  "launchTemplates/0/form": "cloudformation",
  "launchTemplates/0/usedBy": "self-managed",
  "launchTemplates/0/withoutImage": true,
  "launchTemplates/0/region": "us-east-1",
  "launchTemplates/0/instanceType": "m7g.xlarge",
  "launchTemplates/0/keyName": "other",
  "launchTemplates/0/securityGroupIds": ["sg-0a1b2c3d"],
  "launchTemplates/0/instanceProfile": "other",
  "launchTemplates/0/rootVolume/deviceName": "/dev/sda1",
  "launchTemplates/0/rootVolume/sizeGiB": 61,
  "launchTemplates/0/rootVolume/type": "gp2",
  "launchTemplates/0/rootVolume/encrypted": false,
  "launchTemplates/0/rootVolume/kmsKeyId": "alias/other",
  "launchTemplates/0/metadataOptions/httpTokens": "optional",
  "launchTemplates/0/metadataOptions/httpPutResponseHopLimit": 1,
  "launchTemplates/0/tags": { other: "tag" },
  "launchTemplates/0/node/format": "bottlerocket",
  ...node("launchTemplates/0/node"),
  "launchTemplates/0/userData": "#!/bin/sh\n",
  "launchTemplates/0/imageRecord": "other",
  "launchTemplates/0/reference": "ami:eu-west-1/ami-09709369c53539c12",
  "nodeGroups/0/nodegroupName": "other",
  "nodeGroups/0/clusterName": "other",
  "nodeGroups/0/nodeRole": "arn:aws:iam::123456789012:role/other",
  "nodeGroups/0/subnets": ["subnet-0a1b2c3d"],
  "nodeGroups/0/scalingConfig/minSize": 0,
  "nodeGroups/0/scalingConfig/maxSize": 9,
  "nodeGroups/0/scalingConfig/desiredSize": 3,
  "nodeGroups/0/amiType": "CUSTOM",
  "nodeGroups/0/version": "1.34",
  "nodeGroups/0/releaseVersion": "1.34.9-20260714",
  "nodeGroups/0/launchTemplate/name": "other",
  "nodeGroups/0/launchTemplate/id": "lt-1",
  "nodeGroups/0/launchTemplate/version": "2",
  "nodeGroups/0/instanceTypes": ["m7g.large"],
  "nodeGroups/0/diskSize": 20,
  "nodeGroups/0/remoteAccess/ec2SshKey": "ops",
  "nodeGroups/0/remoteAccess/sourceSecurityGroups": ["sg-0a1b2c3d"],
  "nodeGroups/0/capacityType": "SPOT",
  "nodeGroups/0/labels": { other: "label" },
  "nodeGroups/0/taints/0/key": "other",
  "nodeGroups/0/taints/0/value": "other",
  "nodeGroups/0/taints/0/effect": "NO_EXECUTE",
  "nodeGroups/0/tags": { other: "tag" },
  "nodeGroups/0/updateConfig/maxUnavailable": 2,
  "nodeGroups/0/updateConfig/maxUnavailablePercentage": 20,
  "bootstrapConfigs/0/name": "other",
  "bootstrapConfigs/0/namespace": "other",
  "bootstrapConfigs/0/template": false,
  ...node("bootstrapConfigs/0/node"),
  "bootstrapConfigs/0/dnsClusterIp": "10.100.0.11",
  "bootstrapConfigs/0/preCommands": ["other"],
};

const yesterday: Variations = {
  "nodeGroupStacks/0/name": "other",
  "nodeGroupStacks/0/region": "us-east-1",
  "nodeGroupStacks/0/template": "1999",
  "nodeGroupStacks/0/controlPlaneSecurityGroup": "sg-0a1b2c3d",
  "nodeGroupStacks/0/vpcId": "vpc-0a1b2c3d",
  "nodeGroupStacks/0/subnets": ["subnet-0a1b2c3d"],
  "nodeGroupStacks/0/keyName": "other",
  "nodeGroupStacks/0/instanceType": "g5.2xlarge",
  "nodeGroupStacks/0/minSize": 1,
  "nodeGroupStacks/0/desiredCapacity": 3,
  "nodeGroupStacks/0/maxSize": 7,
  "nodeGroupStacks/0/volumeType": "gp3",
  "nodeGroupStacks/0/disableImdsV1": false,
  ...node("nodeGroupStacks/0/node"),
  "nodeGroupStacks/0/imageRecord": "other",
  "nodeGroupStacks/0/reference": "ami:eu-west-1/ami-09709369c53539c12",
};

const keys = ["cluster", "launchTemplates", "nodeGroups", "nodeGroupStacks", "bootstrapConfigs"];

test("there is a variation of every option", () => {
  const known = new Set([...Object.keys(today), ...Object.keys(yesterday)]);
  expect(known).toEqual(new Set(optionsOf(schema, keys)));
});

test.for([
  ...Object.entries(today).map(([path, to]) => [path, to, launchToday] as const),
  ...Object.entries(yesterday).map(([path, to]) => [path, to, launchYesterday] as const),
])("%s changes what is rendered, or is reported", ([path, to, one]) => {
  const tainted = withTaints(one);
  expect(outcome(one, changed(tainted, path, to))).not.toEqual(outcome(one, tainted));
});

/** Taints where a variation changes one. */
function withTaints({ target }: LaunchCase): unknown {
  const taint = [{ key: "a", value: "b", effect: "NoSchedule" }];
  return ["launchTemplates", "bootstrapConfigs", "nodeGroupStacks"]
    .filter((list) => Object.hasOwn(target, list))
    .reduce<unknown>((value, list) => changed(value, `${list}/0/node/taints`, taint), target);
}

function outcome({ image }: LaunchCase, varied: unknown): object {
  const bound = loadPlugin(eks).bind(image, varied);
  return bound.ok ? renderTarget(bound.value) : bound;
}
