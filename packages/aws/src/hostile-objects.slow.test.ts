import {
  type Diagnostic,
  formatPointer,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  manifestSet,
  objectKind,
  replaceAt,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { explainImage } from "./explain/explain-image.ts";
import { awsManifestRules } from "./lint/index.ts";
import {
  amiNameLookup,
  amiNamePattern,
  evaluateAmiLookup,
  matchesFilter,
  readAmiLookupFilters,
} from "./lookup/index.ts";
import { migrateAwsManifest } from "./parse/migrate-manifest.ts";
import { readManifest } from "./parse/read-manifest.ts";
import { writeReference } from "./parse/write-reference.ts";
import { awsWebhooks } from "./webhooks/index.ts";

const infrastructure = "infrastructure.cluster.x-k8s.io";
const controlPlane = "controlplane.cluster.x-k8s.io";
const core = "cluster.x-k8s.io/v1beta2";
const metadata: JsonObject = { name: "a", namespace: "clusters", annotations: {} };

const volume: JsonObject = {
  size: 8,
  type: "io1",
  iops: 100,
  throughput: 125,
  deviceName: "/dev/b",
};

/** A machine that uses every part a webhook or rule looks at. */
const machine: JsonObject = {
  instanceType: "m7g.large",
  ami: { eksLookupType: "AmazonLinux2023GPU" },
  imageLookupFormat: "node-{{.BaseOS}}-{{- .K8sVersion}}*",
  imageLookupOrg: "819546954734",
  imageLookupBaseOS: "ubuntu-24.04",
  iamInstanceProfile: "nodes",
  sshKeyName: "default",
  rootVolume: volume,
  nonRootVolumes: [volume, { size: 9, type: "gp3" }],
  instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
  cloudInit: { secretPrefix: "a", secretCount: 1, insecureSkipSecretsManager: true },
  ignition: {
    version: "3.0",
    storageType: "ClusterObjectStore",
    proxy: { noProxy: ["*", "10.0.0.0/8", ".a.b"] },
    tls: { certificateAuthorities: ["data:text/plain;base64,YQ=="] },
  },
  additionalSecurityGroups: [{ id: "sg-1", filters: [{ name: "a", values: ["b"] }] }],
  additionalTags: { "aws:a": "b" },
  elasticIpPool: { publicIpv4Pool: "ipv4pool-ec2-0", publicIpv4PoolFallbackOrder: "none" },
  publicIP: true,
  spotMarketOptions: { maxPrice: "1" },
  marketType: "CapacityBlock",
  capacityReservationId: "cr-1",
  capacityReservationPreference: "CapacityReservationsOnly",
  tenancy: "host",
  hostID: "h-1",
  hostAffinity: "host",
  dynamicHostAllocation: { tags: {} },
  privateDnsName: { enableResourceNameDnsARecord: true },
  providerID: "aws:///a",
};

const cluster: JsonObject = {
  imageLookupOrg: "258751437250",
  bastion: { allowedCIDRBlocks: ["::/0"], disableIngressRules: true },
  network: {
    vpc: {
      cidrBlock: "10.0.0.0/16",
      secondaryCidrBlocks: [{ ipv4CidrBlock: "10.0.0.0/16" }],
      ipv6: { cidrBlock: "fd00::/56", poolId: "a", ipamPool: { id: "a" } },
    },
  },
  sshKeyName: "default",
  s3Bucket: { name: "a" },
};

const plane: JsonObject = {
  ...cluster,
  version: "v1.34",
  eksClusterName: "a",
  region: "eu-west-1",
  secondaryCidrBlock: "100.64.0.0/16",
  encryptionConfig: { provider: "a" },
  identityRef: { kind: "a", name: "b" },
  addons: [{ name: "vpc-cni", version: "v1.9.0" }, { name: "kube-proxy" }],
  vpcCni: { disable: true, env: [{ name: "a", valueFrom: { fileKeyRef: {} } }] },
  kubeProxy: { disable: true },
  accessConfig: { authenticationMode: "config_map" },
  accessEntries: [
    { type: "ec2_linux", accessPolicies: [{ accessScope: { type: "namespace", namespaces: [] } }] },
  ],
};

const hooks = [{ name: "a", roleARN: "b", heartbeatTimeout: "1h30m" }];

function owner(kind: string, target: string): JsonObject {
  const template = {
    spec: {
      version: "v1.34.1",
      infrastructureRef: { apiGroup: infrastructure, kind: target, name: "a" },
      bootstrap: {
        configRef: { apiGroup: "bootstrap.cluster.x-k8s.io", kind: "EKSConfigTemplate", name: "a" },
      },
    },
  };
  return { apiVersion: core, kind, metadata, spec: { clusterName: "a", template } };
}

function capa(kind: string, spec: JsonObject, group = infrastructure): JsonObject {
  const whole = kind.endsWith("Template") ? { template: { metadata, spec } } : spec;
  return { apiVersion: `${group}/v1beta2`, kind, metadata, spec: whole };
}

/** Objects that webhooks and rules look at, and their neighbours. */
const samples: readonly JsonObject[] = [
  capa("AWSMachineTemplate", machine),
  capa("AWSMachine", machine),
  { ...capa("AWSMachineTemplate", machine), apiVersion: `${infrastructure}/v1beta1` },
  capa("AWSMachinePool", {
    awsLaunchTemplate: machine,
    subnets: [{ id: "subnet-1", filters: [] }],
    mixedInstancesPolicy: { overrides: [{ instanceType: "m5.large" }] },
    refreshPreferences: { disable: true, minHealthyPercentage: 1, maxHealthyPercentage: 200 },
    defaultCoolDown: "-1s",
    lifecycleHooks: hooks,
    ignition: {},
    additionalTags: {},
  }),
  capa("AWSManagedMachinePool", {
    amiType: "AL2_x86_64",
    amiVersion: "1.33.4-20250901",
    eksNodegroupName: "a",
    awsLaunchTemplate: machine,
    scaling: { minSize: 3, maxSize: 2 },
    updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 1 },
    remoteAccess: { public: true, sourceSecurityGroups: ["sg-1"] },
    lifecycleHooks: hooks,
    instanceType: "m5.large",
    diskSize: 20,
  }),
  capa("AWSCluster", cluster),
  capa("AWSClusterTemplate", cluster),
  capa("AWSManagedControlPlane", plane, controlPlane),
  capa("AWSManagedControlPlaneTemplate", plane, controlPlane),
];

