import {
  type Diagnostic,
  type JsonObject,
  manifestSet,
  objectKind,
  replaceAt,
  type TargetVersions,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { subscriptionId } from "../__fixtures__/targets.ts";
import {
  azureMachine,
  galleryImage,
  machinePool,
  machineTemplate,
} from "../webhooks/__fixtures__/machines.ts";
import { azureManifestRules } from "./azure-manifest-rules.ts";

/** Code and pointer of everything the rules say of the first object among all. */
function says(objects: readonly JsonObject[], targetVersions?: TargetVersions): readonly string[] {
  return findings(objects, targetVersions).map(({ code, pointer }) => `${code} ${pointer}`);
}

function findings(
  objects: readonly JsonObject[],
  targetVersions: TargetVersions = {},
): readonly Diagnostic[] {
  const [object = {}] = objects;
  const kind = objectKind(object) ?? { group: "", version: "", kind: "" };
  const context = { ...kind, object, manifests: manifestSet(objects), targetVersions };
  return azureManifestRules
    .filter((rule) => rule.group === kind.group && rule.kinds.includes(kind.kind))
    .flatMap((rule) => rule.check(context));
}

const at = "/spec/template/spec";
const ids = { subscriptionID: subscriptionId, resourceGroup: "images" };
const version = { gallery: "ClusterAPI", name: "capi-ubuntu-2404", version: "1.34.1" };
const publicName = "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019";
const community: JsonObject = {
  computeGallery: { ...version, gallery: publicName, name: "capi-ubun2-2404" },
};
const plan: JsonObject = {
  publisher: "kinvolk",
  offer: "flatcar-container-linux-free",
  sku: "stable",
};
const flatcar = { ...ids, ...version, name: "capi-flatcar-stable-4230.2.3" };
const compute = `/subscriptions/${subscriptionId}/resourceGroups/images/providers/Microsoft.Compute`;
const managed: JsonObject = { id: `${compute}/images/node` };
const confidentialDisk: JsonObject = {
  osType: "Linux",
  managedDisk: {
    storageAccountType: "Premium_LRS",
    securityProfile: { securityEncryptionType: "VMGuestStateOnly" },
  },
};
const secured = { uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } };

test("a plain machine, template and pool are clean", () => {
  expect([azureMachine(), machineTemplate(), machinePool()].flatMap((one) => says([one]))).toEqual(
    [],
  );
});

