import { type JsonObject, manifestSet, objectKind, type TargetVersions } from "@imagewright/core";
import { expect, test } from "vitest";

import { awsManifestRules } from "./index.ts";

const infrastructure = "infrastructure.cluster.x-k8s.io";
const controlPlane = "controlplane.cluster.x-k8s.io";
const bootstrapGroup = "bootstrap.cluster.x-k8s.io";
const id = "ami-09709369c53539c11";

function template(machine: JsonObject): JsonObject {
  return infra("AWSMachineTemplate", {
    template: { spec: { instanceType: "m5.large", ...machine } },
  });
}

function infra(kind: string, spec: JsonObject): JsonObject {
  return { apiVersion: `${infrastructure}/v1beta2`, kind, metadata: { name: "a" }, spec };
}

function pool(launchTemplate: JsonObject, spec: JsonObject = {}): JsonObject {
  const awsLaunchTemplate = { instanceType: "m5.large", ...launchTemplate };
  return infra("AWSMachinePool", {
    minSize: 1,
    maxSize: 3,
    ignition: {},
    awsLaunchTemplate,
    ...spec,
  });
}

function reference(kind: string): JsonObject {
  return { apiGroup: infrastructure, kind, name: "a" };
}

/** A deployment or pool of a cluster, and that cluster. */
function owner(
  of: "AWSMachinePool" | "AWSMachineTemplate" | "AWSManagedMachinePool",
  machine: JsonObject,
  cluster: readonly JsonObject[],
): readonly JsonObject[] {
  const kind = of === "AWSMachineTemplate" ? "MachineDeployment" : "MachinePool";
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind,
      metadata: { name: "md" },
      spec: {
        clusterName: "c",
        template: { spec: { infrastructureRef: reference(of), ...machine } },
      },
    },
    ...cluster,
  ];
}

const own = (spec: JsonObject): readonly JsonObject[] => [
  {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata: { name: "c" },
    spec: {
      infrastructureRef: reference("AWSCluster"),
      controlPlaneRef: { apiGroup: controlPlane, kind: "KubeadmControlPlane", name: "a" },
    },
  },
  infra("AWSCluster", spec),
];
const plane = (spec: JsonObject): JsonObject => ({
  apiVersion: `${controlPlane}/v1beta2`,
  kind: "AWSManagedControlPlane",
  metadata: { name: "a" },
  spec,
});
const eks = (spec: JsonObject): readonly JsonObject[] => [
  {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata: { name: "c" },
    spec: {
      controlPlaneRef: { apiGroup: controlPlane, kind: "AWSManagedControlPlane", name: "a" },
    },
  },
  plane(spec),
];

function codes(
  object: JsonObject,
  others: readonly JsonObject[],
  targetVersions: TargetVersions = {},
): readonly string[] {
  const manifests = manifestSet([object, ...others]);
  const named = objectKind(object);
  return named === undefined
    ? []
    : awsManifestRules
        .filter(({ group, kinds }) => group === named.group && kinds.includes(named.kind))
        .flatMap(({ check }) => check({ ...named, object, manifests, targetVersions }))
        .map(({ code, pointer }) => `${code} ${pointer.replace("/spec/template/spec", "")}`);
}

const pinned = template({ ami: { id } });
const nodeadm = { cloudInit: { insecureSkipSecretsManager: true } };
const version = "v1.34.1";
const bootstrap = (kind: string): JsonObject => ({
  bootstrap: { configRef: { apiGroup: bootstrapGroup, kind, name: "b" } },
});

interface Case {
  readonly code: string;
  readonly has: JsonObject;
  readonly twin: JsonObject;
  /** Beside the first. */
  readonly with?: readonly JsonObject[];
  /** Beside the twin; the same where left out. */
  readonly twinWith?: readonly JsonObject[];
}

const managed = (spec: JsonObject): JsonObject => infra("AWSManagedMachinePool", spec);
const managedOwner = owner("AWSManagedMachinePool", { version }, eks({ version }));
const al2023 = "AL2023_x86_64_STANDARD";

