import {
  isJsonObject,
  type JsonValue,
  type NodeImage,
  loadPlugin,
  renderTarget,
  toJsonValue,
} from "@imagewright/core";
import { exampleCatalog } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import {
  al2,
  al2023,
  alpha,
  beta,
  cluster,
  custom,
  seed,
  today,
  ubuntu,
} from "./__fixtures__/example-targets.ts";
import { karpenter, type KarpenterTarget } from "./index.ts";

const catalog = exampleCatalog(
  [
    { kind: "ami", region: "eu-west-1", id: "ami-0123456789abcdef0" },
    { kind: "ami", region: "us-east-1", id: "ami-0fedcba9876543210" },
  ],
  al2023,
);

/** Everything a target makes: its artifacts, and what is said about it. */
function outcome(image: NodeImage, target: unknown): string {
  const bound = loadPlugin(karpenter).bind(image, target);
  const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : undefined;
  return JSON.stringify([bound.diagnostics, rendered]);
}

/** The same data without one of its values, for every value of it. */
function* withoutEach(value: JsonValue, path = ""): Generator<[string, JsonValue]> {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    for (const [index, item] of items.entries()) {
      for (const [at, without] of withoutEach(item, `${path}/${index}`)) {
        yield [at, items.with(index, without)];
      }
      yield [`${path}/${index}`, items.toSpliced(index, 1)];
    }
  }
  if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      for (const [at, without] of withoutEach(child, `${path}/${key}`)) {
        yield [at, { ...value, [key]: without }];
      }
      const { [key]: _, ...rest } = value;
      yield [`${path}/${key}`, rest];
    }
  }
}

const [nodeClass] = today.nodeClasses ?? [];
const [nodePool] = today.nodePools ?? [];
const [launchTemplate] = seed.launchTemplates ?? [];
const [provisioner] = seed.provisioners ?? [];
if (!nodeClass || !nodePool || !launchTemplate || !provisioner) {
  throw new Error("the examples have one object of each kind");
}

/** Every option there is, said once. */
const full: KarpenterTarget = {
  ...today,
  karpenterVersion: "1.13",
  nodeClasses: [
    {
      ...nodeClass,
      imageRecord: "eks-al2023-1.34.1-20261103",
      amiFamily: "Custom",
      userData: "[settings.motd]\n",
      detailedMonitoring: true,
      associatePublicIPAddress: false,
      context: "reserved",
      ipPrefixCount: 2,
      placementGroupSelector: { name: "close" },
      capacityReservationSelectorTerms: [
        { id: "cr-0123" },
        { tags: { team: "a" }, ownerID: "123456789012", instanceMatchCriteria: "targeted" },
      ],
      networkInterfaces: [
        { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" },
        { networkCardIndex: 1, deviceIndex: 1, interfaceType: "efa-only" },
      ],
      connectionTracking: { tcpEstablishedTimeout: 60, udpStreamTimeout: 60, udpTimeout: 30 },
      cpuOptions: { nestedVirtualization: "enabled" },
      instanceStorePolicy: "RAID0",
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIPv6: "disabled",
        httpPutResponseHopLimit: 2,
        httpTokens: "required",
      },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: "80Gi", volumeType: "gp3", iops: 3000 } },
        {
          deviceName: "/dev/xvdb",
          rootVolume: true,
          ebs: {
            snapshotID: "snap-0",
            volumeInitializationRate: 100,
            encrypted: true,
            throughput: 125,
            deleteOnTermination: true,
            kmsKeyID: "k",
          },
        },
      ],
      kubelet: {
        clusterDNS: ["10.100.0.10"],
        maxPods: 58,
        podsPerCore: 4,
        systemReserved: { cpu: "100m" },
        kubeReserved: { cpu: "100m" },
        evictionHard: { "memory.available": "5%" },
        evictionSoft: { "memory.available": "10%" },
        evictionSoftGracePeriod: { "memory.available": "1m" },
        evictionMaxPodGracePeriod: 60,
        imageGCHighThresholdPercent: 85,
        imageGCLowThresholdPercent: 80,
        cpuCFSQuota: true,
      },
    },
  ],
  nodePools: [
    {
      ...nodePool,
      annotations: { "example.com/owner": "platform" },
      startupTaints: [{ key: "example.com/warming", effect: "NoExecute" }],
      requirements: [{ key: "team", operator: "In", values: ["a", "b"], minValues: 2 }],
    },
  ],
};

/** A pool of a fixed size, which takes no weight and no limits. */
const fixed: KarpenterTarget = {
  ...today,
  nodePools: [{ name: "fixed", nodeClass: "default", replicas: 3, limits: { nodes: "5" } }],
};

const fullSeed: KarpenterTarget = {
  ...seed,
  launchTemplates: [
    {
      ...launchTemplate,
      userDataForm: "base64",
      rootDeviceName: "/dev/sda1",
      node: {
        format: "nodeadm",
        script: "#!/bin/bash\n",
        maxPods: 40,
        nodeLabels: { tier: "edge" },
        taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
        kubeletFlags: ["--v=4"],
        kubeletConfig: { registryPullQPS: 10 },
      },
    },
  ],
  cluster: { ...cluster, serviceCidr: "10.100.0.0/16" },
  provisioners: [
    {
      ...provisioner,
      nodeLabels: { tier: "edge" },
      taints: [{ key: "dedicated", effect: "NoSchedule" }],
      requirements: [{ key: "team", operator: "Exists" }],
      ttlSecondsAfterEmpty: 30,
      ttlSecondsUntilExpired: 2_592_000,
    },
  ],
};

test.for([
  { name: "today", image: al2023, target: full },
  { name: "a static pool", image: al2023, target: fixed },
  {
    name: "v1beta1 of a Karpenter that serves v1 too",
    ...beta,
    target: { ...beta.target, karpenterVersion: "1.0.14", apiGeneration: "v1beta1" as const },
  },
  { name: "alpha", ...alpha },
  { name: "custom", image: ubuntu, target: custom },
  { name: "the seed", image: al2, target: fullSeed },
])(
  "whatever is left out of a target changes what it makes, or what is said of it: $name",
  ({ image, target }) => {
    const whole = outcome(image, target);
    expect(whole).toContain('"ok":true');
    const data = toJsonValue(target);
    const silent = [...withoutEach(data)].filter(([, value]) => outcome(image, value) === whole);
    // The record's name only decides where several records fit; the version only what is allowed.
    expect(silent.map(([path]) => path)).toEqual(
      target === full ? ["/nodeClasses/0/imageRecord", "/karpenterVersion"] : [],
    );
  },
);
