import type { AmiSelectorTerm } from "@imagewright/core";
import fc from "fast-check";

import type { KarpenterNodeClass, KarpenterNodePool, NodeClassReference } from "../index.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/u);

/** Text as manifests hold it: no line of it is lost between two programs. */
const text = fc.stringMatching(/^[A-Za-z0-9:/._*{}$ -]{1,20}$/u);
const word = fc.stringMatching(/^[A-Za-z0-9:/._*-]{1,16}$/u);
const tags = fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 });
const labels = fc.dictionary(word, word, { minKeys: 1, maxKeys: 2 });
const id = (prefix: string): fc.Arbitrary<string> =>
  fc.stringMatching(/^[0-9a-f]{8}$/u).map((digits) => `${prefix}-${digits}`);

const metadata = fc.record({ labels, annotations: labels }, { requiredKeys: ["labels"] });

/** Terms of v1, each of a form of its own. */
export const amiTerm: fc.Arbitrary<AmiSelectorTerm> = fc.oneof(
  id("ami").map((ami) => ({ id: ami })),
  word.map((ssmParameter) => ({ ssmParameter })),
  fc.constantFrom({ alias: "al2023@latest" }, { alias: "bottlerocket@v1.57.0" }),
  fc.record({ name: text, owner: fc.constantFrom("self", "123456789012"), tags }),
  fc.record({ tags, owner: fc.constant("self") }, { requiredKeys: ["tags"] }),
);

const kubelet = fc.record(
  {
    maxPods: fc.nat(250),
    clusterDNS: fc.constant(["10.100.0.10"]),
    systemReserved: fc.constant({ cpu: "100m", memory: "1Gi" }),
    evictionHard: fc.constant({ "memory.available": "5%" }),
    cpuCFSQuota: fc.boolean(),
  },
  { requiredKeys: [] },
);

const metadataOptions = fc.record(
  {
    httpEndpoint: fc.constantFrom("enabled" as const, "disabled" as const),
    httpPutResponseHopLimit: fc.integer({ min: 1, max: 64 }),
    httpTokens: fc.constantFrom("required" as const, "optional" as const),
  },
  { requiredKeys: [] },
);

const ebs = fc.record(
  {
    volumeSize: fc.integer({ min: 1, max: 900 }).map((size) => `${size}Gi`),
    volumeType: fc.constantFrom("gp3" as const, "io2" as const),
    iops: fc.integer({ min: 1, max: 9000 }),
    encrypted: fc.boolean(),
    snapshotID: id("snap"),
  },
  { requiredKeys: ["volumeSize"] },
);

/** Fields that every generation of a node class has. */
const shared = {
  metadata,
  amiFamily: fc.constantFrom("AL2" as const, "Bottlerocket" as const, "Custom" as const),
  instanceProfile: word,
  userData: text,
  tags: labels,
  context: word,
  detailedMonitoring: fc.boolean(),
  metadataOptions,
};

const volume = { deviceName: word, ebs };
const subnet = fc.oneof(
  id("subnet").map((one) => ({ id: one })),
  tags.map((one) => ({ tags: one })),
);
const group = fc.oneof(
  id("sg").map((one) => ({ id: one })),
  tags.map((one) => ({ tags: one })),
);
const several = { minLength: 1, maxLength: 3 };

/** What v1beta1 has beside. */
const betaFields = {
  ...shared,
  subnetSelectorTerms: fc.array(subnet, several),
  securityGroupSelectorTerms: fc.array(
    fc.oneof(group, word.map((one) => ({ name: one }))),
    several,
  ),
  role: word,
  associatePublicIPAddress: fc.boolean(),
  instanceStorePolicy: fc.constant("RAID0" as const),
  blockDeviceMappings: fc.array(
    fc.record({ ...volume, rootVolume: fc.boolean() }, { requiredKeys: ["deviceName", "ebs"] }),
    several,
  ),
};

/** Combinations of values under keys, which is what a map of v1alpha1 says. */
const product = fc
  .tuple(
    fc.uniqueArray(word.filter((one) => one !== "b"), several),
    fc.uniqueArray(word, several),
  )
  .map(([as, bs]) => bs.flatMap((b) => as.map((a) => ({ tags: { a, b } }))));

