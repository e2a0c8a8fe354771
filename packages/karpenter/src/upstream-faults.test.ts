import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import type { JsonObject } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { ec2NodeClass, lines, nodePool } from "./__fixtures__/lint.ts";
import { karpenterWebhooks } from "./index.ts";

const reference = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" };

/** What upstream's documentation shows and its own definitions refuse, each said anew, and a twin. */
test.for<readonly [string, JsonObject, readonly string[], JsonObject]>([
  [
    "a group with a version",
    nodePool({ nodeClassRef: { ...reference, group: "karpenter.k8s.aws/v1" } }),
    ["ADMISSION_VALUE /spec/template/spec/nodeClassRef/group"],
    nodePool(),
  ],
  [
    "role and instance profile",
    ec2NodeClass({ instanceProfile: "nodes" }),
    ["ADMISSION_RULE /spec"],
    ec2NodeClass(),
  ],
  [
    "a placement group by name and id",
    ec2NodeClass({ placementGroupSelector: { name: "a", id: "pg-1" } }),
    ["ADMISSION_RULE /spec/placementGroupSelector"],
    ec2NodeClass({ placementGroupSelector: { id: "pg-1" } }),
  ],
  [
    "an empty tag value",
    ec2NodeClass({ subnetSelectorTerms: [{ tags: { Name: "" } }] }),
    ["ADMISSION_RULE /spec/subnetSelectorTerms/0/tags"],
    ec2NodeClass({ subnetSelectorTerms: [{ tags: { Name: "*" } }] }),
  ],
  [
    "a security group by name and tags",
    ec2NodeClass({ securityGroupSelectorTerms: [{ name: "a", tags: { b: "c" } }] }),
    ["ADMISSION_RULE /spec/securityGroupSelectorTerms"],
    ec2NodeClass({ securityGroupSelectorTerms: [{ name: "a" }] }),
  ],
  [
    "an owner that is a number",
    ec2NodeClass({
      capacityReservationSelectorTerms: [{ tags: { a: "b" }, ownerID: 12_345_678_901 }],
    }),
    ["ADMISSION_TYPE /spec/capacityReservationSelectorTerms/0/ownerID"],
    ec2NodeClass({
      capacityReservationSelectorTerms: [{ tags: { a: "b" }, ownerID: "012345678901" }],
    }),
  ],
  [
    "a choice written as a value",
    nodePool({ expireAfter: "720h | Never" }),
    ["ADMISSION_VALUE /spec/template/spec/expireAfter"],
    nodePool({ expireAfter: "Never" }),
  ],
  [
    "a static pool with weight and other limits",
    nodePool({}, { replicas: 5, weight: 10, limits: { cpu: "1000" } }),
    ["ADMISSION_RULE /spec", "ADMISSION_RULE /spec"],
    nodePool({}, { replicas: 5, limits: { nodes: "10" } }),
  ],
  [
    "an id beside other fields",
    ec2NodeClass({ amiSelectorTerms: [{ id: "ami-1", name: "a", owner: "self" }] }),
    ["ADMISSION_RULE /spec/amiSelectorTerms"],
    ec2NodeClass({ amiSelectorTerms: [{ name: "a", owner: "self" }] }),
  ],
])("the definitions refuse %s", ([, faulty, expected, twin], context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const judge = (object: JsonObject): readonly string[] =>
    judgeCreation(object, source, { webhooks: karpenterWebhooks })
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code, pointer }) => `${code} ${pointer}`);
  expect(judge(faulty)).toEqual(expected);
  expect(judge(twin)).toEqual([]);
});

test("what the definitions let pass, the rules find", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const faults = [
    ec2NodeClass({ amiSelectorTerms: [{ tags: {} }] }),
    ec2NodeClass({ amiSelectorTerms: [{ id: "ami-1", ssmParameter: "/a" }] }),
    ec2NodeClass({
      subnetSelectorTerms: [{ id: "subnet-1", tags: { a: "b" } }, { id: "subnet-2" }],
    }),
    ec2NodeClass({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "Ti" } }] }),
    nodePool(
      {},
      { disruption: { consolidateAfter: "0s", budgets: [{ nodes: "1", reasons: [] }] } },
    ),
    nodePool(
      {},
      {
        disruption: {
          consolidateAfter: "0s",
          budgets: [{ nodes: "1", schedule: "@dailyx", duration: "8h" }],
        },
      },
    ),
  ];
  for (const object of faults) {
    expect(judgeCreation(object, source).diagnostics).toEqual([]);
    expect(lines([object])).not.toEqual([]);
  }
});