test.for<Case>([
  { code: "AWS_AMI_ID /ami/id", has: template({ ami: { id: "ami-1" } }), twin: pinned },
  { code: "AWS_AMI_ID_ODD /ami/id", has: template({ ami: { id: "${AMI_ID}" } }), twin: pinned },
  {
    code: "AWS_LOOKUP_FORMAT /imageLookupFormat",
    has: template({ imageLookupFormat: "a-{{.Version}}" }),
    twin: template({ imageLookupFormat: "a-{{.K8sVersion}}-*" }),
  },
  {
    code: "AWS_LOOKUP_FORMAT_OPEN /spec/imageLookupFormat",
    has: infra("AWSCluster", { imageLookupFormat: "a-*" }),
    twin: infra("AWSCluster", { imageLookupFormat: "a-{{.K8sVersion}}-*" }),
  },
  {
    code: "AWS_LOOKUP_WIDE /imageLookupFormat",
    has: template({ imageLookupFormat: "a-{{.K8sVersion}}*" }),
    twin: template({ imageLookupFormat: "a-{{.K8sVersion}}-*" }),
  },
  {
    code: "AWS_LOOKUP_OWNER /spec/imageLookupOrg",
    has: plane({ version, imageLookupOrg: "self" }),
    twin: plane({ version, imageLookupOrg: "123456789012" }),
  },
  {
    code: "AWS_LOOKUP_OWNER /imageLookupOrg",
    has: template({ imageLookupOrg: "258751437250" }),
    twin: template({ imageLookupOrg: "123456789012" }),
  },
  { code: "AWS_LOOKUP_UNPINNED ", has: template({}), twin: pinned },
  {
    code: "AWS_LOOKUP_COMMUNITY ",
    has: template({}),
    twin: template({ imageLookupOrg: "123456789012" }),
    with: owner("AWSMachineTemplate", { version }, own({})),
  },
  {
    code: "AWS_LOOKUP_COMMUNITY ",
    has: template({ imageLookupOrg: "819546954734" }),
    twin: template({ imageLookupOrg: "123456789012" }),
  },
  {
    code: "AWS_LOOKUP_COMMUNITY ",
    has: template({}),
    twin: template({}),
    with: owner("AWSMachineTemplate", { version }, own({ imageLookupOrg: "819546954734" })),
    twinWith: owner("AWSMachineTemplate", { version }, own({ imageLookupOrg: "123456789012" })),
  },
  {
    code: "AWS_LOOKUP_COMMUNITY ",
    has: template({ imageLookupFormat: "a-{{.K8sVersion}}-*" }),
    twin: template({}),
    with: owner("AWSMachineTemplate", { version }, eks({ version })),
  },
  {
    code: "AWS_FLATCAR_IGNITION /ignition",
    has: template({ imageLookupBaseOS: "flatcar-stable" }),
    twin: template({ imageLookupBaseOS: "flatcar-stable", ignition: {} }),
  },
  {
    code: "AWS_BOOTSTRAP_PLAIN /spec/ignition/storageType",
    has: pool({}, { ignition: { storageType: "UnencryptedUserData" } }),
    twin: pool({}, { ignition: { storageType: "ClusterObjectStore" } }),
  },
  {
    code: "AWS_LAUNCH_TEMPLATE_IMAGE /spec/awsLaunchTemplate",
    has: infra("AWSManagedMachinePool", { amiType: "CUSTOM", awsLaunchTemplate: {} }),
    twin: infra("AWSManagedMachinePool", {
      amiType: "CUSTOM",
      awsLaunchTemplate: { ami: { eksLookupType: "AmazonLinux" } },
    }),
  },
  {
    code: "AWS_LOOKUP_IGNORED /ami/id",
    has: template({ ami: { id }, imageLookupOrg: "123456789012" }),
    twin: pinned,
  },
  {
    code: "AWS_EKS_TYPE_IGNORED /ami/eksLookupType",
    has: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    twin: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    with: owner("AWSMachineTemplate", { version }, own({})),
    twinWith: owner("AWSMachineTemplate", { version }, eks({ version })),
  },
  {
    code: "AWS_EKS_TYPE_IGNORED /ami/eksLookupType",
    has: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    twin: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    with: owner("AWSMachineTemplate", { version }, eks({ imageLookupBaseOS: "u" })),
    twinWith: owner("AWSMachineTemplate", { version }, eks({})),
  },
  {
    code: "AWS_VERSION_MISSING ",
    has: template({}),
    twin: template({}),
    with: owner("AWSMachineTemplate", {}, []),
    twinWith: owner("AWSMachineTemplate", { version }, []),
  },
  {
    code: "AWS_VERSION_UNSAID /spec/awsLaunchTemplate/ami/id",
    has: pool({ ami: { id } }),
    twin: pool({ ami: { id } }),
    with: owner("AWSMachinePool", {}, []),
    twinWith: owner("AWSMachinePool", { version }, []),
  },
  {
    code: "AWS_EKS_AMAZON_LINUX_2 /ami/eksLookupType",
    has: template({}),
    twin: template({}),
    with: owner("AWSMachineTemplate", { version: "1.33.0" }, eks({})),
    twinWith: owner("AWSMachineTemplate", { version: "1.32.9" }, eks({})),
  },
  {
    code: "AWS_EKS_AMAZON_LINUX_2 /spec/amiType",
    has: managed({}),
    twin: managed({ amiType: al2023 }),
    with: owner("AWSManagedMachinePool", {}, eks({ version })),
  },
  {
    code: "AWS_LOOKUP_EKS /ami/eksLookupType",
    has: template({ ami: { eksLookupType: "AmazonLinux2023GPU" }, instanceType: "g5g.xlarge" }),
    twin: template({ ami: { eksLookupType: "AmazonLinux2023GPU" }, instanceType: "g5.xlarge" }),
  },
  {
    code: "AWS_AMI_TYPE_ARCHITECTURE /spec/amiType",
    has: managed({ amiType: al2023, instanceType: "m7g.large" }),
    twin: managed({ amiType: "AL2023_ARM_64_STANDARD", instanceType: "m7g.large" }),
  },
  {
    code: "AWS_LAUNCH_TEMPLATE_IMAGE /spec/awsLaunchTemplate",
    has: managed({ amiType: al2023, awsLaunchTemplate: {} }),
    twin: managed({
      amiType: al2023,
      awsLaunchTemplate: { ami: { eksLookupType: "AmazonLinux2023" } },
    }),
  },
  {
    code: "AWS_LAUNCH_TEMPLATE_IMAGE /spec/awsLaunchTemplate",
    has: managed({ amiType: "CUSTOM", awsLaunchTemplate: {} }),
    twin: managed({ amiType: "CUSTOM", awsLaunchTemplate: { ami: { id } } }),
  },
  {
    code: "AWS_AMI_TYPE_UNUSED /spec/amiType",
    has: managed({ amiType: al2023, awsLaunchTemplate: { ami: { id } } }),
    twin: managed({ amiType: "CUSTOM", awsLaunchTemplate: { ami: { id } } }),
  },
  {
    code: "AWS_AMI_VERSION /spec/amiVersion",
    has: managed({ amiType: al2023, amiVersion: "1.33.4-20250901" }),
    twin: managed({ amiType: al2023, amiVersion: "1.34.0-20260714" }),
    with: managedOwner,
  },
  {
    code: "AWS_AMI_VERSION /spec/amiVersion",
    has: managed({ amiType: al2023, amiVersion: "latest" }),
    twin: managed({ amiType: al2023 }),
  },
  {
    code: "AWS_AMI_VERSION /spec/amiVersion",
    has: managed({ amiVersion: "1.34.0-20260714", awsLaunchTemplate: { ami: { id } } }),
    twin: managed({ awsLaunchTemplate: { ami: { id } } }),
  },
  {
    code: "AWS_EKS_BOOTSTRAP /ami/eksLookupType",
    has: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    twin: template({ ami: { eksLookupType: "AmazonLinux" } }),
    with: owner(
      "AWSMachineTemplate",
      { version: "v1.32.0", ...bootstrap("EKSConfigTemplate") },
      [],
    ),
  },
  {
    code: "AWS_EKS_BOOTSTRAP /ami/eksLookupType",
    has: pinned,
    twin: pinned,
    with: owner("AWSMachineTemplate", { version, ...bootstrap("EKSConfigTemplate") }, []),
    twinWith: owner("AWSMachineTemplate", { version, ...bootstrap("KubeadmConfigTemplate") }, []),
  },
  {
    code: "AWS_NODEADM_SECRETS /cloudInit/insecureSkipSecretsManager",
    has: pinned,
    twin: template({ ami: { id }, ...nodeadm }),
    with: owner("AWSMachineTemplate", { version, ...bootstrap("NodeadmConfigTemplate") }, []),
  },
  {
    code: "AWS_NODEADM_SECRETS /cloudInit/insecureSkipSecretsManager",
    has: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    twin: template({ ami: { eksLookupType: "AmazonLinux2023" }, ...nodeadm }),
  },
  { code: "AWS_CONTROL_PLANE_VERSION /spec/version", has: plane({}), twin: plane({ version }) },
  {
    code: "AWS_ROOT_DEVICE_NAME /rootVolume/deviceName",
    has: template({ rootVolume: { size: 8, deviceName: "/dev/sda1" } }),
    twin: template({ rootVolume: { size: 8 } }),
  },
  {
    code: "AWS_VOLUME /rootVolume/throughput",
    has: template({ rootVolume: { size: 80, type: "gp3", throughput: 1000 } }),
    twin: template({ rootVolume: { size: 80, type: "gp3", iops: 4000, throughput: 1000 } }),
  },
  {
    code: "AWS_VOLUME /rootVolume/type",
    has: template({ rootVolume: { size: 500, type: "st1" } }),
    twin: template({ nonRootVolumes: [{ size: 500, type: "st1", deviceName: "/dev/sdb" }] }),
  },
  {
    code: "AWS_IGNITION_BUCKET /ignition/storageType",
    has: template({ ami: { id }, ignition: {} }),
    twin: template({ ami: { id }, ignition: { storageType: "UnencryptedUserData" } }),
    with: owner("AWSMachineTemplate", { version }, own({})),
  },
  {
    code: "AWS_IGNITION_BUCKET /spec/ignition/storageType",
    has: pool({ ami: { id } }),
    twin: pool({ ami: { id } }),
    with: owner("AWSMachinePool", { version }, own({})),
    twinWith: owner("AWSMachinePool", { version }, own({ s3Bucket: { name: "b" } })),
  },
  {
    code: "AWS_HOP_LIMIT /instanceMetadataOptions/httpPutResponseHopLimit",
    has: template({ instanceMetadataOptions: { httpTokens: "required" } }),
    twin: template({
      instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
    }),
  },
  {
    code: "AWS_PURCHASE_REFUSED /marketType",
    has: template({ marketType: "OnDemand", spotMarketOptions: {} }),
    twin: template({ marketType: "Spot", spotMarketOptions: {} }),
  },
  {
    code: "AWS_VOLUME_REFUSED /rootVolume/throughput",
    has: template({ rootVolume: { size: 80, type: "gp3", throughput: 124 } }),
    twin: template({ rootVolume: { size: 80, type: "gp3", throughput: 125 } }),
  },
  {
    code: "AWS_REFRESH_DISABLED /spec/refreshPreferences/disable",
    has: pool({}, { refreshPreferences: { disable: true } }),
    twin: pool({}, { refreshPreferences: { disable: false } }),
  },
  {
    code: "AWS_BOOTSTRAP_PLAIN /spec/awsLaunchTemplate",
    has: infra("AWSMachinePool", { awsLaunchTemplate: {} }),
    twin: pool({}),
  },
  {
    code: "AWS_POOL_ARCHITECTURES /spec/mixedInstancesPolicy/overrides",
    has: pool({}, { mixedInstancesPolicy: { overrides: [{ instanceType: "m7g.large" }] } }),
    twin: pool({}, { mixedInstancesPolicy: { overrides: [{ instanceType: "m6i.large" }] } }),
  },
  {
    code: "AWS_LAUNCH_TEMPLATE_INSTANCE /spec/awsLaunchTemplate",
    has: pool({ instanceType: "" }),
    twin: pool({}),
  },
  {
    code: "AWS_FIELD_RELEASE /spec/awsLaunchTemplate/enclaveOptions",
    has: pool({ enclaveOptions: { enabled: true } }),
    twin: pool({}),
  },
])("$code has a twin without it", ({ code, has, twin, with: others = [], twinWith = others }) => {
  expect(codes(has, others)).toContain(code);
  expect(codes(twin, twinWith)).not.toContain(code);
});

