import {
  type Diagnostic,
  formatPointer,
  type FoundReference,
  hasErrors,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  manifestSet,
  objectKind,
  type Parsed,
  replaceAt,
  valueAt,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { anyReference } from "./__fixtures__/references.ts";
import { publicKey, subscriptionId } from "./__fixtures__/targets.ts";
import { parseArmPage } from "./arm/arm-findings.ts";
import { parseGallery, parseGalleryImage, parseMarketplaceTerms } from "./arm/gallery-answers.ts";
import {
  parseGalleryImageVersion,
  parseManagedImage,
  parseMarketplaceImage,
  parseSharedImageVersion,
} from "./arm/image-answers.ts";
import { parseArmImage } from "./convert/parse-arm-image.ts";
import { azureManifestRules } from "./lint/azure-manifest-rules.ts";
import { readManagedVersion, writeManagedVersion } from "./managed-version.ts";
import { parseManifest } from "./parse/manifest.ts";
import { writeAzureReference } from "./parse/write-reference.ts";
import { azureWebhooks } from "./webhooks/azure-webhooks.ts";

const group = "infrastructure.cluster.x-k8s.io";
const apiVersion = `${group}/v1beta1`;
const version = { gallery: "ClusterAPI", name: "capi-ubuntu-2404", version: "1.34.1" };
const plan = { publisher: "kinvolk", offer: "flatcar-container-linux-free", sku: "stable" };
const ids = { subscriptionID: subscriptionId, resourceGroup: "images" };
const compute = `/subscriptions/${subscriptionId}/resourceGroups/images/providers/Microsoft.Compute`;
const images: readonly JsonObject[] = [
  { id: `${compute}/images/node` },
  { id: `${compute}/galleries/G/images/D/versions/latest` },
  { marketplace: { ...plan, version: "4230.2.3", thirdPartyImage: true } },
  { computeGallery: { ...ids, ...version, plan } },
  { sharedGallery: { ...ids, ...version, ...plan } },
];

/** A machine that uses every part a webhook or rule looks at. */
const machine: JsonObject = {
  vmSize: "Standard_D2s_v5",
  sshPublicKey: btoa(publicKey),
  osDisk: {
    osType: "Linux",
    diskSizeGB: 30,
    cachingType: "None",
    diffDiskSettings: { option: "Local" },
    managedDisk: {
      storageAccountType: "Premium_LRS",
      diskEncryptionSet: { id: compute },
      securityProfile: { securityEncryptionType: "DiskWithVMGuestState", diskEncryptionSet: {} },
    },
  },
  dataDisks: [{ nameSuffix: "a", diskSizeGB: 8, lun: 0, managedDisk: {} }, { nameSuffix: "b" }],
  securityProfile: {
    securityType: "ConfidentialVM",
    encryptionAtHost: true,
    uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
  },
  identity: "UserAssigned",
  userAssignedIdentities: [{ providerID: `azure://${compute}` }],
  systemAssignedIdentityRole: { name: "a", scope: "b", definitionID: "c" },
  roleAssignmentName: "a",
  networkInterfaces: [{ subnetName: "a", privateIPConfigs: 1 }],
  subnetName: "a",
  acceleratedNetworking: true,
  diagnostics: { boot: { storageAccountType: "UserManaged", userManaged: {} } },
  spotVMOptions: { maxPrice: "1" },
  capacityReservationGroupID: compute,
  disableExtensionOperations: true,
  disableVMBootstrapExtension: false,
  vmExtensions: [{ name: "a" }],
  terminateNotificationTimeout: 5,
};
const metadata: JsonObject = {
  name: "prod",
  namespace: "prod",
  labels: { "cluster.x-k8s.io/cluster-name": "prod" },
  annotations: { runtime: "containerd", windowsServerVersion: "windows-2022" },
};

const files: JsonValue = [
  { contentFrom: { secret: { name: "old-azure-json", key: "azure.json" } } },
];
const bootstrapGroup = "bootstrap.cluster.x-k8s.io";

function owner(kind: string, target: string): JsonObject {
  const name = "prod";
  const infrastructureRef = { apiGroup: group, kind: target, name };
  const bootstrap = {
    configRef: { apiGroup: bootstrapGroup, kind: "KubeadmConfigTemplate", name },
  };
  const spec = { clusterName: name, version: "v1.34.1", infrastructureRef, bootstrap };
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind,
    metadata,
    spec: { clusterName: name, replicas: 30, template: { spec } },
  };
}

