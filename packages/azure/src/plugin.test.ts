import {
  bindTarget,
  isJsonObject,
  loadPlugin,
  type NodeImage,
  renderTarget,
  type RenderMode,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { checkConformance, exampleCatalog } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  build,
  galleryVersion,
  publicKey,
  subscriptionId,
  target,
  template,
  ubuntu,
} from "./__fixtures__/targets.ts";
import type { AzureReference } from "./lint/reference-form.ts";
import type { AzureTarget } from "./options.ts";
import { parseManifest } from "./parse/manifest.ts";
import { azure } from "./plugin.ts";
import { renderMachineTemplate } from "./render/machine-template.ts";

const plan = "?plan=kinvolk%2Fflatcar-container-linux-free%2Fstable";
const references = {
  "capz-shared-gallery-example": galleryVersion,
  "capz-shared-gallery-plan-example": `${galleryVersion}${plan}`,
  "capz-image-id-example": `azure-managed-image:${subscriptionId}/myResourceGroup/myImage`,
  "capz-marketplace-example":
    "azure-marketplace:example-publisher/example-offer/k8s-1dot18dot8-ubuntu-1804/2020-07-25?thirdParty=true",
  "capz-community-gallery-example":
    "azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.34.1",
};

/** The seed's manifests, and one for a community gallery. */
const documented: AzureTarget = {
  ...target,
  machineTemplates: Object.entries(references).map(([name, reference]) => ({
    ...template,
    name,
    reference,
  })),
};

/** Everything a machine template can say, on a build for confidential machines. */
const confidential: AzureTarget = {
  ...target,
  name: "confidential",
  build: {
    ...build,
    generation: "cvm",
    version: "1.34.1",
    definition: { name: "node-ubuntu-2404-cvm", publisher: "platform", offer: "nodes", sku: "cvm" },
    replicationRegions: ["westeurope", "northeurope"],
    excludeFromLatest: true,
    authentication: "azure-cli",
    variables: { vm_size: "Standard_D4s_v5", storage_account_type: "Premium_LRS" },
  },
  machineTemplates: [
    {
      name: "prod-control-plane",
      namespace: "clusters",
      labels: { team: "platform" },
      annotations: { "example.com/owner": "platform" },
      vmSize: "Standard_DC4as_v5",
      failureDomain: "1",
      sshPublicKey: publicKey,
      identity: "UserAssigned",
      userAssignedIdentities: [
        {
          providerID: `azure:///subscriptions/${subscriptionId}/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/node`,
        },
      ],
      osDisk: {
        diskSizeGB: 128,
        cachingType: "ReadWrite",
        managedDisk: {
          storageAccountType: "Premium_LRS",
          securityProfile: { securityEncryptionType: "VMGuestStateOnly" },
        },
      },
      securityProfile: {
        securityType: "ConfidentialVM",
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
      },
      dataDisks: [{ nameSuffix: "etcd", diskSizeGB: 256, lun: 0, cachingType: "None" }],
      networkInterfaces: [{ subnetName: "control-plane", privateIPConfigs: 1 }],
      additionalTags: { "cost-center": "42" },
      spotVMOptions: { maxPrice: "-1", evictionPolicy: "Deallocate" },
      additionalCapabilities: { ultraSSDEnabled: false },
      allocatePublicIP: false,
      enableIPForwarding: false,
      disableExtensionOperations: true,
      disableVMBootstrapExtension: true,
    },
  ],
};

const cvmCatalog = exampleCatalog([
  {
    kind: "azure-gallery",
    subscriptionId,
    resourceGroup: "cluster-api-images",
    gallery: "ClusterAPI",
    definition: "node-ubuntu-2404-cvm",
    version: "1.34.1",
  },
]);

const windows: NodeImage = {
  name: "windows-2022",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "windows", release: "2022" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 128 },
};

const windowsTarget: AzureTarget = {
  ...target,
  name: "windows",
  image: "windows-2022",
  build: { ...build, generation: "gen1", definition: { name: "node-2022-containerd" } },
  machineTemplates: [
    {
      name: "prod-win-0",
      vmSize: "Standard_D4s_v5",
      sshPublicKey: publicKey,
      galleryImageAsId: true,
    },
  ],
};