/** Node classes, by generation. */
export const nodeClasses = {
  v1: fc.record(
    {
      ...betaFields,
      name,
      amiSelectorTerms: fc.array(amiTerm, several),
      kubelet,
      ipPrefixCount: fc.nat(10),
      cpuOptions: fc.constant({ nestedVirtualization: "enabled" as const }),
      connectionTracking: fc.constant({ udpTimeout: 30 }),
      placementGroupSelector: word.map((one) => ({ name: one })),
      capacityReservationSelectorTerms: fc.array(
        id("cr").map((one) => ({ id: one })),
        several,
      ),
      networkInterfaces: fc.constant([
        { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" as const },
      ]),
    },
    { requiredKeys: ["name"] },
  ),
  v1beta1: fc.record(
    {
      ...betaFields,
      name,
      amiSelectorTerms: fc.array(
        amiTerm.filter((term) => term.alias === undefined && term.ssmParameter === undefined),
        several,
      ),
    },
    { requiredKeys: ["name"] },
  ),
  alpha: fc.record(
    {
      ...shared,
      name,
      amiSelectorTerms: fc.oneof(
        product,
        fc.uniqueArray(id("ami"), several).map((ids) => ids.map((one) => ({ id: one }))),
      ),
      subnetSelectorTerms: product,
      securityGroupSelectorTerms: fc
        .uniqueArray(id("sg"), several)
        .map((ids) => ids.map((one) => ({ id: one }))),
      blockDeviceMappings: fc.array(fc.record(volume), several),
      launchTemplate: word,
    },
    { requiredKeys: ["name"] },
  ),
} satisfies Readonly<Record<string, fc.Arbitrary<KarpenterNodeClass>>>;

const taint = fc.record(
  { key: word, value: word, effect: fc.constantFrom("NoSchedule" as const, "NoExecute" as const) },
  { requiredKeys: ["key", "effect"] },
);
const operators = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"] as const;
const requirement = fc.record(
  { key: word, operator: fc.constantFrom(...operators), values: fc.array(word, several) },
  { requiredKeys: ["key", "operator"] },
);
const seconds = fc.nat(100_000).map((number) => `${number}s`);

const everyPool = {
  name,
  metadata,
  requirements: fc.array(requirement, several),
  taints: fc.array(taint, several),
  startupTaints: fc.array(taint, several),
  nodeLabels: labels,
  annotations: labels,
  limits: fc.constant({ cpu: "100", memory: "400Gi" }),
  weight: fc.integer({ min: 1, max: 100 }),
  expireAfter: seconds,
};

const reference = (kind: string): fc.Arbitrary<NodeClassReference> =>
  name.map((one) => ({ group: "karpenter.k8s.aws", kind, name: one }));

const policy = "WhenEmptyOrUnderutilized" as const;
const whenEmpty = seconds.map((consolidateAfter) => ({
  consolidationPolicy: "WhenEmpty" as const,
  consolidateAfter,
}));
const always = fc.constant({ consolidationPolicy: policy, consolidateAfter: "0s" });
const budgets = fc.constant([{ nodes: "10%", schedule: "@daily", duration: "8h" }]);

/** Node pools, by generation. */
export const nodePools = {
  v1: fc.record(
    {
      ...everyPool,
      nodeClassRef: reference("EC2NodeClass"),
      terminationGracePeriod: seconds,
      replicas: fc.nat(5),
      disruption: fc.record(
        { consolidationPolicy: fc.constantFrom(policy, "Balanced" as const), consolidateAfter: seconds, budgets },
        { requiredKeys: ["consolidateAfter"] },
      ),
    },
    { requiredKeys: ["name", "requirements", "nodeClassRef"] },
  ),
  v1beta1: fc.record(
    {
      ...everyPool,
      nodeClassRef: reference("EC2NodeClass"),
      kubelet,
      disruption: fc
        .tuple(fc.oneof(whenEmpty, always), fc.option(budgets))
        .map(([one, list]) => (list === null ? one : { ...one, budgets: list })),
    },
    { requiredKeys: ["name", "requirements", "nodeClassRef"] },
  ),
  alpha: fc.record(
    {
      ...everyPool,
      nodeClassRef: reference("AWSNodeTemplate"),
      kubelet,
      disruption: fc.oneof(whenEmpty, always),
      provider: fc.record({ subnetSelectorTerms: product, launchTemplate: word }),
    },
    { requiredKeys: ["name"] },
  ),
} satisfies Readonly<Record<string, fc.Arbitrary<KarpenterNodePool>>>;
