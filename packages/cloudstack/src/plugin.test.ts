import {
  bindTarget,
  type CloudStackTemplateReference,
  isJsonObject,
  loadPlugin,
  type NodeImage,
  type RenderMode,
  renderTarget,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { checkConformance, exampleCatalog } from "@imagewright/core/testing";
import { expectGolden, naughtyStrings } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { target, template, templateName, ubuntu, uuid } from "./__fixtures__/targets.ts";
import type { CloudStackTarget } from "./options.ts";
import { parseManifest } from "./parse/manifest.ts";
import { cloudstack } from "./plugin.ts";
import { renderMachineTemplate } from "./render/machine-template.ts";

/** Everything a machine template can say, for all hypervisors. */
const production: CloudStackTarget = {
  name: "production",
  provider: "cloudstack",
  image: "ubuntu-2404",
  build: {
    hypervisors: ["XenServer", "KVM", "VMware"],
    variant: "cloudimg",
    namePrefix: "platform-ubuntu-2404",
    ansibleVariables: { leak_local_mdns_to_dns: "true", var_log_messages_maxsize: "100 MB" },
    variables: { memory: "4096", cpus: "2" },
  },
  machineTemplates: [
    {
      name: "prod-control-plane",
      namespace: "clusters",
      labels: { team: "platform" },
      annotations: { "example.com/owner": "platform" },
      zone: "zone-1",
      offering: { name: "Large Instance", id: uuid },
      diskOffering: {
        name: "custom",
        customSizeInGB: 100,
        mountPath: "/var/lib/data",
        device: "/dev/vdb",
        filesystem: "ext4",
        label: "data_disk",
      },
      networks: [
        { name: "cloudstack-network", ip: "10.1.1.21" },
        { name: "storage", id: uuid },
      ],
      sshKey: "platform",
      details: { rootdisksize: "40", "nic.adapter": "Vmxnet3" },
      affinity: "anti",
      failureDomainName: "failure-domain-1",
      uncompressedUserData: false,
    },
    {
      name: "prod-md-0",
      zone: "zone-1",
      offering: { name: "Large Instance" },
      affinityGroupIDs: [uuid],
    },
  ],
};

const production1 = exampleCatalog([
  { kind: "cloudstack-template", zone: "zone-1", name: "platform-ubuntu-2404-kube-v1.34.1-kvm" },
  { kind: "cloudstack-template", zone: "zone-2", id: uuid },
]);

const flatcar: NodeImage = {
  name: "flatcar",
  kubernetes: { version: "1.34.1", source: { kind: "http", url: "https://dl.k8s.io/release" } },
  os: { distribution: "flatcar", release: "4230.2.3" },
  architecture: "amd64",
};

const flatcarTarget: CloudStackTarget = {
  ...target,
  name: "flatcar",
  image: "flatcar",
  build: {},
  machineTemplates: [
    {
      ...template,
      reference: "cloudstack-template:?name=flatcar-stable-4230.2.3-kube-v1.34.1-kvm",
      uncompressedUserData: true,
    },
  ],
};

const cases = [
  { name: "documented", image: ubuntu, target, catalog: exampleCatalog([]) },
  { name: "production", image: ubuntu, target: production, catalog: production1 },
  { name: "flatcar", image: flatcar, target: flatcarTarget, catalog: exampleCatalog([]) },
];
const modes: readonly RenderMode[] = ["complete", "snippet"];

test.for(cases.flatMap((one) => modes.map((mode) => ({ ...one, mode }))))(
  "golden files: $name, $mode",
  async ({ name, image, target: asked, catalog, mode }) => {
    const bound = bindTarget(cloudstack, image, asked);
    const rendered = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
    expect(rendered.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const folder = new URL(`__golden__/${name}-${mode}/`, import.meta.url);
    await expectGolden(folder, rendered.ok ? rendered.value : []);
  },
);

test("the plugin conforms", () => {
  expect(checkConformance(loadPlugin(cloudstack), cases)).toEqual([]);
});

const id = fc.oneof(fc.uuid(), fc.stringMatching(/^[a-z]{1,20}$/u));
const name = fc
  .oneof(fc.string({ minLength: 1, unit: "grapheme" }), fc.constantFrom(...naughtyStrings))
  .filter((text) => text !== "" && text.isWellFormed() && !text.includes("\0"));
const reference: fc.Arbitrary<CloudStackTemplateReference> = fc.oneof(
  fc.record({ kind: fc.constant("cloudstack-template" as const), name }),
  fc.record({ kind: fc.constant("cloudstack-template" as const), id }),
  fc.record({ kind: fc.constant("cloudstack-template" as const), id, name }),
);

test("what a manifest was rendered from is read from it", () => {
  fc.assert(
    fc.property(reference, fc.constantFrom(...modes), (given, mode) => {
      const { text } = renderMachineTemplate(template, { mode, reference: given });
      const read = readYaml(text, { file: "template.yaml" });
      const [document] = read.ok ? read.value : [];
      const found = isJsonObject(document?.value) ? parseManifest(document.value) : undefined;
      expect(found?.ok === true && found.value).toEqual([
        { pointer: "/spec/template/spec/template", reference: given },
      ]);
    }),
    { numRuns: 1000 },
  );
});

test("a template of another zone is not taken", () => {
  const bound = bindTarget(cloudstack, ubuntu, {
    ...target,
    machineTemplates: [{ name: "node", offering: { name: "small" }, zone: "zone-3" }],
  });
  const rendered = bound.ok ? renderTarget(bound.value, { catalog: production1 }) : bound;
  expect(rendered.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "IMAGE_NOT_FOUND /machineTemplates/0",
  ]);
});

test("the seed's two texts come out as objects", () => {
  const { text } = renderMachineTemplate(template, {
    mode: "snippet",
    reference: { kind: "cloudstack-template", name: templateName },
  });
  const read = readYaml(text, { file: "template.yaml" });
  expect(read.ok && read.value[0]?.value).toEqual({
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta3",
    kind: "CloudStackMachineTemplate",
    metadata: { name: "capi-quickstart-control-plane" },
    spec: {
      template: {
        spec: { offering: { name: "ControlPlaneOffering" }, template: { name: templateName } },
      },
    },
  });
});