test.for<{ capa: string; machine: JsonObject; found: readonly string[] }>([
  { capa: "2.10.3", machine: { assignPrimaryIPv6: "enabled" }, found: ["/assignPrimaryIPv6"] },
  { capa: "v2.11.0", machine: { assignPrimaryIPv6: "enabled" }, found: [] },
  {
    capa: "2.8.3",
    machine: { ami: { eksLookupType: "AmazonLinux2023" }, ...nodeadm },
    found: ["/ami/eksLookupType"],
  },
  { capa: "2.8.3", machine: { ami: { eksLookupType: "AmazonLinux" } }, found: [] },
  {
    capa: "2.0.0",
    machine: { instanceMetadataOptions: { httpProtocolIpv6: "enabled" } },
    found: ["/instanceMetadataOptions", "/instanceMetadataOptions/httpProtocolIpv6"],
  },
])("CAPA $capa lacks $found of $machine", ({ capa, machine, found }) => {
  const missing = codes(template(machine), [], { capa }).filter((text) =>
    text.startsWith("AWS_FIELD"),
  );
  expect(missing).toEqual(found.map((pointer) => `AWS_FIELD_RELEASE ${pointer}`));
});

function referenceTo(group: string, kind: string, name: string): JsonObject {
  return { apiVersion: `${group}/v1beta2`, kind, name };
}