const neighbours: readonly JsonObject[] = [
  owner("MachineDeployment", "AWSMachineTemplate"),
  owner("MachinePool", "AWSMachinePool"),
  owner("MachinePool", "AWSManagedMachinePool"),
  {
    apiVersion: core,
    kind: "Cluster",
    metadata,
    spec: {
      controlPlaneRef: { apiGroup: controlPlane, kind: "AWSManagedControlPlane", name: "a" },
      infrastructureRef: { apiGroup: infrastructure, kind: "AWSCluster", name: "a" },
    },
  },
  capa("AWSCluster", cluster),
  capa("AWSManagedControlPlane", plane, controlPlane),
];

function placesBelow(value: JsonValue, at: readonly (string | number)[]): readonly string[] {
  const children: readonly (readonly [string | number, JsonValue])[] = isJsonObject(value)
    ? Object.entries(value)
    : isList(value)
      ? value.map((item, index) => [index, item] as const)
      : [];
  return [
    formatPointer(at),
    ...children.flatMap(([key, child]) => placesBelow(child, [...at, key])),
  ];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whoever sees strangers' objects: each has to answer, whatever it is asked. */
function askAll(object: JsonObject, others: readonly JsonObject[]): readonly Diagnostic[] {
  const named = objectKind(object);
  if (named === undefined) {
    return [];
  }
  const { group, kind } = named;
  const manifests = manifestSet([object, ...others]);
  const read = readManifest(object);
  const found: readonly FoundReference[] = read.ok ? read.value : [];
  const again = found.map((one) => writeReference(object, one));
  for (const written of again) {
    expect(written.ok && written.value).toEqual(object);
  }
  const pinned = found.flatMap(
    ({ pointer }) =>
      writeReference(object, { pointer, reference: { kind: "ami", id: "ami-00000000" } })
        .diagnostics,
  );
  const judged = awsWebhooks
    .filter((webhook) => webhook.group === group && webhook.kinds.includes(kind))
    .flatMap(({ mutate, validate }) => {
      const review = { object, targetVersions: {} };
      const made = mutate?.(review) ?? object;
      const oldObjects = [undefined, object, ...samples.filter((one) => one["kind"] === kind)];
      return oldObjects.flatMap((oldObject) => [
        ...(validate?.({ ...review, object: made, ...(oldObject && { oldObject }) }) ?? []),
        ...(oldObject && validate
          ? validate({ ...review, object: oldObject, oldObject: made })
          : []),
      ]);
    });
  const linted = awsManifestRules
    .filter((rule) => rule.group === group && rule.kinds.includes(kind))
    .flatMap(({ check }) => check({ ...named, object, manifests, targetVersions: {} }));
  const explained = others
    .slice(0, 9)
    .map((one) => explainImage(object, { version: "v1.34.1", cluster: one }));
  return [
    ...read.diagnostics,
    ...pinned,
    ...judged,
    ...linted,
    ...explained.flatMap(({ diagnostics }) => diagnostics),
    ...migrateAwsManifest(object).diagnostics,
  ];
}

const odd: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as JsonValue),
  fc.constantFrom<JsonValue>(
    null,
    "",
    "10%",
    "v1",
    "{{",
    "${A}",
    -1,
    2 ** 53,
    1e308,
    [],
    [null],
    [[]],
    {},
    { __proto__: null, constructor: 1, toString: "a" },
    "__proto__",
  ),
);

