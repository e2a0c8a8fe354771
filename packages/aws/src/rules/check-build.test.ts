import { expect, test } from "vitest";

import { findings, image } from "../__fixtures__/findings.ts";
import type { AwsBuild } from "../options.ts";

test.for<{ says: string; build: Partial<AwsBuild>; found: readonly string[] }>([
  { says: "a region alone is enough", build: {}, found: [] },
  {
    says: "a misspelt region",
    build: { region: "eu-west" },
    found: ["SCHEMA_BAD_FORM /build/region"],
  },
  {
    says: "a copy to the region of the build",
    build: { copyTo: ["us-east-1", "eu-west-1"] },
    found: ["AWS_REGION_TWICE /build/copyTo/1"],
  },
  {
    says: "the same copy twice",
    build: { copyTo: ["us-east-1", "us-east-1"] },
    found: ["AWS_REGION_TWICE /build/copyTo/1"],
  },
  {
    says: "a copy to China",
    build: { copyTo: ["cn-north-1"] },
    found: ["AWS_PARTITION /build/copyTo/0"],
  },
  {
    says: "a copy to GovCloud",
    build: { copyTo: ["us-gov-west-1"] },
    found: ["AWS_PARTITION /build/copyTo/0"],
  },
  {
    says: "an account id with eleven digits",
    build: { shareWith: { users: ["12345678901"] } },
    found: ["SCHEMA_BAD_FORM /build/shareWith/users/0"],
  },
  {
    says: "a public AMI",
    build: { shareWith: { groups: ["all"] } },
    found: ["AWS_PUBLIC_AMI /build/shareWith/groups"],
  },
  {
    says: "a public AMI that is encrypted",
    build: { encrypted: true, kmsKeyId: "alias/a", shareWith: { groups: ["all"] } },
    found: ["AWS_ENCRYPTION /build/shareWith/groups"],
  },
  {
    says: "a shared AMI under the region's own key",
    build: { encrypted: true, shareWith: { users: ["123456789012"] } },
    found: ["AWS_ENCRYPTION /build/shareWith/users"],
  },
  {
    says: "a key without encryption",
    build: { kmsKeyId: "alias/a" },
    found: ["AWS_ENCRYPTION /build/kmsKeyId"],
  },
  {
    says: "an alias without its prefix",
    build: { encrypted: true, kmsKeyId: "node-images" },
    found: ["SCHEMA_BAD_FORM /build/kmsKeyId"],
  },
  ...[
    "1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d",
    "mrk-1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d",
    "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d",
    "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d",
    "arn:aws-cn:kms:cn-north-1:123456789012:alias/a_b/c-d",
  ].map((kmsKeyId) => ({
    says: `the key ${kmsKeyId}`,
    build: { encrypted: true, kmsKeyId },
    found: [],
  })),
  {
    says: "copies under a key of their own",
    build: { encrypted: true, kmsKeyId: "alias/a", copyTo: ["us-east-1"] },
    found: ["AWS_COPY_KEY /build/kmsKeyId"],
  },
  {
    says: "a build faster than Packer allows",
    build: { volume: { iops: 16_001 } },
    found: ["AWS_VOLUME /build/volume/iops"],
  },
  {
    says: "a builder of the other architecture",
    build: { instanceType: "t4g.small" },
    found: ["AWS_INSTANCE_ARCHITECTURE /build/instanceType"],
  },
  {
    says: "a builder of an unknown family",
    build: { instanceType: "t99.small" },
    found: ["AWS_INSTANCE_FAMILY_UNKNOWN /build/instanceType"],
  },
  {
    says: "a gp2 volume with iops and throughput",
    build: { volume: { type: "gp2", iops: 3000, throughput: 125 } },
    found: ["AWS_VOLUME /build/volume/iops", "AWS_VOLUME /build/volume/throughput"],
  },
  {
    says: "an io1 volume without iops",
    build: { volume: { type: "io1" } },
    found: ["AWS_VOLUME /build/volume/iops"],
  },
  {
    says: "an io1 volume with too many iops for its size",
    build: { volume: { type: "io1", iops: 2100 } },
    found: ["AWS_VOLUME /build/volume/iops"],
  },
  { says: "as many as it can have", build: { volume: { type: "io1", iops: 2039 } }, found: [] },
  {
    says: "a gp3 volume below its baseline",
    build: { volume: { iops: 2999, throughput: 1001 } },
    found: ["AWS_VOLUME /build/volume/iops", "AWS_VOLUME /build/volume/throughput"],
  },
  {
    says: "a variable that an option writes",
    build: { variables: { ami_groups: "all" } },
    found: ["AWS_VARIABLE_OWNED /build/variables/ami_groups"],
  },
])("build: $says", ({ build, found }) => {
  expect(findings({ build: { region: "eu-west-1", ...build } })).toEqual(found);
});

test("fields of the image that image-builder cannot carry are reported", () => {
  const target = { build: { region: "eu-west-1" } };
  expect(findings(target, { ...image, labels: { team: "platform" } })).toEqual([
    "PACKER_IMAGE_UNSUPPORTED /image/labels",
  ]);
  expect(findings(target, { ...image, os: { distribution: "ubuntu", release: "9" } })).toEqual([
    "PACKER_GOAL_UNKNOWN /image/os",
  ]);
});