const windowsCatalog = exampleCatalog(
  [
    {
      kind: "azure-gallery",
      subscriptionId,
      resourceGroup: "cluster-api-images",
      gallery: "ClusterAPI",
      definition: "node-2022-containerd",
      version: "0.3.1795254246",
    },
  ],
  windows,
);

const cases = [
  { name: "documented", image: ubuntu, target: documented, catalog: cvmCatalog },
  { name: "confidential", image: ubuntu, target: confidential, catalog: cvmCatalog },
  { name: "windows", image: windows, target: windowsTarget, catalog: windowsCatalog },
];
const modes: readonly RenderMode[] = ["complete", "snippet"];

test.for(cases.flatMap((one) => modes.map((mode) => ({ ...one, mode }))))(
  "golden files: $name, $mode",
  async ({ name, image, target: asked, catalog, mode }) => {
    const bound = bindTarget(azure, image, asked);
    const rendered = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
    expect(rendered.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const folder = new URL(`__golden__/${name}-${mode}/`, import.meta.url);
    await expectGolden(folder, rendered.ok ? rendered.value : []);
  },
);

test("the plugin conforms", () => {
  expect(checkConformance(loadPlugin(azure), cases)).toEqual([]);
});

const name = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/u);
const version = fc
  .tuple(fc.nat(2_147_483_647), fc.nat(2_147_483_647), fc.nat(2_147_483_647))
  .map((parts) => parts.join("."));
const guid = fc.uuid();
const purchasePlan = fc.record({ publisher: name, offer: name, sku: name });
const reference: fc.Arbitrary<AzureReference> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("azure-gallery" as const),
      subscriptionId: guid,
      resourceGroup: fc
        .stringMatching(/^[\p{L}\p{Nd}_()-]{1,90}$/u)
        .filter((text) => text.length <= 90),
      gallery: name,
      definition: name,
      version: fc.oneof(version, fc.constant("latest")),
      plan: purchasePlan,
    },
    {
      requiredKeys: ["kind", "subscriptionId", "resourceGroup", "gallery", "definition", "version"],
    },
  ),
  fc.record(
    {
      kind: fc.constant("azure-community-gallery" as const),
      gallery: guid.map((id) => `prefix-${id}`),
      definition: name,
      version,
      plan: purchasePlan,
    },
    { requiredKeys: ["kind", "gallery", "definition", "version"] },
  ),
  fc.record({
    kind: fc.constant("azure-managed-image" as const),
    subscriptionId: guid,
    resourceGroup: name,
    name,
  }),
  fc.record({
    kind: fc.constant("azure-marketplace" as const),
    publisher: name,
    offer: name,
    sku: name,
    version,
    thirdParty: fc.boolean(),
  }),
);

test("what a manifest was rendered from is read from it", () => {
  fc.assert(
    fc.property(
      reference,
      fc.constantFrom(...modes),
      fc.boolean(),
      (given, mode, galleryImageAsId) => {
        const input = { image: ubuntu, template: { ...template, galleryImageAsId } };
        const { text } = renderMachineTemplate(input, { mode, reference: given });
        const read = readYaml(text, { file: "template.yaml" });
        const [document] = read.ok ? read.value : [];
        const found = isJsonObject(document?.value) ? parseManifest(document.value) : undefined;
        expect(found?.ok === true && found.value).toEqual([
          { pointer: "/spec/template/spec/image", reference: given },
        ]);
      },
    ),
    { numRuns: 1000 },
  );
});

test("a name that Azure cannot have is refused when the catalog brings it", () => {
  const bound = bindTarget(azure, ubuntu, {
    ...target,
    machineTemplates: [{ name: "node", vmSize: "Standard_D2s_v5", sshPublicKey: publicKey }],
  });
  const catalog = exampleCatalog([
    {
      kind: "azure-gallery",
      subscriptionId,
      resourceGroup: "images",
      gallery: "my-gallery",
      definition: "node",
      version: "1.34.1",
    },
  ]);
  const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
  expect(rendered.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "RENDER_VALUE_REFUSED /machineTemplates/0",
  ]);
});