test.for<[string, JsonObject, readonly string[], JsonObject]>([
  [
    "the latest version",
    { image: { computeGallery: { ...ids, ...version, version: "latest" } } },
    [`AZURE_VERSION_UNPINNED ${at}/image/computeGallery/version`],
    { image: { computeGallery: { ...ids, ...version } } },
  ],
  [
    "a managed image",
    { image: managed },
    [`AZURE_MANAGED_IMAGE ${at}/image/id`],
    { image: { id: `${compute}/galleries/G/images/D/versions/1.34.1` } },
  ],
  ["an id that is none", { image: { id: "capi" } }, [`AZURE_IMAGE_ID_FORM ${at}/image/id`], {}],
  [
    "the id of a community gallery",
    { image: { id: `/CommunityGalleries/${publicName}/Images/D/Versions/1.34.1` } },
    [`AZURE_IMAGE_ID_KIND ${at}/image/id`],
    { image: community },
  ],
  [
    "a version no gallery keeps",
    { image: { computeGallery: { ...ids, ...version, version: "v1.34.1" } } },
    [`AZURE_REFERENCE_DOUBTFUL ${at}/image/computeGallery/version`],
    {},
  ],
  [
    "a shared gallery with half a plan",
    { image: { sharedGallery: { ...ids, ...version, publisher: "p" } } },
    [
      `AZURE_SHARED_GALLERY_DEPRECATED ${at}/image/sharedGallery`,
      `AZURE_PLAN_PARTIAL ${at}/image/sharedGallery`,
    ],
    {},
  ],
  [
    "the public name of a gallery where the definition belongs",
    { image: { computeGallery: { ...version, name: publicName } } },
    [
      `AZURE_REFERENCE_DOUBTFUL ${at}/image/computeGallery/gallery`,
      `AZURE_COMMUNITY_NAME ${at}/image/computeGallery/name`,
    ],
    { image: community },
  ],
  [
    "a managed image's name for the definition",
    { image: { computeGallery: { ...ids, ...version, name: "capi-ubuntu-2404-1795254246" } } },
    [`AZURE_DEFINITION_NAME ${at}/image/computeGallery/name`],
    {},
  ],
  [
    "Flatcar without its plan",
    { image: { computeGallery: flatcar } },
    [`AZURE_PLAN_MISSING ${at}/image`],
    { image: { computeGallery: { ...flatcar, plan } } },
  ],
  [
    "trusted launch that is dropped",
    {
      securityProfile: { securityType: "TrustedLaunch" },
      image: { computeGallery: { ...ids, ...version, name: "node" } },
    },
    [`AZURE_SECURITY_PROFILE ${at}/securityProfile/securityType`],
    {
      securityProfile: { securityType: "TrustedLaunch", ...secured },
      image: { computeGallery: { ...ids, ...version, name: "node" } },
    },
  ],
  [
    "a confidential machine whose disk says nothing",
    {
      securityProfile: { securityType: "ConfidentialVM", ...secured },
      image: { computeGallery: { ...ids, ...version, name: "node" } },
    },
    [`AZURE_SECURITY_PROFILE ${at}/securityProfile/securityType`],
    {
      securityProfile: { securityType: "ConfidentialVM", ...secured },
      osDisk: confidentialDisk,
      image: { computeGallery: { ...ids, ...version, name: "node" } },
    },
  ],
  [
    "a confidential disk of a machine without a profile",
    { osDisk: confidentialDisk },
    [`AZURE_SECURITY_PROFILE ${at}/osDisk/managedDisk/securityProfile/securityEncryptionType`],
    {},
  ],
  [
    "secure boot without a type",
    { securityProfile: secured },
    [`AZURE_SECURITY_PROFILE ${at}/securityProfile/uefiSettings`],
    {},
  ],
  [
    "trusted launch of an image of generation 1",
    { securityProfile: { securityType: "TrustedLaunch", ...secured } },
    [`AZURE_SECURITY_GENERATION ${at}/securityProfile/securityType`],
    {
      securityProfile: { securityType: "TrustedLaunch", ...secured },
      image: { computeGallery: { ...ids, ...version, name: "capi-ubuntu-2404-gen2" } },
    },
  ],
  [
    "trusted launch of an SKU of generation 1",
    {
      securityProfile: { securityType: "TrustedLaunch", ...secured },
      image: {
        marketplace: {
          publisher: "cncf-upstream",
          offer: "capi",
          sku: "ubuntu-2204-gen1",
          version: "130.3.20240717",
        },
      },
    },
    [`AZURE_SECURITY_GENERATION ${at}/securityProfile/securityType`],
    {},
  ],
  [
    "trusted launch of an id of generation 1",
    {
      securityProfile: { securityType: "TrustedLaunch", ...secured },
      image: { id: `${compute}/galleries/G/images/capi-ubuntu-2404/versions/1.34.1` },
    },
    [`AZURE_SECURITY_GENERATION ${at}/securityProfile/securityType`],
    {},
  ],
  ["no key", { sshPublicKey: "" }, [`AZURE_SSH_KEY_MISSING ${at}`], {}],
  [
    "windows in small letters",
    { osDisk: { osType: "windows" } },
    [`AZURE_OS_TYPE ${at}/osDisk/osType`],
    { osDisk: { osType: "Windows" } },
  ],
  [
    "one processor",
    { vmSize: "Standard_B1s" },
    [`AZURE_VM_SIZE_SMALL ${at}/vmSize`],
    { vmSize: "Standard_B12ms" },
  ],
  [
    "the bootstrap extension without extensions",
    { disableExtensionOperations: true, disableVMBootstrapExtension: false },
    [`AZURE_EXTENSIONS ${at}/disableExtensionOperations`],
    { disableExtensionOperations: true },
  ],
  [
    "the old place of the subnet",
    { subnetName: "nodes" },
    [`AZURE_FIELD_DEPRECATED ${at}/subnetName`],
    { networkInterfaces: [{ subnetName: "nodes" }] },
  ],
])("%s is found, and its twin without it is clean", ([, change, expected, twin]) => {
  expect(says([machineTemplate(change)])).toEqual(expected);
  expect(says([machineTemplate(twin)])).toEqual([]);
});

