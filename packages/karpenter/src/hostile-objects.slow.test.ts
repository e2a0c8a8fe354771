import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  manifestSet,
  objectKind,
  type TargetVersions,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  convertKarpenterManifests,
  evaluateAmiSelector,
  karpenterManifestRules,
  karpenterWebhooks,
  parseKarpenterNodeClass,
  parseKarpenterNodePool,
  readKarpenterManifest,
  readNodeClassReferences,
  writeKarpenterReference,
} from "./index.ts";
import { karpenterTextRules } from "./read/index.ts";

const kinds: readonly (readonly [string, string])[] = [
  ["karpenter.k8s.aws/v1", "EC2NodeClass"],
  ["karpenter.k8s.aws/v1beta1", "EC2NodeClass"],
  ["karpenter.k8s.aws/v1alpha1", "AWSNodeTemplate"],
  ["karpenter.sh/v1", "NodePool"],
  ["karpenter.sh/v1beta1", "NodePool"],
  ["karpenter.sh/v1alpha5", "Provisioner"],
  ["karpenter.sh/v1", "NodeClaim"],
  ["karpenter.sh/v1alpha1", "NodeOverlay"],
  ["karpenter.azure.com/v1beta1", "AKSNodeClass"],
  ["karpenter.cluster.x-k8s.io/v1alpha1", "ClusterAPINodeClass"],
];

/** Keys that somebody looks for, and keys every object of JavaScript has. */
const keys = [
  ..."amiFamily amiSelector amiSelectorTerms subnetSelector subnetSelectorTerms tags id name owner".split(
    " ",
  ),
  ..."alias ssmParameter userData kubelet kubeletConfiguration evictionSoft evictionHard".split(
    " ",
  ),
  ..."evictionSoftGracePeriod kubeReserved clusterDNS podsPerCore blockDeviceMappings ebs".split(
    " ",
  ),
  ..."deviceName volumeSize rootVolume metadataOptions role instanceProfile template spec".split(
    " ",
  ),
  ..."metadata labels annotations requirements key operator values minValues taints effect".split(
    " ",
  ),
  ..."startupTaints nodeClassRef providerRef provider launchTemplate group kind apiVersion".split(
    " ",
  ),
  ..."disruption budgets nodes schedule duration reasons consolidateAfter expireAfter limits".split(
    " ",
  ),
  ..."resources weight consolidation enabled ttlSecondsAfterEmpty status amis conditions".split(
    " ",
  ),
  ..."images imageFamily imageID generation observedGeneration namespace replicas".split(" "),
  ..."aws-ids aws::name aws::owners constructor toString __proto__ hasOwnProperty".split(" "),
];

const texts = [
  ..."AL2 AL2023 Bottlerocket Custom Windows2022 Ubuntu al2023@latest ami-1 In Gt Lt NotIn".split(
    " ",
  ),
  ..."kubernetes.io/arch kubernetes.io/os amd64 EC2NodeClass karpenter.k8s.aws WhenEmpty".split(
    " ",
  ),
  ..."toString constructor __proto__ 10% 0 Never 30s @daily true default a,b 20Gi".split(" "),
  "0 0 30 2 *",
  "",
  "[settings.kubernetes]\nmax-pods = 'x'\n",
  'Content-Type: multipart/mixed; boundary="b"\n\n--b\n',
];

const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom(...texts),
      fc.string(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie("tree"), { maxKeys: 6 }),
  ),
}));

const map = fc.dictionary(fc.constantFrom(...keys), tree, { minKeys: 1, maxKeys: 8 });

const object: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.constantFrom(...kinds), fc.oneof(map, tree), tree, fc.oneof(map, tree))
  .map(([[apiVersion, kind], spec, metadata, status]) => ({
    apiVersion,
    kind,
    metadata,
    spec,
    status,
  }));

/** Everything that takes an object asked about it; how many findings there are. */
function ask(objects: readonly JsonObject[], targetVersions: TargetVersions): number {
  const manifests = manifestSet(objects);
  let findings = convertKarpenterManifests(objects, { role: "nodes" }).diagnostics.length;
  for (const one of objects) {
    const read = readKarpenterManifest(one);
    for (const found of read.ok ? read.value : []) {
      findings += writeKarpenterReference(one, found).diagnostics.length;
      const other = { ...found, reference: { kind: "ami", region: "a", id: "ami-2" } } as const;
      findings += writeKarpenterReference(one, other).diagnostics.length;
      if (found.reference.kind === "karpenter-ami-selector") {
        const facts = { account: "1", kubernetesVersion: "1.34", parameters: {} };
        findings += evaluateAmiSelector(found.reference.terms, [{}], facts).diagnostics.length;
      }
    }
    findings += parseKarpenterNodeClass(one).diagnostics.length;
    findings += parseKarpenterNodePool(one).diagnostics.length;
    findings += readNodeClassReferences(one).length;
    const kind = objectKind(one);
    const isAbout = (group: string, names: readonly string[]): boolean =>
      kind?.group === group && names.includes(kind.kind);
    for (const rule of [...karpenterManifestRules, ...karpenterTextRules]) {
      if (kind !== undefined && isAbout(rule.group, rule.kinds)) {
        findings += rule.check({ ...kind, object: one, manifests, targetVersions }).length;
      }
    }
    for (const webhook of karpenterWebhooks.filter(({ group, kinds: names }) =>
      isAbout(group, names),
    )) {
      const mutated = webhook.mutate?.({ object: one, targetVersions }) ?? one;
      const review = { object: mutated, targetVersions };
      findings += webhook.validate?.(review).length ?? 0;
      findings += webhook.validate?.({ ...review, oldObject: objects[0] ?? one }).length ?? 0;
    }
  }
  return findings;
}

