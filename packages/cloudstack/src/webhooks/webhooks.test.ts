import { isJsonObject, type JsonObject, objectKind } from "@imagewright/core";
import { expect, test } from "vitest";

import { uuid } from "../__fixtures__/targets.ts";
import { cloudstackWebhooks } from "./cloudstack-webhooks.ts";

type Row = readonly [name: string, old: JsonObject | undefined, object: JsonObject, ...string[]];

/** Every finding as code, pointer and message. */
function findings(object: JsonObject, oldObject: JsonObject | undefined): readonly string[] {
  const { kind = "", version = "" } = objectKind(object) ?? {};
  return cloudstackWebhooks
    .filter(({ kinds, versions }) => kinds.includes(kind) && versions.includes(version))
    .flatMap(({ validate }) => {
      const review = { object, targetVersions: {} };
      return validate?.(oldObject === undefined ? review : { ...review, oldObject }) ?? [];
    })
    .map(({ code, pointer, message }) => `${code} ${pointer} | ${message}`);
}

const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta3";
const good: JsonObject = { offering: { name: "small" }, template: { name: "node" } };
const at = "/spec/template/spec";

function template(fields: JsonObject, version = apiVersion): JsonObject {
  return {
    apiVersion: version,
    kind: "CloudStackMachineTemplate",
    spec: { template: { spec: { ...good, ...fields } } },
  };
}

function machine(spec: JsonObject): JsonObject {
  return { apiVersion, kind: "CloudStackMachine", spec: { ...good, ...spec } };
}

const older = "infrastructure.cluster.x-k8s.io/v1beta1";
const disk = { name: "d", mountPath: "/a", device: "/dev/vdb", filesystem: "ext4", label: "l" };