test.for<[string, JsonObject, readonly string[], JsonObject]>([
  [
    "a plan",
    { image: { computeGallery: { ...flatcar, plan } } },
    ["AZURE_POOL_IMAGE /spec/template/image"],
    { image: { marketplace: { ...plan, version: "4230.2.3", thirdPartyImage: true } } },
  ],
  [
    "a shared gallery",
    { image: { sharedGallery: { ...ids, ...version } } },
    [
      "AZURE_SHARED_GALLERY_DEPRECATED /spec/template/image/sharedGallery",
      "AZURE_POOL_IMAGE /spec/template/image",
    ],
    {},
  ],
  [
    "an id in other letters",
    { image: { id: `${compute}/galleries/G/images/D/versions/1.34.1`.toLowerCase() } },
    ["AZURE_POOL_ID /spec/template/image/id"],
    { image: { id: `${compute}/galleries/G/images/D/versions/1.34.1` } },
  ],
  [
    "trusted launch",
    { securityProfile: { securityType: "TrustedLaunch", ...secured } },
    [
      "AZURE_POOL_SECURITY /spec/template/securityProfile/securityType",
      "AZURE_POOL_SECURITY /spec/template/securityProfile/uefiSettings",
      "AZURE_POOL_SECURITY /spec/template/securityProfile",
    ],
    { securityProfile: { encryptionAtHost: true } },
  ],
])("a pool with %s never works; its twin is clean", ([, change, expected, twin]) => {
  expect(says([machinePool(change)])).toEqual(expected);
  expect(says([machinePool(twin)])).toEqual([]);
});

function user(
  kind: string,
  infrastructure: JsonObject,
  kubernetesVersion: string,
  rest: JsonObject = {},
): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind,
    metadata: { name: "prod-md-0" },
    spec: {
      ...rest,
      template: {
        spec: {
          version: kubernetesVersion,
          infrastructureRef: infrastructure,
          bootstrap: {
            configRef: {
              apiGroup: "bootstrap.cluster.x-k8s.io",
              kind: "KubeadmConfigTemplate",
              name: "prod-md-0",
            },
          },
        },
      },
    },
  };
}

const apiGroup = "infrastructure.cluster.x-k8s.io";
const toTemplate = { apiGroup, kind: "AzureMachineTemplate", name: "prod-md-0" };
const toPool: JsonObject = { apiGroup, kind: "AzureMachinePool", name: "prod-mp-0" };

function controlPlane(apiVersion: "v1beta1" | "v1beta2", kubernetesVersion: string): JsonObject {
  const { apiGroup: group, ...named } = toTemplate;
  const old = { infrastructureRef: { apiVersion: `${group}/v1beta1`, ...named } };
  return {
    apiVersion: `controlplane.cluster.x-k8s.io/${apiVersion}`,
    kind: "KubeadmControlPlane",
    metadata: { name: "prod" },
    spec: {
      version: kubernetesVersion,
      machineTemplate: apiVersion === "v1beta1" ? old : { spec: { infrastructureRef: toTemplate } },
    },
  };
}