/** Objects that rules look at beside the machine. */
const neighbours: readonly JsonObject[] = [
  owner("MachineDeployment", "AzureMachineTemplate"),
  owner("MachinePool", "AzureMachinePool"),
  {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata,
    spec: { infrastructureRef: { apiGroup: group, kind: "AzureCluster", name: "prod" } },
  },
  { apiVersion, kind: "AzureCluster", metadata, spec: { location: "brazilsouth" } },
];

const samples: readonly JsonObject[] = [
  ...[undefined, ...images].flatMap((image): readonly JsonObject[] => {
    const whole = image === undefined ? machine : { ...machine, image };
    return [
      {
        apiVersion,
        kind: "AzureMachineTemplate",
        metadata,
        spec: { template: { metadata, spec: whole } },
      },
      { apiVersion, kind: "AzureMachine", metadata, spec: whole },
      {
        apiVersion,
        kind: "AzureMachinePool",
        metadata,
        spec: {
          location: "westeurope",
          orchestrationMode: "Flexible",
          strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
          systemAssignedIdentityRole: { name: "a" },
          template: whole,
        },
      },
    ];
  }),
  {
    apiVersion,
    kind: "AzureManagedControlPlane",
    metadata,
    spec: { version: "1.34.1", location: "a", autoUpgradeProfile: { upgradeChannel: "none" } },
    status: { autoUpgradeVersion: "1.34.2" },
  },
  {
    apiVersion,
    kind: "AzureManagedMachinePool",
    metadata,
    spec: { asoManagedClustersAgentPoolPatches: ['{"spec":{}}'] },
  },
  {
    apiVersion: `${bootstrapGroup}/v1beta2`,
    kind: "KubeadmConfigTemplate",
    metadata,
    spec: { template: { spec: { files } } },
  },
  {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind: "KubeadmControlPlane",
    metadata,
    spec: {
      version: "v1.34.1",
      kubeadmConfigSpec: { files },
      machineTemplate: {
        spec: {
          infrastructureRef: { apiGroup: group, kind: "AzureMachineTemplate", name: "prod" },
        },
      },
    },
  },
];

/** Maps in maps, as deep as a reader of manifests lets any be. */
const deep = Array.from({ length: 1_000 }).reduce<JsonValue>((child) => ({ a: child }), 1);
const strangers: readonly JsonValue[] = [
  null,
  true,
  0,
  -1.5,
  2 ** 53,
  "",
  "latest",
  "é\ud800\0",
  "a".repeat(50_000),
  [],
  [null, 1, [], {}],
  {},
  { a: null },
  JSON.parse('{"__proto__":{"id":"x"},"constructor":1,"toString":null}') as JsonValue, // own keys
  deep,
];

/** Every place of a value, the value itself included. */
function placesOf(value: JsonValue, at = ""): readonly string[] {
  const children: readonly (readonly [string | number, JsonValue])[] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [at, ...children.flatMap(([key, child]) => placesOf(child, at + formatPointer([key])))];
}

interface Change {
  readonly pointer: string;
  /** Which of the strangers is put there; the place is taken away where none is. */
  readonly stranger: number | undefined;
}

/** Up to three changes at places of a value. */
function changesOf(
  sample: JsonObject,
  isKept: (pointer: string) => boolean,
): fc.Arbitrary<readonly Change[]> {
  const stranger = fc.option(fc.nat(strangers.length - 1), { nil: undefined });
  const pointer = fc.constantFrom(...placesOf(sample).filter(isKept));
  return fc.array(fc.record({ pointer, stranger }), { minLength: 1, maxLength: 3 });
}

/** Changes are made here: what is nested deeply cannot be printed where a run fails. */
function broken(sample: JsonObject, changes: readonly Change[]): JsonObject {
  return changes.reduce((object, { pointer, stranger }) => {
    const value = stranger === undefined ? undefined : strangers[stranger];
    return replaceAt(object, pointer, value) ?? object;
  }, sample);
}

function isBelowKind(pointer: string): boolean {
  return !["", "/apiVersion", "/kind"].includes(pointer);
}

const brokenPair = fc.constantFrom(...samples).chain((sample) =>
  fc.record({
    sample: fc.constant(sample),
    changes: changesOf(sample, isBelowKind),
    reference: anyReference,
    beside: fc
      .nat(neighbours.length - 1)
      .chain((index) =>
        fc.tuple(fc.constant(index), changesOf(neighbours[index] ?? {}, isBelowKind)),
      ),
  }),
);