const machines: readonly Row[] = [
  ["a good template", undefined, template({})],
  ["an id alone", undefined, template({ template: { id: uuid } })],
  [
    "empty texts name nothing",
    undefined,
    template({ offering: {}, template: { id: "", name: "" } }),
    `CLOUDSTACK_OFFERING_REQUIRED ${at}/offering | spec.Offering: Required value: Offering`,
    `CLOUDSTACK_TEMPLATE_REQUIRED ${at}/template | spec.Template: Required value: Template`,
  ],
  ["an affinity in capitals passes the webhook", undefined, template({ affinity: "Anti" })],
  [
    "another affinity",
    undefined,
    template({ affinity: "hard" }),
    `CLOUDSTACK_AFFINITY_VALUE ${at}/affinity | spec.Affinity: Invalid value: "hard": Affinity must be "no", "pro", "anti", or unspecified.`,
  ],
  ["no affinity beside groups", undefined, template({ affinity: "NO", affinityGroupIDs: [uuid] })],
  [
    "affinity beside groups",
    undefined,
    template({ affinity: "pro", affinityGroupIDs: [uuid] }),
    `CLOUDSTACK_AFFINITY ${at}/affinityGroupIDs | spec.AffinityGroupIDs: Forbidden: AffinityGroupIDs cannot be specified when Affinity is specified as anything but \`no\``,
  ],
  [
    "affinity beside groups, as v1beta1 spells them",
    undefined,
    template({ affinity: "pro", affinitygroupids: [uuid] }, older),
    `CLOUDSTACK_AFFINITY ${at}/affinitygroupids | spec.AffinityGroupIDs: Forbidden: AffinityGroupIDs cannot be specified when Affinity is specified as anything but \`no\``,
  ],
  [
    "a template is not asked for its disk's size",
    undefined,
    template({ diskOffering: { ...disk, customSizeInGB: -1 } }),
  ],
  ["a machine is not asked for its affinity", undefined, machine({ affinity: "hard" })],
  [
    "a negative size of a machine's disk",
    undefined,
    machine({ diskOffering: { ...disk, customSizeInGB: -1 } }),
    "CLOUDSTACK_DISK_SIZE /spec/diskOffering/customSizeInGB | spec.customSizeInGB: Forbidden: customSizeInGB",
  ],
  [
    "a size without an offering counts in updates only",
    undefined,
    machine({ diskOffering: { customSizeInGB: -1 } }),
  ],
  [
    "a size without an offering, updated",
    machine({ diskOffering: { customSizeInGB: 1 } }),
    machine({ diskOffering: { customSizeInGB: -1 } }),
    "CLOUDSTACK_DISK_SIZE /spec/diskOffering/customSizeInGB | spec.customSizeInGB: Forbidden: customSizeInGB",
  ],
  ["nothing changes", template({ details: { a: "b" } }), template({ details: { a: "b" } })],
  [
    "maps are compared whatever the order of their keys",
    template({ details: { a: "1", b: "2" } }),
    template({ details: { b: "2", a: "1" } }),
  ],
  [
    "everything that is fixed",
    template({ diskOffering: disk }),
    template({
      offering: { id: uuid, name: "large" },
      diskOffering: { ...disk, name: "e", id: uuid },
      template: { id: uuid },
      sshKey: "k",
      details: {},
      affinity: "no",
      affinityGroupIDs: [],
    }),
    `CLOUDSTACK_IMMUTABLE ${at}/offering/id | spec.offering: Forbidden: offering`,
    `CLOUDSTACK_IMMUTABLE ${at}/offering/name | spec.offering: Forbidden: offering`,
    `CLOUDSTACK_IMMUTABLE ${at}/diskOffering/id | spec.diskOffering: Forbidden: diskOffering`,
    `CLOUDSTACK_IMMUTABLE ${at}/diskOffering/name | spec.diskOffering: Forbidden: diskOffering`,
    `CLOUDSTACK_IMMUTABLE ${at}/sshKey | spec.sshkey: Forbidden: sshkey`,
    `CLOUDSTACK_IMMUTABLE ${at}/template/id | spec.template: Forbidden: template`,
    `CLOUDSTACK_IMMUTABLE ${at}/template/name | spec.template: Forbidden: template`,
    `CLOUDSTACK_IMMUTABLE ${at}/details | spec.details: Forbidden: details`,
    `CLOUDSTACK_IMMUTABLE ${at}/affinity | spec.affinity: Forbidden: affinity`,
    `CLOUDSTACK_IMMUTABLE ${at}/affinityGroupIDs | spec.AffinityGroupIDs: Forbidden: AffinityGroupIDs`,
  ],
  [
    "the spelling of another version is no change",
    template({ affinitygroupids: [uuid] }, older),
    template({ affinityGroupIDs: [uuid] }),
  ],
  [
    "what is let pass, and yet reaches no machine",
    template({ diskOffering: disk }),
    template({
      diskOffering: { ...disk, label: "m", customSizeInGB: 5 },
      networks: [{ name: "n" }],
      uncompressedUserData: true,
      failureDomainName: "fd",
    }),
    `CLOUDSTACK_UPDATE_IDLE ${at}/networks | the change of \`networks\` reaches no machine`,
    `CLOUDSTACK_UPDATE_IDLE ${at}/uncompressedUserData | the change of \`uncompressedUserData\` reaches no machine`,
    `CLOUDSTACK_UPDATE_IDLE ${at}/failureDomainName | the change of \`failureDomainName\` reaches no machine`,
    `CLOUDSTACK_UPDATE_IDLE ${at}/diskOffering/customSizeInGB | the change of \`diskOffering.customSizeInGB\` reaches no machine`,
    `CLOUDSTACK_UPDATE_IDLE ${at}/diskOffering/label | the change of \`diskOffering.label\` reaches no machine`,
  ],
  [
    "a machine's disk is fixed too",
    machine({ diskOffering: disk }),
    machine({
      diskOffering: { ...disk, mountPath: "/b", device: "x", filesystem: "y", label: "z" },
    }),
    ...["mountPath", "device", "filesystem", "label"].map(
      (name) =>
        `CLOUDSTACK_IMMUTABLE /spec/diskOffering/${name} | spec.${name}: Forbidden: ${name}`,
    ),
  ],
  [
    "a machine gets its failure domain later",
    machine({}),
    machine({ failureDomainName: "fd-1", providerID: `cloudstack:///${uuid}` }),
  ],
];

const domain: JsonObject = {
  name: "fd-1",
  acsEndpoint: { name: "secret", namespace: "default" },
  zone: { name: "zone-1", network: { name: "net" } },
};

function cluster(failureDomains: readonly JsonObject[], host = "", port = 6443): JsonObject {
  return {
    apiVersion,
    kind: "CloudStackCluster",
    spec: { controlPlaneEndpoint: { host, port }, failureDomains },
  };
}

function zoned(...zones: readonly JsonObject[]): JsonObject {
  return { apiVersion: older, kind: "CloudStackCluster", spec: { zones, account: "a" } };
}