test.for<[string, readonly JsonObject[], readonly string[]]>([
  [
    "a machine deployment of another version",
    [user("MachineDeployment", toTemplate, "v1.33.2")],
    [`AZURE_VERSION_KUBERNETES ${at}/image`],
  ],
  ["a machine deployment of this version", [user("MachineDeployment", toTemplate, "v1.34.1")], []],
  [
    "a machine deployment of another template",
    [user("MachineDeployment", { ...toTemplate, name: "x" }, "v1.33.2")],
    [],
  ],
  [
    "a control plane of another version",
    [controlPlane("v1beta1", "v1.33.2")],
    [`AZURE_VERSION_KUBERNETES ${at}/image`],
  ],
  [
    "a control plane as it is written now",
    [controlPlane("v1beta2", "v1.33.2")],
    [`AZURE_VERSION_KUBERNETES ${at}/image`],
  ],
])("the image's version is compared with that of %s", ([, others, expected]) => {
  expect(says([machineTemplate(), ...others])).toEqual(expected);
});

function many(replicas: number): JsonObject {
  return user("MachineDeployment", toTemplate, "v1.34.1", { replicas });
}

test("a managed image is not asked for 21 machines", () => {
  const image = `AZURE_MANAGED_IMAGE ${at}/image/id`;
  expect(says([machineTemplate({ image: managed }), many(21)])).toEqual([
    image,
    `AZURE_MANAGED_IMAGE_SCALE ${at}/image`,
  ]);
  expect(says([machineTemplate({ image: managed }), many(20)])).toEqual([image]);
});

const noImage: JsonObject = { image: null };

test.for<[string, readonly JsonObject[], TargetVersions, readonly string[]]>([
  ["nobody who says the version", [], {}, [`AZURE_DEFAULT_IMAGE ${at}`]],
  [
    "a release of Kubernetes",
    [user("MachineDeployment", toTemplate, "v1.34.1")],
    {},
    [`AZURE_DEFAULT_IMAGE ${at}`],
  ],
  [
    "a pre-release",
    [user("MachineDeployment", toTemplate, "v1.35.0-rc.1")],
    {},
    [`AZURE_DEFAULT_IMAGE_VERSION ${at}`],
  ],
  [
    "an old CAPZ",
    [user("MachineDeployment", toTemplate, "v1.27.3")],
    { capz: "1.10.0" },
    [`AZURE_DEFAULT_IMAGE ${at}`],
  ],
])("no image is named, with %s", ([, others, targetVersions, expected]) => {
  expect(says([machineTemplate(noImage), ...others], targetVersions)).toEqual(expected);
});

test("annotations that choose a Windows image are judged where no image is named", () => {
  const windows = machineTemplate({ ...noImage, osDisk: { osType: "Windows" } });
  const annotated =
    replaceAt(windows, "/spec/template/metadata/annotations/windowsServerVersion", "2022") ?? {};
  const others = [user("MachineDeployment", toTemplate, "v1.34.1")];
  expect(says([windows, ...others])).toEqual([`AZURE_DEFAULT_IMAGE ${at}`]);
  expect(says([annotated, ...others])).toEqual([`AZURE_DEFAULT_IMAGE_REFUSED ${at}`]);
});

test("who makes machines of a template is in its namespace, or names none", () => {
  const template = replaceAt(machineTemplate(), "/metadata/namespace", "prod") ?? {};
  const deployment = user("MachineDeployment", toTemplate, "v1.33.2");
  const elsewhere = replaceAt(deployment, "/metadata/namespace", "test") ?? {};
  const here = replaceAt(deployment, "/metadata/namespace", "prod") ?? {};
  expect(says([template, elsewhere])).toEqual([]);
  expect(says([template, here])).toEqual([`AZURE_VERSION_KUBERNETES ${at}/image`]);
  expect(says([template, deployment])).toEqual([`AZURE_VERSION_KUBERNETES ${at}/image`]);
});

test("the default image of a version that is a variable is not known", () => {
  const template = replaceAt(machineTemplate(), `${at}/image`, undefined) ?? {};
  const deployment = user("MachineDeployment", toTemplate, "${KUBERNETES_VERSION}");
  expect(says([template, deployment])).toEqual([`AZURE_DEFAULT_IMAGE ${at}`]);
});