test("no broken object makes a reader, a writer, a webhook or a rule fail", () => {
  fc.assert(
    fc.property(brokenPair, ({ sample, changes, reference, beside }) => {
      const object = broken(sample, changes);
      const [index, others] = beside;
      const neighbour = broken(neighbours[index] ?? {}, others);
      const { kind = "", version: served = "" } = objectKind(object) ?? {};
      const read = parseManifest(object);
      const pointers = [
        ...read.diagnostics,
        ...(read.ok ? read.value : []).flatMap((found) => write(object, { ...found, reference })),
        ...write(object, { pointer: "/spec/template/spec/image", reference }),
      ];
      expect(readManagedVersion(object) ?? "1.34.1").toMatch(/^\d/u);
      expect(writeManagedVersion(object, "1.34.1").diagnostics.length).toBeLessThan(2);
      const targetVersions = { capz: "1.3.0" };
      for (const webhook of azureWebhooks.filter(({ kinds }) => kinds.includes(kind))) {
        const reviews = [
          { object, targetVersions },
          { object, oldObject: sample, targetVersions },
          { object: sample, oldObject: object, targetVersions },
        ];
        for (const review of reviews) {
          expect(webhook.mutate?.(review)["kind"]).toBe(kind);
          pointers.push(...(webhook.validate?.(review) ?? []));
        }
      }
      const objects = [object, ...neighbours, neighbour];
      const context = { group, version: served, kind, object, targetVersions };
      for (const rule of azureManifestRules.filter(({ kinds }) => kinds.includes(kind))) {
        pointers.push(...rule.check({ ...context, manifests: manifestSet(objects) }));
      }
      for (const { pointer, message } of pointers) {
        expect(pointer).toMatch(/^(?:\/|$)/u);
        expect(message.length).toBeLessThan(60_000);
      }
    }),
    { numRuns: 2_000 },
  );
});

function write(object: JsonObject, found: FoundReference): readonly Diagnostic[] {
  const written = writeAzureReference(object, found);
  if (written.ok) {
    expect(valueAt(written.value, "/metadata")).toBe(valueAt(object, "/metadata"));
  }
  return written.diagnostics;
}

const scope = {
  subscriptionId,
  resourceGroup: "images",
  gallery: "ClusterAPI",
  definition: "capi-ubuntu-2404",
};
const answer: JsonObject = {
  id: `${compute}/galleries/ClusterAPI/images/capi-ubuntu-2404/versions/1.34.1`,
  name: "1.34.1",
  location: "westeurope",
  identifier: { uniqueId: "/CommunityGalleries/G/Images/D/Versions/1.34.1" },
  imageReference: { ...plan, version: "4230.2.3" },
  plan: { publisher: "kinvolk", name: "stable", product: "flatcar-container-linux-free" },
  value: [{ name: "1.34.1" }],
  nextLink: "https://example.invalid/2",
  properties: {
    publishingProfile: { endOfLifeDate: "2027-05-21T00:00:00Z", targetRegions: [{ name: "a" }] },
    replicationStatus: { aggregatedState: "Completed" },
    storageProfile: { osDisk: { osType: "Linux" } },
    features: [{ name: "SecurityType", value: "TrustedLaunchSupported" }],
    sharingProfile: { communityGalleryInfo: { publicNames: ["G"] } },
    identifier: { publisher: "a", offer: "b", sku: "c", uniqueName: "d" },
    plan: { publisher: "kinvolk", name: "stable", product: "flatcar-container-linux-free" },
    publisher: "kinvolk",
    product: "flatcar-container-linux-free",
    accepted: true,
  },
};
const readers: readonly ((body: JsonValue) => Parsed<unknown>)[] = [
  (body) => parseArmImage({ imageReference: valueAt(body, "/imageReference") ?? null }),
  (body) =>
    parseArmImage({
      imageReference: valueAt(body, "/imageReference") ?? null,
      plan: valueAt(body, "/plan") ?? null,
    }),
  parseArmPage,
  parseGallery,
  parseGalleryImage,
  parseMarketplaceTerms,
  (body) => parseGalleryImageVersion(body),
  (body) => parseGalleryImageVersion(body, scope),
  (body) => parseMarketplaceImage(body, plan),
  parseManagedImage,
  parseSharedImageVersion,
];

test("no broken answer of Azure makes a reader fail", () => {
  const body = fc.oneof(
    { weight: 20, arbitrary: changesOf(answer, (pointer) => pointer !== "") },
    fc.nat(strangers.length - 1),
  );
  fc.assert(
    fc.property(body, fc.constantFrom(...readers), (change, read) => {
      const value = typeof change === "number" ? strangers[change] : broken(answer, change);
      const { ok, diagnostics } = read(value ?? null);
      expect(ok).toBe(!hasErrors(diagnostics));
    }),
    { numRuns: 5_000 },
  );
});