test("a lookup that an AMI id makes pointless is judged as ignored, and not otherwise", () => {
  const fields = { imageLookupOrg: "258751437250", imageLookupFormat: "{{.Nope}}" };
  expect(codes(template({ ami: { id }, ...fields }), [])).toEqual(["AWS_LOOKUP_IGNORED /ami/id"]);
});

test("what a webhook refuses of a volume is told by it alone", () => {
  const rootVolume = { size: 8, type: "io1", throughput: 3000 };
  const ofMachine = codes(template({ ami: { id }, rootVolume }), []);
  expect(ofMachine.filter((text) => text.startsWith("AWS_VOLUME "))).toEqual([]);
  const group = infra("AWSManagedMachinePool", {
    amiType: "CUSTOM",
    awsLaunchTemplate: { instanceType: "m5.large", ami: { id }, rootVolume },
  });
  expect(codes(group, [])).toEqual([
    "AWS_VOLUME /spec/awsLaunchTemplate/rootVolume/iops",
    "AWS_VOLUME /spec/awsLaunchTemplate/rootVolume/throughput",
  ]);
});

test("what several owners do alike is told once", () => {
  const one = owner(
    "AWSMachineTemplate",
    { version, ...bootstrap("EKSConfigTemplate") },
    eks({ version }),
  );
  const others = [...one, ...one.slice(0, 1).map((md) => ({ ...md, metadata: { name: "md-2" } }))];
  const machine = template({ ami: { id }, ...nodeadm });
  expect(codes(machine, others)).toEqual(["AWS_EKS_BOOTSTRAP /ami/eksLookupType"]);
});