test("the version of a topology is not held against a template that its class may patch", () => {
  const clusterClass = {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "ClusterClass",
    metadata: { name: "azure" },
    spec: {
      controlPlane: {
        machineInfrastructure: {
          templateRef: {
            apiVersion: `${apiGroup}/v1beta1`,
            kind: toTemplate.kind,
            name: toTemplate.name,
          },
        },
      },
    },
  };
  const topology = {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata: { name: "prod" },
    spec: { topology: { classRef: { name: "azure" }, version: "v1.33.2" } },
  };
  expect(says([machineTemplate(), clusterClass, topology])).toEqual([]);
});

function clusterIn(name: string, location: string): readonly JsonObject[] {
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "Cluster",
      metadata: { name },
      spec: { infrastructureRef: { apiGroup, kind: "AzureCluster", name } },
    },
    {
      apiVersion: `${apiGroup}/v1beta1`,
      kind: "AzureCluster",
      metadata: { name },
      spec: { location },
    },
  ];
}

function workersOf(clusterName: string): JsonObject {
  return user("MachineDeployment", toTemplate, "v1.34.1", { clusterName });
}

test("the region that counts is that of the cluster the machines belong to", () => {
  const clusters = [...clusterIn("prod", "brazilsouth"), ...clusterIn("test", "westeurope")];
  const template = machineTemplate({ image: community });
  expect(says([template, ...clusters, workersOf("prod")])).toEqual([`AZURE_REGION ${at}`]);
  expect(says([template, ...clusters, workersOf("test")])).toEqual([]);
  expect(says([template, ...clusters])).toEqual([]);
});

test.for<[string, string, boolean]>([
  ["1.26.0", "v1.34.1", true],
  ["1.26.0", "v1.30.3", false],
  ["1.17.0", "v1.30.3", false],
])(
  "CAPZ %s takes an image of its gallery for Kubernetes %s by default: %s",
  ([capz, kubernetesVersion, isGallery]) => {
    const template = replaceAt(machineTemplate(), `${at}/image`, undefined) ?? {};
    const deployment = user("MachineDeployment", toTemplate, kubernetesVersion, {
      clusterName: "prod",
    });
    const objects = [template, ...clusterIn("prod", "brazilsouth"), deployment];
    expect(says(objects, { capz }).includes(`AZURE_REGION ${at}`)).toBe(isGallery);
  },
);

test.for([
  ["capi-ubuntu-2204-1684153817", "`capi-ubuntu-2204`"],
  ["capi-1234567890", undefined],
])("%s is a managed image's name; its definition is perhaps %s", ([name = "", definition]) => {
  const object = machineTemplate({ image: { computeGallery: { ...ids, ...version, name } } });
  const found = findings([object]).find(({ code }) => code === "AZURE_DEFINITION_NAME");
  expect(/`.*`/u.exec(found?.hint ?? "")?.[0]).toBe(definition);
});

test("a flexible scale set needs Kubernetes 1.26", () => {
  const flexible = machinePool({ image: managed }, { orchestrationMode: "Flexible" });
  const image = "AZURE_MANAGED_IMAGE /spec/template/image/id";
  expect(says([flexible, user("MachinePool", toPool, "v1.25.9")])).toEqual([
    image,
    "AZURE_ORCHESTRATION /spec/orchestrationMode",
  ]);
  expect(says([flexible, user("MachinePool", toPool, "v1.26.0")])).toEqual([image]);
});

function cluster(location: string): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
    kind: "AzureCluster",
    metadata: { name: "prod" },
    spec: { location },
  };
}

test("a pool is where its cluster is, and reference images are where they are published", () => {
  expect(says([machinePool(), cluster("northeurope")])).toEqual(["AZURE_REGION /spec/location"]);
  expect(says([machinePool(), cluster("West Europe")])).toEqual([]);
  expect(says([machineTemplate({ image: community }), cluster("brazilsouth")])).toEqual([
    `AZURE_REGION ${at}`,
  ]);
  expect(says([machineTemplate({ image: galleryImage }), cluster("brazilsouth")])).toEqual([]);
  expect(says([machineTemplate({ image: community }), cluster("westus2")])).toEqual([]);
  const two = [cluster("brazilsouth"), cluster("northeurope")];
  expect(says([machinePool(), ...two])).toEqual([]);
});

