import type { AmiSelectorTerm } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { amiTerm } from "../__fixtures__/models.ts";
import {
  aliasOfParameter,
  aliasParameters,
  amiSelectorQueries,
  type AmiSelectionFacts,
  evaluateAmiSelector,
  type KarpenterImage,
  readAmiSelectorQueries,
} from "../index.ts";
import { secondsOfTime } from "./utc-seconds.ts";

const eks = "/aws/service/eks/optimized-ami";

test.for<readonly [string, string, readonly string[]]>([
  [
    "al2@latest",
    "1.32.9",
    [
      `${eks}/1.32/amazon-linux-2/recommended/image_id`,
      `${eks}/1.32/amazon-linux-2-arm64/recommended/image_id`,
      `${eks}/1.32/amazon-linux-2-gpu/recommended/image_id`,
    ],
  ],
  [
    "al2@v20251120",
    "1.31.1",
    [
      `${eks}/1.31/amazon-linux-2/amazon-eks-node-1.31-v20251120/image_id`,
      `${eks}/1.31/amazon-linux-2-arm64/amazon-eks-arm64-node-1.31-v20251120/image_id`,
      `${eks}/1.31/amazon-linux-2-gpu/amazon-eks-gpu-node-1.31-v20251120/image_id`,
    ],
  ],
  [
    "al2023@v20260714",
    "v1.34.1",
    [
      `${eks}/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20260714/image_id`,
      `${eks}/1.34/amazon-linux-2023/x86_64/nvidia/amazon-eks-node-al2023-x86_64-nvidia-1.34-v20260714/image_id`,
      `${eks}/1.34/amazon-linux-2023/x86_64/neuron/amazon-eks-node-al2023-x86_64-neuron-1.34-v20260714/image_id`,
      `${eks}/1.34/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.34-v20260714/image_id`,
      `${eks}/1.34/amazon-linux-2023/arm64/nvidia/amazon-eks-node-al2023-arm64-nvidia-1.34-v20260714/image_id`,
    ],
  ],
  [
    "bottlerocket@latest",
    "1.35.0",
    [
      "/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id",
      "/aws/service/bottlerocket/aws-k8s-1.35/arm64/latest/image_id",
      "/aws/service/bottlerocket/aws-k8s-1.35-nvidia/x86_64/latest/image_id",
      "/aws/service/bottlerocket/aws-k8s-1.35-nvidia/arm64/latest/image_id",
    ],
  ],
  [
    "windows2025@latest",
    "1.35.0",
    [
      "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-1.35/image_id",
    ],
  ],
])("the parameters of %s for Kubernetes %s, and back", ([alias, kubernetes, names]) => {
  const parameters = aliasParameters(alias, kubernetes);
  expect(parameters.ok && parameters.value.map(({ name }) => name)).toEqual(names);
  for (const { name, architecture } of parameters.ok ? parameters.value : []) {
    const read = aliasOfParameter(name);
    const [, kubernetesMinor] = /(1\.\d+)/u.exec(kubernetes) ?? [];
    expect(read.ok && read.value).toEqual({ alias, kubernetesMinor, architecture });
  }
});

test.for<readonly [string, string]>([
  ["al2@latest", "1.33.0"],
  ["windows2025@latest", "1.34.0"],
  ["al2023@latest@x", "1.34.0"],
  ["ubuntu@latest", "1.34.0"],
])("%s is refused for Kubernetes %s", ([alias, kubernetes]) => {
  const { ok, diagnostics } = aliasParameters(alias, kubernetes);
  expect([ok, ...diagnostics.map(({ code }) => code)]).toEqual([false, "KARPENTER_AMI_ALIAS"]);
});

test.for([
  "/team/ami",
  `${eks}/1.33/amazon-linux-2/recommended/image_id`,
  `${eks}/1.34/amazon-linux-2023/x86_64/standard/recommended/release_version`,
  `${eks}/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.33-v20260714/image_id`,
  "/aws/service/bottlerocket/aws-k8s-1.34/arm64/newest/image_id",
])("no alias stands for %s", (name) => {
  expect(aliasOfParameter(name).diagnostics.map(({ code }) => code)).toEqual([
    "KARPENTER_PARAMETER_ALIAS",
  ]);
});

const account = "123456789012";

function image(ImageId: string, change: Partial<KarpenterImage> = {}): KarpenterImage {
  return {
    ImageId,
    Name: `nodes-${ImageId}`,
    OwnerId: account,
    Architecture: "x86_64",
    State: "available",
    CreationDate: "2026-11-03T10:00:00.000Z",
    ...change,
  };
}