const fd = "/spec/failureDomains";
const clusters: readonly Row[] = [
  ["a good cluster", undefined, cluster([domain])],
  [
    "no failure domain",
    undefined,
    cluster([]),
    `CLOUDSTACK_FAILURE_DOMAIN ${fd} | spec.FailureDomains: Required value: FailureDomains`,
  ],
  [
    "everything that a failure domain lacks",
    undefined,
    cluster([
      domain,
      { name: "x".repeat(254), acsEndpoint: { name: "secret" }, zone: { network: { name: "" } } },
    ]),
    `CLOUDSTACK_FAILURE_DOMAIN ${fd}/1/name | spec.failureDomains.name: Invalid value: "${"x".repeat(254)}": must be no more than 253 characters`,
    `CLOUDSTACK_FAILURE_DOMAIN ${fd}/1/zone/network | spec.failureDomains.Zone.Network: Required value: each Zone requires a Network specification`,
    `CLOUDSTACK_FAILURE_DOMAIN ${fd}/1/acsEndpoint | spec.failureDomains.ACSEndpoint: Required value: Name and Namespace are required`,
  ],
  [
    "no zone",
    undefined,
    zoned(),
    "CLOUDSTACK_FAILURE_DOMAIN /spec/zones | spec.FailureDomains: Required value: FailureDomains",
  ],
  [
    "zones by id and by name, one without a network",
    undefined,
    zoned({ id: uuid }, { name: "zone-1", network: { id: uuid } }),
    "CLOUDSTACK_FAILURE_DOMAIN /spec/zones/0/network | spec.failureDomains.Zone.Network: Required value: each Zone requires a Network specification",
    "CLOUDSTACK_ZONE_CONVERSION /spec/zones/1 | the failure domain made of this zone has the zone's id as its name",
  ],
  [
    "a domain more, and newer fields of a network",
    cluster([domain]),
    cluster([
      { ...domain, project: "p", zone: { name: "zone-1", network: { name: "net", vpc: {} } } },
      { ...domain, name: "fd-2" },
    ]),
  ],
  [
    "a domain that changes, and one that stays",
    cluster([domain, { ...domain, name: "fd-2" }]),
    cluster([
      { ...domain, account: "b" },
      { ...domain, name: "fd-2" },
    ]),
    `CLOUDSTACK_FAILURE_DOMAIN_FIXED ${fd}/0 | spec.FailureDomains: Forbidden: Cannot change FailureDomain fd-1`,
  ],
  [
    "another Secret",
    cluster([domain]),
    cluster([{ ...domain, acsEndpoint: { name: "other", namespace: "default" } }]),
    `CLOUDSTACK_FAILURE_DOMAIN_FIXED ${fd}/0 | spec.FailureDomains: Forbidden: Cannot change FailureDomain fd-1`,
  ],
  [
    "no domain stays",
    cluster([domain]),
    cluster([{ ...domain, name: "fd-2" }]),
    `CLOUDSTACK_FAILURE_DOMAIN_FIXED ${fd} | spec.FailureDomains: Forbidden: At least one FailureDomain must be unchanged on update.`,
  ],
  ["an endpoint is set once", cluster([domain]), cluster([domain], "10.0.0.1", 443)],
  [
    "an endpoint stays",
    cluster([domain], "10.0.0.1"),
    cluster([domain], "10.0.0.2", 443),
    "CLOUDSTACK_ENDPOINT_FIXED /spec/controlPlaneEndpoint/host | spec.controlplaneendpoint.host: Forbidden: controlplaneendpoint.host",
    "CLOUDSTACK_ENDPOINT_FIXED /spec/controlPlaneEndpoint/port | spec.controlplaneendpoint.port: Forbidden: controlplaneendpoint.port",
  ],
  [
    "a zone by name cannot be compared",
    zoned({ name: "zone-1", network: { name: "a" } }),
    zoned({ name: "zone-1", network: { name: "b" } }),
    "CLOUDSTACK_ZONE_CONVERSION /spec/zones/0 | the failure domain made of this zone has the zone's id as its name",
  ],
  [
    "a zone by id is",
    zoned({ id: uuid, network: { name: "a" } }),
    zoned({ id: uuid, network: { name: "b" } }),
    `CLOUDSTACK_FAILURE_DOMAIN_FIXED /spec/zones/0 | spec.FailureDomains: Forbidden: Cannot change FailureDomain ${uuid}`,
  ],
];

test.for([...machines, ...clusters])("%s", ([, old, object, ...expected]) => {
  expect(findings(object, old)).toEqual(expected);
});

test("whatever an object holds, webhooks do not fail", () => {
  const strange = [null, 1, "x", [], {}, { zone: 1 }, [null], [[]]];
  for (const kind of ["CloudStackMachine", "CloudStackMachineTemplate", "CloudStackCluster"]) {
    for (const value of strange) {
      const object = {
        apiVersion,
        kind,
        spec: { template: { spec: value }, failureDomains: value },
      };
      expect(isJsonObject(object) && findings(object, object)).toBeInstanceOf(Array);
      expect(findings(object, undefined)).toBeInstanceOf(Array);
    }
  }
});