test.for<[JsonObject, string, readonly string[]]>([
  [machineTemplate(), "1.3.0", [`AZURE_FIELD_RELEASE ${at}/image/computeGallery`]],
  [machineTemplate(), "1.4.0", []],
  [
    machineTemplate({ dnsServers: ["10.0.0.53"] }),
    "1.4.2",
    [`AZURE_FIELD_RELEASE ${at}/dnsServers`],
  ],
  [
    machineTemplate({ dataDisks: [{}, { managedDisk: { securityProfile: {} } }] }),
    "1.9.0",
    [`AZURE_FIELD_RELEASE ${at}/dataDisks/1/managedDisk/securityProfile`],
  ],
  [
    machinePool({ disableVMBootstrapExtension: true }),
    "1.24.0",
    ["AZURE_FIELD_RELEASE /spec/template/disableVMBootstrapExtension"],
  ],
  [machineTemplate({ disableVMBootstrapExtension: true }), "1.24.0", []],
  [machinePool({}, { zoneBalance: true }), "1.13.0", ["AZURE_FIELD_RELEASE /spec/zoneBalance"]],
  [machinePool({}, { nodeDrainTimeout: "1m" }), "1.11.0", []],
  [
    machinePool({}, { nodeDrainTimeout: "1m" }),
    "1.26.0",
    ["AZURE_FIELD_RELEASE /spec/nodeDrainTimeout"],
  ],
  [
    machinePool({ image: { computeGallery: { ...flatcar, plan } } }),
    "1.22.0",
    ["AZURE_POOL_PLAN /spec/template/image"],
  ],
  [
    machineTemplate({ disableExtensionOperations: true }),
    "1.24.0",
    [`AZURE_EXTENSIONS ${at}/disableExtensionOperations`],
  ],
])("%j with CAPZ %s", ([object, capz, expected]) => {
  expect(says([object], { capz })).toEqual(expected);
});

function kubeadm(secret: string): JsonObject {
  const file = {
    path: "/etc/kubernetes/azure.json",
    contentFrom: { secret: { name: secret, key: "worker-node-azure.json" } },
  };
  return {
    apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
    kind: "KubeadmConfigTemplate",
    metadata: { name: "prod-md-0" },
    spec: { template: { spec: { files: [file] } } },
  };
}

test("nodes read the secret of the template they are made from", () => {
  const deployment = user("MachineDeployment", { ...toTemplate, name: "prod-md-1" }, "v1.34.1");
  const found = [`AZURE_SECRET_NAME ${at}/files/0/contentFrom/secret/name`];
  expect(says([kubeadm("prod-md-0-azure-json"), deployment])).toEqual(found);
  expect(says([kubeadm("prod-md-1-azure-json"), deployment])).toEqual([]);
  expect(says([kubeadm("prod-md-0-azure-json")])).toEqual([]);
  const own = { apiVersion: "v1", kind: "Secret", metadata: { name: "prod-md-0-azure-json" } };
  expect(says([kubeadm("prod-md-0-azure-json"), deployment, own])).toEqual([]);
  const plane = replaceAt(controlPlane("v1beta2", "v1.34.1"), "/spec/kubeadmConfigSpec/files", [
    { contentFrom: { secret: { name: "old-azure-json" } } },
  ]);
  expect(says([plane ?? {}])).toEqual([
    "AZURE_SECRET_NAME /spec/kubeadmConfigSpec/files/0/contentFrom/secret/name",
  ]);
});

function aksPool(patch: string): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
    kind: "AzureManagedMachinePool",
    metadata: { name: "pool0" },
    spec: { mode: "System", sku: "Standard_D2s_v5", asoManagedClustersAgentPoolPatches: [patch] },
  };
}

test("patches of an AKS pool are JSON merge patches", () => {
  expect(says([aksPool('{"spec":{"osSKU":"AzureLinux"}}')])).toEqual([]);
  expect(says([aksPool("spec: {}")])).toEqual([
    "AZURE_MANAGED_PATCH /spec/asoManagedClustersAgentPoolPatches/0",
  ]);
});