const newer = { CreationDate: "2026-11-17T10:00:00.000Z" };
const team = { Tags: [{ Key: "team", Value: "platform" }] };

test.for<
  readonly [
    string,
    readonly AmiSelectorTerm[],
    readonly KarpenterImage[],
    AmiSelectionFacts,
    readonly string[],
  ]
>([
  ["ids", [{ id: "ami-1" }, { id: "ami-3" }], [image("ami-1"), image("ami-2")], {}, ["ami-1"]],
  [
    "the newest of an architecture",
    [{ name: "nodes-*", owner: "self" }],
    [image("ami-1"), image("ami-2", newer), image("ami-3", { Architecture: "arm64" })],
    { account },
    ["ami-2", "ami-3"],
  ],
  [
    "the greater name of two equally new",
    [{ id: "ami-1" }, { id: "ami-2" }],
    [image("ami-1", { Name: "b" }), image("ami-2", { Name: "a" })],
    {},
    ["ami-1"],
  ],
  [
    "one that is not deprecated before a newer one that is",
    [{ id: "ami-1" }, { id: "ami-2" }],
    [image("ami-1"), image("ami-2", { ...newer, DeprecationTime: "2026-11-20T00:00:00.000Z" })],
    { now: "2026-11-21T00:00:00Z" },
    ["ami-1"],
  ],
  [
    "deprecation that is to come does not count",
    [{ id: "ami-1" }, { id: "ami-2" }],
    [image("ami-1"), image("ami-2", { ...newer, DeprecationTime: "2026-11-22T00:00:00.000Z" })],
    { now: "2026-11-21T00:00:00Z" },
    ["ami-2"],
  ],
  [
    "names of other accounts only where the owner is named",
    [{ name: "nodes-*" }],
    [image("ami-1"), image("ami-2", { ...newer, OwnerId: "210987654321" })],
    { account },
    ["ami-1"],
  ],
  [
    "names of Amazon",
    [{ name: "nodes-*" }],
    [image("ami-1", { OwnerId: "602401143452", ImageOwnerAlias: "amazon" })],
    { account },
    ["ami-1"],
  ],
  [
    "tags, whoever owns the image",
    [{ tags: { team: "plat*" } }],
    [image("ami-1", { ...team, OwnerId: "210987654321" }), image("ami-2")],
    {},
    ["ami-1"],
  ],
  [
    "any value of a tag",
    [{ tags: { team: "*" }, owner: account }],
    [image("ami-1", team), image("ami-2", { ...team, OwnerId: "210987654321" })],
    {},
    ["ami-1"],
  ],
  [
    "the value of a parameter, and none that is no id",
    [{ ssmParameter: "/a" }, { ssmParameter: "/b" }],
    [image("ami-1"), image("ami-2")],
    { parameters: { "/a": "ami-2", "/b": "text" } },
    ["ami-2"],
  ],
])("of the images, Karpenter uses: %s", ([, terms, images, facts, expected]) => {
  const found = evaluateAmiSelector(terms, images, facts);
  expect(found.ok && found.value.selected.map(({ image: { ImageId } }) => ImageId)).toEqual(
    expected,
  );
});

test("an alias chooses an image for each kind of instance", () => {
  const asked = aliasParameters("al2@latest", "1.32.1");
  const names = asked.ok ? asked.value.map(({ name }) => name) : [];
  const parameters = Object.fromEntries(names.map((name, index) => [name, `ami-${index}`]));
  const images = [
    image("ami-0"),
    image("ami-1", { Architecture: "arm64" }),
    image("ami-2", newer),
    image("ami-3"),
  ];
  const facts = { kubernetesVersion: "1.32.1", parameters };
  const found = evaluateAmiSelector([{ alias: "al2@latest" }], images, facts);
  expect(
    found.ok &&
      found.value.selected.map(({ image: { ImageId }, requirements }) => [
        ImageId,
        ...requirements.map(({ key, operator }) => `${key.split("/")[1]} ${operator}`),
      ]),
  ).toEqual([
    ["ami-2", "arch In", "instance-gpu-count Exists"],
    ["ami-2", "arch In", "instance-accelerator-count Exists"],
    [
      "ami-0",
      "arch In",
      "instance-accelerator-count DoesNotExist",
      "instance-gpu-count DoesNotExist",
    ],
    [
      "ami-1",
      "arch In",
      "instance-accelerator-count DoesNotExist",
      "instance-gpu-count DoesNotExist",
    ],
  ]);
});

