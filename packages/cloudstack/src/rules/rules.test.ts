import { loadPlugin, type NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import { target, template, ubuntu, uuid } from "../__fixtures__/targets.ts";
import type { CloudStackBuild, CloudStackMachineTemplate } from "../options.ts";
import { cloudstack } from "../plugin.ts";

const plugin = loadPlugin(cloudstack);

function findings(image: NodeImage, changed: object): readonly string[] {
  return plugin
    .bind(image, changed)
    .diagnostics.filter(({ code }) => code !== "PACKER_DEB_REVISION_GUESSED")
    .map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}

test("the plain target is clean", () => {
  expect(findings(ubuntu, target)).toEqual([]);
});

const t = "/machineTemplates/0";
const disk = {
  mountPath: "/var/lib/data",
  device: "/dev/vdb",
  filesystem: "ext4",
  label: "data_disk",
} as const;

test.for<[string, Partial<CloudStackMachineTemplate>, readonly string[]]>([
  [
    "a reference of another cloud",
    { reference: "ami:eu-west-1/ami-09709369c53539c11" },
    [`error RENDER_IMAGE_KIND ${t}/reference`],
  ],
  [
    "a zone and a record beside the reference",
    { zone: "zone-1", imageRecord: "x" },
    [`error CLOUDSTACK_IMAGE_CHOICE ${t}/imageRecord`, `error CLOUDSTACK_IMAGE_CHOICE ${t}/zone`],
  ],
  [
    "a zone in the reference",
    { reference: `${template.reference}&zone=zone-1` },
    [`warning CLOUDSTACK_ZONE_UNUSED ${t}/reference`],
  ],
  [
    "an empty name",
    { reference: "cloudstack-template:?name=" },
    [`error CLOUDSTACK_REFERENCE_EMPTY ${t}/reference`],
  ],
  [
    "an id alone",
    { reference: `cloudstack-template:?id=${uuid}` },
    [`warning CLOUDSTACK_ID_LOOKUP ${t}/reference`],
  ],
  [
    "an id that is none",
    { reference: `cloudstack-template:?id=node&name=kube-v1.34.1` },
    [`warning CLOUDSTACK_ID_FORM ${t}/reference`, `warning CLOUDSTACK_ID_LOOKUP ${t}/reference`],
  ],
  ["a name without a version", { reference: "cloudstack-template:?name=node" }, []],
  [
    "a name with another version",
    { reference: "cloudstack-template:?name=ubuntu-2404-kube-v1.34.11-kvm" },
    [`warning CLOUDSTACK_NAME_VERSION ${t}/reference`],
  ],
  ["a name with the bare version", { reference: "cloudstack-template:?name=node-1.34.1" }, []],
  [
    "an offering without anything",
    { offering: {} },
    [`error CLOUDSTACK_OFFERING_REQUIRED ${t}/offering`],
  ],
  [
    "an offering with an empty name",
    { offering: { name: "" } },
    [`error CLOUDSTACK_OFFERING_REQUIRED ${t}/offering`],
  ],
  [
    "an offering by a text that is no id",
    { offering: { id: "small" } },
    [`error SCHEMA_BAD_FORM ${t}/offering/id`],
  ],
  [
    "a disk offering without anything",
    { diskOffering: disk },
    [`error CLOUDSTACK_OFFERING_REQUIRED ${t}/diskOffering`],
  ],
  [
    "a disk of no size",
    { diskOffering: { ...disk, name: "custom", customSizeInGB: 0 } },
    [`error SCHEMA_OUT_OF_RANGE ${t}/diskOffering/customSizeInGB`],
  ],
  [
    "affinity beside affinity groups",
    { affinity: "anti", affinityGroupIDs: [uuid] },
    [`error CLOUDSTACK_AFFINITY ${t}/affinityGroupIDs`],
  ],
  ["no affinity beside affinity groups", { affinity: "no", affinityGroupIDs: [uuid] }, []],
  [
    "a network that stands there twice",
    { networks: [{ name: "a" }, { name: "b", id: uuid }, { name: "c", id: uuid }, { name: "a" }] },
    [
      `error CLOUDSTACK_NETWORK_TWICE ${t}/networks/2`,
      `error CLOUDSTACK_NETWORK_TWICE ${t}/networks/3`,
    ],
  ],
  [
    "an address that is none",
    { networks: [{ name: "a", ip: "10.1.1.256" }] },
    [`error SCHEMA_BAD_FORM ${t}/networks/0/ip`],
  ],
])("%s", ([, change, expected]) => {
  expect(findings(ubuntu, { ...target, machineTemplates: [{ ...template, ...change }] })).toEqual(
    expected,
  );
});

test.for<[string, string, object, readonly string[]]>([
  ["the newest release", "0.6.1", {}, []],
  ["the newest of a minor", "0.6", { networks: [{ name: "a" }] }, []],
  ["a release to come", "0.7.0", {}, ["warning CLOUDSTACK_RELEASE_NEW /capcVersion"]],
  ["a release with texts alone", "0.3.0", {}, ["error CLOUDSTACK_RELEASE_API /capcVersion"]],
  [
    "fields that are newer",
    "0.4.7",
    {
      diskOffering: { ...disk, name: "custom", customSizeInGB: 4 },
      failureDomainName: "fd-1",
      uncompressedUserData: true,
      networks: [{ name: "a" }],
      machineLabels: { a: "b" },
    },
    [
      `error CLOUDSTACK_RELEASE_FIELD ${t}/diskOffering/customSizeInGB`,
      `error CLOUDSTACK_RELEASE_FIELD ${t}/failureDomainName`,
      `error CLOUDSTACK_RELEASE_FIELD ${t}/uncompressedUserData`,
      `error CLOUDSTACK_RELEASE_FIELD ${t}/networks`,
      `error CLOUDSTACK_RELEASE_FIELD ${t}/machineLabels`,
    ],
  ],
  ["affinity groups, which were only spelt differently", "0.4.0", { affinityGroupIDs: [uuid] }, []],
])("release of CAPC: %s", ([, capcVersion, change, expected]) => {
  const machineTemplates = [{ ...template, ...change }];
  expect(findings(ubuntu, { ...target, capcVersion, machineTemplates })).toEqual(expected);
});

test("a machine by itself is held to the rules of templates", () => {
  const { machineTemplates: _, ...rest } = target;
  const machine = { ...template, offering: {}, affinity: "pro", affinityGroupIDs: [uuid] };
  expect(findings(ubuntu, { ...rest, machines: [machine] })).toEqual([
    "error CLOUDSTACK_OFFERING_REQUIRED /machines/0/offering",
    "error CLOUDSTACK_AFFINITY /machines/0/affinityGroupIDs",
  ]);
});

test("Flatcar takes its user data uncompressed", () => {
  const flatcar: NodeImage = { ...ubuntu, os: { distribution: "flatcar", release: "4230.2.3" } };
  const right = { ...target, machineTemplates: [{ ...template, uncompressedUserData: true }] };
  expect(findings(flatcar, right)).toEqual([]);
  expect(findings(flatcar, target)).toEqual([
    `error CLOUDSTACK_USER_DATA ${t}/uncompressedUserData`,
  ]);
});

test.for(["windows", "bottlerocket"] as const)("CAPC boots no %s", (distribution) => {
  expect(findings({ ...ubuntu, os: { distribution, release: "2022" } }, target)).toEqual([
    "error CLOUDSTACK_SYSTEM /image/os/distribution",
  ]);
});

test("a target that asks for nothing is reported", () => {
  const { machineTemplates: _, ...nothing } = target;
  expect(findings(ubuntu, nothing)).toEqual(["warning CLOUDSTACK_TARGET_EMPTY "]);
});

test.for<[string, NodeImage, CloudStackBuild, readonly string[]]>([
  ["all hypervisors", ubuntu, { hypervisors: ["KVM", "VMware", "XenServer"] }, []],
  ["arm64", { ...ubuntu, architecture: "arm64" }, {}, ["error PACKER_GOAL_UNKNOWN /image/os"]],
  [
    "a variant the release does not have",
    { ...ubuntu, os: { distribution: "ubuntu", release: "26.04" } },
    { variant: "cloudimg" },
    ["error PACKER_GOAL_UNKNOWN /image/os"],
  ],
  [
    "EFI for hypervisors that get a BIOS, and one twice",
    ubuntu,
    { variant: "efi", hypervisors: ["KVM", "VMware", "XenServer", "KVM"] },
    [
      "error CLOUDSTACK_BUILD_CONVERSION /build/hypervisors/1",
      "error CLOUDSTACK_BUILD_CONVERSION /build/hypervisors/2",
      "error CLOUDSTACK_BUILD_HYPERVISOR /build/hypervisors/3",
    ],
  ],
  [
    "variables that have a field",
    ubuntu,
    { variables: { ansible_user_vars: "provider=maas", vm_name: "x", memory: "4096" } },
    [
      "error CLOUDSTACK_BUILD_VARIABLE /build/variables/ansible_user_vars",
      "error CLOUDSTACK_BUILD_VARIABLE /build/variables/vm_name",
    ],
  ],
  [
    "a variable nobody reads",
    ubuntu,
    { variables: { memmory: "4096" } },
    ["error PACKER_VARIABLE_UNKNOWN /build/variables/memmory"],
  ],
  [
    "playbook variables that cannot arrive",
    ubuntu,
    { ansibleVariables: { provider: "maas", "a-b": "1", jinja: "{{ x }}" } },
    [
      "error CLOUDSTACK_BUILD_VARIABLE /build/ansibleVariables/provider",
      "error CLOUDSTACK_BUILD_VARIABLE /build/ansibleVariables/a-b",
      "error CLOUDSTACK_BUILD_VARIABLE /build/ansibleVariables/jinja",
    ],
  ],
])("%s", ([, image, build, expected]) => {
  const changed = { name: "capc", provider: "cloudstack", image: "ubuntu-2404", build };
  expect(findings(image, changed).filter((one) => !one.startsWith("info"))).toEqual(expected);
});

test.for([
  ["ubuntu-2404-kube-v1.34.1-kvm", "cloudstack-template:?name=ubuntu-2404-kube-v1.34.1-kvm"],
  [uuid, `cloudstack-template:?id=${uuid}`],
])("the plain text %s is refused with its canonical form", ([reference, written]) => {
  const machineTemplates = [{ ...template, reference }];
  const [found] = plugin.bind(ubuntu, { ...target, machineTemplates }).diagnostics;
  expect(found).toMatchObject({ severity: "error", hint: `Write \`${written}\`.` });
});