test("every webhook, rule, reader and writer takes any value at any place", () => {
  const subject = fc.integer({ min: 0, max: samples.length - 1 }).map((at) => samples[at] ?? {});
  fc.assert(
    fc.property(
      subject,
      fc.nat(),
      odd,
      fc.nat(),
      odd,
      fc.boolean(),
      (sample, a, x, b, y, isOther) => {
        const broken = breakAt(breakAt(sample, a, x), b, y);
        const others = isOther ? neighbours.map((one) => breakAt(one, b, y)) : neighbours;
        for (const { message, pointer } of askAll(broken, others)) {
          expect(message).not.toMatch(/undefined|\[object/u);
          expect(pointer).toMatch(/^(?:\/.*)?$/su);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

function breakAt(object: JsonObject, nth: number, value: JsonValue): JsonObject {
  const places = placesBelow(object["spec"] ?? {}, ["spec"]);
  return replaceAt(object, places[nth % places.length] ?? "/spec", value) ?? object;
}

test("lookups take any text", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("{", "}", "-", " ", ".", "B", "*", "?", "\\") }),
  );
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      const facts = { kubernetesVersion: c, architecture: "amd64" } as const;
      const lookup = { kind: "ami-lookup", format: a, org: b, baseOs: c } as const;
      const image = { Name: b, OwnerId: b, CreationDate: c };
      expect(amiNamePattern(a, { BaseOS: b, K8sVersion: c }).diagnostics.length).toBeLessThan(2);
      expect(amiNameLookup(lookup, facts).diagnostics.length).toBeLessThan(2);
      expect(evaluateAmiLookup(lookup, facts, [image]).ok).toBe(false);
      expect(readAmiLookupFilters([{ Name: a, Values: [b, c] }]).ok).toBe(false);
      expect(typeof matchesFilter(a, b)).toBe("boolean");
    }),
    { numRuns: 2000 },
  );
});

/** What would never end if a step for each item looked at every other item. */
const size = 30_000;
const long = "a".repeat(1_000_000);
const texts = Array.from({ length: size }, (_, index) => `10.0.${index}.0/16`);

test.for<{ says: string; place: string; value: JsonValue }>([
  { says: "volumes", place: "/nonRootVolumes", value: texts.map(() => volume) },
  {
    says: "security groups",
    place: "/additionalSecurityGroups",
    value: texts.map(() => ({ id: "a", filters: ["b"] })),
  },
  {
    says: "tags",
    place: "/additionalTags",
    value: Object.fromEntries(texts.map((text) => [text, `aws:${text}`])),
  },
  { says: "hosts without proxy", place: "/ignition/proxy/noProxy", value: texts },
  { says: "fields nobody knows", place: "/x", value: Object.fromEntries(texts.map((a) => [a, a])) },
  { says: "actions of a format", place: "/imageLookupFormat", value: "{{.BaseOS}}".repeat(size) },
  {
    says: "blanks in a format",
    place: "/imageLookupFormat",
    value: `{{${" ".repeat(long.length)}`,
  },
  { says: "braces in a format", place: "/imageLookupFormat", value: "{{ ".repeat(size) },
  { says: "letters of an id", place: "/ami/id", value: `ami-${long}` },
  { says: "letters of a key", place: "/sshKeyName", value: `${long} ` },
  { says: "letters of a type", place: "/instanceType", value: `${long}.large` },
])("$says in great number are judged", ({ place, value }) => {
  for (const [sample, at] of [
    [samples[0], "/spec/template/spec"],
    [samples[1], "/spec"],
    [samples[3], "/spec/awsLaunchTemplate"],
    [samples[4], "/spec/awsLaunchTemplate"],
  ] as const) {
    const object = replaceAt(sample ?? {}, `${at}${place}`, value);
    expect(object && askAll(object, neighbours).length).toBeGreaterThan(0);
  }
});

test.for([
  {
    place: "/network/vpc/secondaryCidrBlocks",
    value: texts.map((ipv4CidrBlock) => ({ ipv4CidrBlock })),
  },
  { place: "/bastion/allowedCIDRBlocks", value: texts },
  { place: "/addons", value: texts.map((name) => ({ name, version: name })) },
  { place: "/vpcCni/env", value: texts.map((name) => ({ name, valueFrom: { fileKeyRef: {} } })) },
  { place: "/version", value: `${"1.".repeat(size)}x` },
  { place: "/secondaryCidrBlock", value: long },
])("a control plane with many $place is judged", ({ place, value }) => {
  const object = replaceAt(samples[7] ?? {}, `/spec${place}`, value);
  expect(object && askAll(object, neighbours).length).toBeGreaterThan(0);
});

test("a template of many owners is judged", () => {
  const many = texts.map((name) => ({
    ...owner("MachineDeployment", "AWSMachineTemplate"),
    metadata: { name },
  }));
  const [template = {}] = samples;
  expect(askAll(template, [...many, ...neighbours.slice(3)]).length).toBeGreaterThan(0);
});

test("maps in maps, a hundred thousand deep, are judged", () => {
  const deep = Array.from({ length: 50_000 }).reduce<JsonValue>((inner) => ({ a: [inner] }), 1);
  for (const sample of samples) {
    const object = {
      ...sample,
      spec: isJsonObject(sample["spec"]) ? { ...sample["spec"], deep } : {},
    };
    expect(askAll(object, neighbours).length).toBeGreaterThan(0);
    expect(() => askAll({ ...sample, spec: deep }, neighbours)).not.toThrow();
  }
});