const versions: readonly TargetVersions[] = [
  {},
  { karpenter: "0.32.0", kubernetes: "1.28.0" },
  { karpenter: "1.14.1", kubernetes: "1.34.0" },
];

test("whatever stands below the kind, nothing fails", () => {
  let findings = 0;
  fc.assert(
    fc.property(
      fc.array(object, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...versions),
      (objects, targetVersions) => {
        findings += ask(objects, targetVersions);
      },
    ),
    { numRuns: 10_000 },
  );
  expect(findings).toBeGreaterThan(10_000);
});

const many = 30_000;

function list<Item>(make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: many }, (_, index) => make(index));
}

function mapOf(make: (index: number) => JsonValue): JsonObject {
  return Object.fromEntries(list((index) => [`key${index}`, make(index)] as const));
}

const long = "x".repeat(many * 10);
const blanks = " ".repeat(many * 10);

/** Parts of objects whose size would hurt whoever looks at pairs, or keeps items on the stack. */
const large: readonly (readonly [string, JsonObject])[] = [
  ["terms", { amiSelectorTerms: list((index) => ({ id: `ami-${index}`, name: "a" })) }],
  ["ids of an old selector", { amiSelector: { "aws-ids": list((index) => `bad${index}`).join() } }],
  ["keys of an old selector", { amiSelector: mapOf(() => "a") }],
  [
    "combinations of an old selector",
    { amiSelector: mapOf(() => "a,b"), subnetSelector: mapOf(() => "a,b") },
  ],
  ["volumes", { blockDeviceMappings: list(() => ({ ebs: { volumeSize: "Ti" } })) }],
  ["tags", { tags: mapOf(() => "") }],
  [
    "settings of the kubelet",
    { kubelet: { evictionSoft: mapOf(() => "1%"), evictionSoftGracePeriod: {} } },
  ],
  [
    "a long text",
    {
      amiFamily: "AL2",
      userData: long,
      role: long,
      amiSelectorTerms: [{ alias: long, name: long }],
    },
  ],
  [
    "blanks",
    {
      amiFamily: "AL2023",
      userData: `Content-Type: multipart/mixed; boundary=b\n\n--b\n\n${blanks}x\n--b${blanks}x\n`,
    },
  ],
  [
    "blanks in an encoding",
    {
      amiFamily: "AL2",
      userData: `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: quoted-printable\n\n${blanks}x\n--b--`,
    },
  ],
  [
    "settings",
    {
      amiFamily: "Bottlerocket",
      userData: `[settings.kubernetes]\n${list((index) => `k${index} = 1`).join("\n")}\n`,
    },
  ],
];

test.for(large)("large %s are looked at in one go", ([, spec]) => {
  for (const [apiVersion, kind] of kinds.slice(0, 3)) {
    expect(ask([{ apiVersion, kind, metadata: { name: "a" }, spec }], {})).toBeGreaterThan(0);
  }
});

const requirements = list((index) => ({
  key: index % 2 === 0 ? "kubernetes.io/arch" : `key${index}`,
  operator: ["In", "Gt", "NotIn", "Lt"][index % 4] ?? "In",
  values: [`${index}`],
}));

const largePools: readonly (readonly [string, JsonObject])[] = [
  ["requirements", { requirements }],
  [
    "values",
    {
      requirements: ["In", "In", "NotIn"].map((operator) => ({
        key: "kubernetes.io/arch",
        operator,
        values: list(String),
      })),
    },
  ],
  ["taints", { taints: list((index) => ({ key: `${index % 7}`, effect: "NoSchedule" })) }],
  ["a long name", { nodeClassRef: { name: long }, providerRef: { name: long } }],
];

test.for(largePools)("large %s of pools are looked at in one go", ([, spec]) => {
  for (const [apiVersion, kind] of kinds.slice(3, 6)) {
    const inTemplate = kind === "NodePool" ? { template: { spec } } : spec;
    const pool = { apiVersion, kind, metadata: { name: "a" }, spec: inTemplate };
    const budgets = {
      ...inTemplate,
      disruption: { budgets: list(() => ({ schedule: "0 0 30 2 *" })).slice(0, 3000) },
    };
    const other = { ...pool, spec: budgets };
    const nodeClass = {
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      metadata: { name: "b" },
    };
    expect(ask([pool, other, nodeClass], {})).toBeGreaterThan(0);
  }
});

test("many pools and classes find each other in one go", () => {
  const objects = Array.from({ length: 3000 }, (_, index): readonly JsonObject[] => [
    {
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      metadata: { name: `class${index}` },
      spec: { amiSelectorTerms: [{ id: `ami-${index}` }], amiFamily: "AL2023" },
    },
    {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: `pool${index}` },
      spec: {
        template: {
          spec: {
            nodeClassRef: {
              group: "karpenter.k8s.aws",
              kind: "EC2NodeClass",
              name: `class${index + (index % 2) * 5000}`,
            },
          },
        },
      },
    },
  ]).flat();
  expect(ask(objects, {})).toBeGreaterThan(1000);
  expect(objects.every((one) => isJsonObject(one))).toBe(true);
});