test("the default account of old releases of CAPA has no images any more", () => {
  const others = owner("AWSMachineTemplate", { version }, own({}));
  const found = (capa: string): readonly string[] => codes(template({}), others, { capa });
  expect(found("2.6.1")).toEqual(["AWS_LOOKUP_UNPINNED ", "AWS_LOOKUP_OWNER "]);
  expect(found("2.7.0")).toEqual(["AWS_LOOKUP_UNPINNED ", "AWS_LOOKUP_COMMUNITY "]);
  const theirs = owner("AWSMachineTemplate", { version }, own({ imageLookupOrg: "258751437250" }));
  expect(codes(template({}), theirs, { capa: "2.6.1" })).toEqual(["AWS_LOOKUP_UNPINNED "]);
});

test("fields of the network of a control plane have releases, too", () => {
  const object = plane({ version, network: { vpc: { secondaryCidrBlocks: [] } } });
  const found = (capa: string): readonly string[] => codes(object, [], { capa });
  expect(found("2.3.0")).toEqual(["AWS_FIELD_RELEASE /spec/network/vpc/secondaryCidrBlocks"]);
  expect(found("2.11.1")).toEqual([]);
});

/** A class of EKS whose workers boot by a configuration, and a cluster of it. */
function eksClass(
  kind: string,
  topologyVersion: string,
  patches: JsonObject[] = [],
): readonly JsonObject[] {
  const apiVersion = "cluster.x-k8s.io/v1beta2";
  const control = referenceTo(controlPlane, "AWSManagedControlPlaneTemplate", "p");
  const infrastructureRef = referenceTo(infrastructure, "AWSMachineTemplate", "a");
  const worker = {
    class: "w",
    bootstrap: { templateRef: referenceTo(bootstrapGroup, kind, "b") },
    infrastructure: { templateRef: infrastructureRef },
  };
  return [
    {
      apiVersion,
      kind: "ClusterClass",
      metadata: { name: "eks" },
      spec: {
        controlPlane: { templateRef: control },
        workers: { machineDeployments: [worker] },
        patches,
      },
    },
    {
      apiVersion,
      kind: "Cluster",
      metadata: { name: "c" },
      spec: {
        topology: {
          classRef: { name: "eks" },
          version: topologyVersion,
          workers: { machineDeployments: [{ class: "w", name: "w" }] },
        },
      },
    },
  ];
}