test("each image is told why it is used or not", () => {
  const images = [
    image("ami-1"),
    image("ami-2", newer),
    image("ami-3", { State: "disabled" }),
    image("ami-4", { Architecture: "i386" }),
    image("ami-5", { Name: "other" }),
    image("ami-6", { ...newer, Name: "nodes-ami-1" }),
  ];
  const found = evaluateAmiSelector([{ name: "nodes-*", owner: account }], images);
  expect(
    found.ok && found.value.verdicts.map(({ verdict, reason }) => `${verdict}: ${reason}`),
  ).toEqual([
    "outdone: ami-2 is newer, for the same instances",
    "selected: the image is the newest for its instances",
    "not-available: the image is disabled",
    "architecture: Karpenter knows no architecture i386",
    "not-selected: no term means the image",
    "outdone: ami-2 is as new and has the greater name, for the same instances",
  ]);
});

test.for<readonly [AmiSelectorTerm, AmiSelectionFacts, string]>([
  [{ ssmParameter: "/a" }, {}, "KARPENTER_NEEDS_SSM"],
  [{ alias: "al2023@latest" }, {}, "KARPENTER_NEEDS_SSM"],
  [{ alias: "al2023@latest" }, { kubernetesVersion: "1.34.1" }, "KARPENTER_NEEDS_SSM"],
  [{ name: "a" }, {}, "KARPENTER_NEEDS_ACCOUNT"],
  [{ id: "ami-9" }, {}, "KARPENTER_AMI_NONE"],
])("%j with %j needs more", ([term, facts, code]) => {
  const found = evaluateAmiSelector([term], [image("ami-1")], facts);
  expect(found.diagnostics.map((one) => one.code)).toEqual([code]);
});

test.for([
  { ImageIds: ["ami-1"], Owners: ["self"] },
  { Filters: [{ Name: "name", Values: ["a"] }] },
  { Owners: ["self", "123456789012"], Filters: [{ Name: "name", Values: ["a"] }] },
  { Owners: ["self"], Filters: [{ Name: "name", Values: ["a", "b"] }] },
  { Owners: ["self"], Filters: [{ Name: "architecture", Values: ["arm64"] }] },
  { Owners: ["self"], Filters: [{ Name: "state", Values: ["pending"] }] },
  { Owners: ["self"] },
])("no term asks %j", (query) => {
  expect(readAmiSelectorQueries([query]).diagnostics.map(({ code }) => code)).toEqual([
    "KARPENTER_QUERY_LOSSY",
  ]);
});

test("tags of any name, and several of any value, are asked for and read back", () => {
  const tags = Object.fromEntries([
    ["__proto__", "a"],
    ["team", "*"],
    ["stage", "*"],
  ]);
  const queries = amiSelectorQueries([{ tags }]);
  const read = queries.ok ? readAmiSelectorQueries(queries.value) : queries;
  expect(read.ok && JSON.stringify(read.value)).toBe(
    '[{"tags":{"__proto__":"a","team":"*","stage":"*"}}]',
  );
});

test("the terms behind Karpenter's questions are those it was asked by", () => {
  const searching = amiTerm.filter(
    ({ alias, ssmParameter, tags = {} }) =>
      alias === undefined && ssmParameter === undefined && !Object.values(tags).includes(""),
  );
  fc.assert(
    fc.property(fc.array(searching, { minLength: 1, maxLength: 4 }), (terms) => {
      const queries = amiSelectorQueries(terms);
      const read = queries.ok ? readAmiSelectorQueries(queries.value) : queries;
      const byId = terms.filter(({ id }) => id !== undefined);
      const others = terms.filter(({ id }) => id === undefined);
      expect(read.ok && read.value).toEqual([...others, ...byId]);
    }),
    { numRuns: 10_000 },
  );
});

test.for<readonly [string, number]>([
  ["1970-01-01T00:00:00Z", 0],
  ["2000-02-29T12:00:00.000Z", 951_825_600],
  ["2026-11-21T00:00:00Z", 1_795_219_200],
  ["1969-12-31T23:59:59Z", -1],
  ["yesterday", -Infinity],
])("%s is second %s", ([text, seconds]) => {
  expect(secondsOfTime(text)).toBe(seconds);
});