test.for([
  {
    says: "another bootstrap than its image's",
    others: eksClass("EKSConfigTemplate", "v1.34.1"),
    found: ["AWS_EKS_AMAZON_LINUX_2", "AWS_EKS_BOOTSTRAP"],
  },
  {
    says: "Amazon Linux 2 while there is one",
    others: eksClass("EKSConfigTemplate", "v1.32.9"),
    found: [],
  },
  ...["/spec/template/spec/ami", "/spec/template/spec/imageLookupOrg", "/spec/template"].map(
    (path) => ({
      says: `an image that a patch of ${path} writes`,
      others: eksClass("EKSConfigTemplate", "v1.34.1", [
        { definitions: [{ jsonPatches: [{ path }] }] },
      ]),
      found: [],
    }),
  ),
  {
    says: "an image that an extension writes",
    others: eksClass("EKSConfigTemplate", "v1.34.1", [{ external: {} }]),
    found: [],
  },
  {
    says: "an image, while a patch writes something else",
    others: eksClass("EKSConfigTemplate", "v1.34.1", [
      { definitions: [{ jsonPatches: [{ path: "/spec/template/spec/instanceType" }] }] },
    ]),
    found: ["AWS_EKS_AMAZON_LINUX_2", "AWS_EKS_BOOTSTRAP"],
  },
])("the template of a class has $says", ({ others, found }) => {
  const hazards = codes(template({}), others).map((text) => text.split(" ")[0]);
  expect(hazards.filter((code) => code?.startsWith("AWS_EKS"))).toEqual(found);
});

test("a sound deployment of EKS has nothing but the remark that its image is looked up", () => {
  const machine = template({ ami: { eksLookupType: "AmazonLinux2023" }, ...nodeadm });
  const others = owner(
    "AWSMachineTemplate",
    { version, ...bootstrap("NodeadmConfigTemplate") },
    eks({ version }),
  );
  expect(codes(machine, others)).toEqual(["AWS_LOOKUP_UNPINNED "]);
  expect(codes(pinned, owner("AWSMachineTemplate", { version }, own({})))).toEqual([]);
});
