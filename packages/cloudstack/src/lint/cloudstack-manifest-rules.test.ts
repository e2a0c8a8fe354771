import { type JsonObject, manifestSet, objectKind, type TargetVersions } from "@imagewright/core";
import { expect, test } from "vitest";

import { uuid } from "../__fixtures__/targets.ts";
import { cloudstackManifestRules } from "./cloudstack-manifest-rules.ts";

const infra = "infrastructure.cluster.x-k8s.io";
const infraRef = { apiVersion: `${infra}/v1beta3` };
const bootstrapVersion = "bootstrap.cluster.x-k8s.io/v1beta1";

/** What the rules say to every object of a set: severity, code, object and pointer. */
function findings(
  objects: readonly JsonObject[],
  targetVersions: TargetVersions = {},
): readonly string[] {
  const manifests = manifestSet(objects);
  return objects.flatMap((object) => {
    const kind = objectKind(object);
    const rules = cloudstackManifestRules.filter(
      ({ group, kinds }) => group === kind?.group && kinds.includes(kind.kind),
    );
    return rules.flatMap(({ check }) =>
      kind === undefined
        ? []
        : check({ ...kind, object, manifests, targetVersions }).map(
            ({ severity, code, pointer }) => `${severity} ${code} ${kind.kind} ${pointer}`,
          ),
    );
  });
}

function template(fields: JsonObject, version = "v1beta3", name = "node"): JsonObject {
  return {
    apiVersion: `${infra}/${version}`,
    kind: "CloudStackMachineTemplate",
    metadata: { name, namespace: "prod" },
    spec: {
      template: { spec: { offering: { name: "small" }, template: { name: "node" }, ...fields } },
    },
  };
}

function machine(spec: JsonObject): JsonObject {
  return {
    apiVersion: `${infra}/v1beta3`,
    kind: "CloudStackMachine",
    metadata: { name: "node-0", namespace: "prod" },
    spec: { offering: { name: "small" }, template: { name: "node" }, ...spec },
  };
}

function deployment(
  spec: JsonObject = {},
  more: JsonObject = {},
  infrastructure = "node",
): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "MachineDeployment",
    metadata: { name: `md-${infrastructure}`, namespace: "prod" },
    spec: {
      clusterName: "prod",
      ...more,
      template: {
        spec: {
          version: "v1.34.1",
          infrastructureRef: {
            ...infraRef,
            kind: "CloudStackMachineTemplate",
            name: infrastructure,
          },
          bootstrap: {
            configRef: { apiVersion: bootstrapVersion, kind: "KubeadmConfigTemplate", name: "md" },
          },
          ...spec,
        },
      },
    },
  };
}

function controlPlane(v1beta2: boolean, more: JsonObject = {}): readonly JsonObject[] {
  const reference = { kind: "CloudStackMachineTemplate", name: "node" };
  const infrastructureRef = v1beta2
    ? { apiGroup: infra, ...reference }
    : { ...infraRef, ...reference };
  return [
    {
      apiVersion: `controlplane.cluster.x-k8s.io/${v1beta2 ? "v1beta2" : "v1beta1"}`,
      kind: "KubeadmControlPlane",
      metadata: { name: "cp", namespace: "prod" },
      spec: {
        version: "v1.34.1",
        machineTemplate: v1beta2 ? { spec: { infrastructureRef } } : { infrastructureRef },
        ...more,
      },
    },
  ];
}

const owner: JsonObject = {
  apiVersion: "cluster.x-k8s.io/v1beta1",
  kind: "Cluster",
  metadata: { name: "prod", namespace: "prod" },
  spec: {
    infrastructureRef: { ...infraRef, kind: "CloudStackCluster", name: "prod" },
    controlPlaneRef: {
      apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
      kind: "KubeadmControlPlane",
      name: "cp",
    },
  },
};

function domain(name: string, zone: string, network: JsonObject = {}): JsonObject {
  return {
    name,
    acsEndpoint: { name: "credentials", namespace: "prod" },
    zone: { name: zone, network: { name: "net", ...network } },
  };
}

function cluster(...failureDomains: readonly JsonObject[]): JsonObject {
  return {
    apiVersion: `${infra}/v1beta3`,
    kind: "CloudStackCluster",
    metadata: { name: "prod", namespace: "prod" },
    spec: { controlPlaneEndpoint: { host: "", port: 6443 }, failureDomains },
  };
}

function clusterClass(kind: string): JsonObject {
  const templateRef = { apiVersion: `${infra}/v1beta3`, kind, name: "class" };
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "ClusterClass",
    metadata: { name: "class", namespace: "prod" },
    spec: { infrastructure: { templateRef } },
  };
}

const oneZone = [owner, cluster(domain("fd-1", "zone-1"))];
const twoZones = [owner, cluster(domain("fd-1", "zone-1"), domain("fd-2", "zone-2"))];
const bootstrap = (format: string): JsonObject => ({
  apiVersion: bootstrapVersion,
  kind: "KubeadmConfigTemplate",
  metadata: { name: "md", namespace: "prod" },
  spec: { template: { spec: { format } } },
});
const secret = (stringData: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "credentials", namespace: "prod" },
  stringData,
});
const keys = { "api-key": "a", "secret-key": "b", "api-url": "https://c.example" };

const t = "CloudStackMachineTemplate /spec/template/spec";
const c = "CloudStackCluster /spec/failureDomains";

/** What has the hazard and what is found; then what has not, of which nothing is said. */
const rows: readonly (readonly [
  name: string,
  faulty: readonly JsonObject[],
  expected: readonly string[],
  twin: readonly JsonObject[],
])[] = [
  [
    "texts in place of objects",
    [template({ offering: "small", template: "node" }, "v1beta1")],
    [
      `warning CLOUDSTACK_TEMPLATE_STRING ${t}/template`,
      `warning CLOUDSTACK_OFFERING_STRING ${t}/offering`,
    ],
    [template({}, "v1beta1")],
  ],
  [
    "no template",
    [machine({ template: {} })],
    ["error CLOUDSTACK_TEMPLATE_REQUIRED CloudStackMachine /spec/template"],
    [machine({ template: { name: "node" } })],
  ],
  [
    "an id",
    [template({ template: { id: uuid } })],
    [`warning CLOUDSTACK_ID_LOOKUP ${t}/template`],
    [template({})],
  ],
  [
    "an id in a cluster of two zones",
    [...twoZones, deployment(), template({ template: { id: uuid } })],
    [`warning CLOUDSTACK_ID_LOOKUP ${t}/template`, `error CLOUDSTACK_ID_ZONES ${t}/template/id`],
    [...oneZone, deployment(), template({})],
  ],
  [
    "a name in a cluster of two zones",
    [...twoZones, deployment(), template({})],
    [`info CLOUDSTACK_ZONES ${t}/template/name`],
    [...twoZones, deployment({ failureDomain: "fd-1" }), template({})],
  ],
  [
    "a name that control planes of two zones use",
    [...twoZones, ...controlPlane(true), template({})],
    [`info CLOUDSTACK_ZONES ${t}/template/name`],
    [...twoZones, ...controlPlane(true), template({ failureDomainName: "fd-2" })],
  ],
  [
    "a failure domain the cluster does not have",
    [...twoZones, ...controlPlane(false), template({ failureDomainName: "fd-3" })],
    [`error CLOUDSTACK_FAILURE_DOMAIN_UNKNOWN ${t}/failureDomainName`],
    [...twoZones, ...controlPlane(false), template({ failureDomainName: "fd-2" })],
  ],
  [
    "a failure domain of a deployment that the cluster does not have",
    [...twoZones, deployment({ failureDomain: "fd-3" }), template({})],
    ["error CLOUDSTACK_FAILURE_DOMAIN_UNKNOWN MachineDeployment /spec/template/spec/failureDomain"],
    [...twoZones, deployment({ failureDomain: "fd-1" }), template({})],
  ],
  [
    "failure domains of one name",
    [cluster(domain("fd-1", "zone-1"), domain("fd-1", "zone-2"))],
    [`error CLOUDSTACK_FAILURE_DOMAIN_TWICE ${c}/1/name`],
    [cluster(domain("fd-1", "zone-1"), domain("fd-2", "zone-2"))],
  ],
  [
    "a zone without name and id",
    [cluster(domain("fd-1", ""))],
    [`error CLOUDSTACK_ZONE_REQUIRED ${c}/0/zone`],
    [cluster(domain("fd-1", "zone-1"))],
  ],
  [
    "values of a network that CAPC does not know",
    [cluster(domain("fd-1", "zone-1", { type: "isolated", routingMode: "None" }))],
    [
      `error CLOUDSTACK_NETWORK_VALUE ${c}/0/zone/network/type`,
      `error CLOUDSTACK_NETWORK_VALUE ${c}/0/zone/network/routingMode`,
    ],
    [cluster(domain("fd-1", "zone-1", { type: "Isolated", routingMode: "Static" }))],
  ],
  [
    "a zone of v1beta1 by its name",
    [
      {
        apiVersion: `${infra}/v1beta1`,
        kind: "CloudStackCluster",
        spec: { zones: [{ name: "zone-1", network: { name: "net" } }] },
      },
    ],
    ["warning CLOUDSTACK_ZONE_LOOKUP CloudStackCluster /spec/zones/0"],
    [
      {
        apiVersion: `${infra}/v1beta1`,
        kind: "CloudStackCluster",
        spec: { zones: [{ id: uuid, network: { name: "net" } }], account: "a" },
      },
    ],
  ],
  [
    "an account at the cluster, as the book has it",
    [{ ...cluster(), spec: { failureDomains: [], account: "a", project: "p" } }],
    [
      "warning CLOUDSTACK_FIELD_PRUNED CloudStackCluster /spec/account",
      "warning CLOUDSTACK_FIELD_PRUNED CloudStackCluster /spec/project",
    ],
    [cluster({ ...domain("fd-1", "zone-1"), account: "a", project: "p" })],
  ],
  [
    "credentials that lack a key",
    [cluster(domain("fd-1", "zone-1")), secret({ "api-key": "a", "verify-ssl": "no" })],
    [
      `error CLOUDSTACK_CREDENTIALS ${c}/0/acsEndpoint`,
      `warning CLOUDSTACK_VERIFY_SSL ${c}/0/acsEndpoint`,
    ],
    [cluster(domain("fd-1", "zone-1")), secret({ ...keys, "verify-ssl": "false" })],
  ],
  [
    "credentials in a Secret that is applied to whichever namespace",
    [cluster(domain("fd-1", "zone-1")), { ...secret({}), metadata: { name: "credentials" } }],
    [`error CLOUDSTACK_CREDENTIALS ${c}/0/acsEndpoint`],
    [
      cluster(domain("fd-1", "zone-1")),
      { ...secret({}), metadata: { name: "credentials", namespace: "other" } },
    ],
  ],
  [
    "an affinity in capitals",
    [template({ affinity: "Anti" })],
    [`error CLOUDSTACK_AFFINITY_VALUE ${t}/affinity`],
    [template({ affinity: "anti" })],
  ],
  [
    "an affinity of a machine, which no webhook looks at",
    [machine({ affinity: "hard" })],
    ["error CLOUDSTACK_AFFINITY_VALUE CloudStackMachine /spec/affinity"],
    [machine({ affinity: "pro" })],
  ],
  ["an affinity that the webhook refuses", [], [], [template({ affinity: "hard" })]],
  [
    "values of one machine in a template",
    [template({ instanceID: uuid, cloudstackAffinityRef: { name: "a" } })],
    [
      `warning CLOUDSTACK_RUNTIME_FIELD ${t}/instanceID`,
      `warning CLOUDSTACK_RUNTIME_FIELD ${t}/cloudstackAffinityRef`,
    ],
    [machine({ instanceID: uuid, providerID: `cloudstack:///${uuid}` })],
  ],
  [
    "a disk without an offering, and of no size",
    [template({ diskOffering: { customSizeInGB: -4, mountPath: "/a" } })],
    [
      `warning CLOUDSTACK_DISK_UNNAMED ${t}/diskOffering`,
      `error CLOUDSTACK_DISK_SIZE ${t}/diskOffering/customSizeInGB`,
    ],
    [template({ diskOffering: { name: "d", customSizeInGB: 4 } })],
  ],
  [
    "a network that stands there twice",
    [template({ networks: [{ name: "a" }, { name: "b", id: uuid }, { name: "c", id: uuid }] })],
    [`error CLOUDSTACK_NETWORK_TWICE ${t}/networks/2`],
    [template({ networks: [{ name: "a" }, { name: "b", id: uuid }, { name: "b", id: "x" }] })],
  ],
  [
    "a first network that is not the zone's",
    [
      owner,
      cluster(domain("fd-1", "zone-1", { id: "1" })),
      deployment(),
      template({ networks: [{ name: "other", id: "2" }, { name: "net" }] }),
    ],
    [
      `error CLOUDSTACK_NETWORK_FIRST ${t}/networks/0/id`,
      `error CLOUDSTACK_NETWORK_FIRST ${t}/networks/0/name`,
    ],
    [
      ...oneZone,
      deployment(),
      template({ networks: [{ name: "net", id: "2" }, { name: "other" }] }),
    ],
  ],
  [
    "an address for several machines",
    [
      ...oneZone,
      deployment({}, { replicas: 3 }),
      template({ networks: [{ name: "net", ip: "10.1.1.5" }] }),
    ],
    [`error CLOUDSTACK_NETWORK_ADDRESS ${t}/networks/0/ip`],
    [
      ...oneZone,
      deployment({}, { replicas: 1 }),
      template({ networks: [{ name: "net", ip: "10.1.1.5" }] }),
    ],
  ],
  [
    "Ignition that is compressed",
    [...oneZone, bootstrap("ignition"), deployment(), template({})],
    [`error CLOUDSTACK_USER_DATA ${t}/uncompressedUserData`],
    [...oneZone, bootstrap("ignition"), deployment(), template({ uncompressedUserData: true })],
  ],
  [
    "Ignition of a control plane that is compressed",
    [
      ...oneZone,
      ...controlPlane(true, { kubeadmConfigSpec: { format: "ignition" } }),
      template({}),
    ],
    [`error CLOUDSTACK_USER_DATA ${t}/uncompressedUserData`],
    [...oneZone, bootstrap("cloud-config"), deployment(), template({})],
  ],
  [
    "a name that tells of Flatcar",
    [template({ template: { name: "flatcar-stable-4230.2.3-kube-v1.34.1-kvm" } })],
    [`warning CLOUDSTACK_USER_DATA_LIKELY ${t}/uncompressedUserData`],
    [template({ template: { name: "flatcarish" } })],
  ],
  [
    "a name of a file",
    [template({ template: { name: "ubuntu-2404-kube-v1.34.1-xen.vhd.bz2" } })],
    [`warning CLOUDSTACK_NAME_FILE ${t}/template/name`],
    [template({ template: { name: "ubuntu-2404-kube-v1.34.1-xen" } })],
  ],
  [
    "templates for two hypervisors in one zone",
    [
      ...oneZone,
      deployment(),
      deployment({}, {}, "other"),
      template({ template: { name: "u-kube-v1.34.1-kvm" } }),
      template({ template: { name: "u-kube-v1.34.1-vmware" } }, "v1beta3", "other"),
    ],
    [
      `warning CLOUDSTACK_HYPERVISORS ${t}/template/name`,
      `warning CLOUDSTACK_HYPERVISORS ${t}/template/name`,
    ],
    [
      ...oneZone,
      deployment(),
      deployment({}, {}, "other"),
      template({ template: { name: "u-kube-v1.34.1-kvm" } }),
      template({ template: { name: "v-kube-v1.34.1-kvm" } }, "v1beta3", "other"),
    ],
  ],
  [
    "a class of clusters",
    [clusterClass("CloudStackClusterTemplate")],
    ["error CLOUDSTACK_CLUSTER_CLASS ClusterClass /spec/infrastructure/templateRef"],
    [clusterClass("AWSClusterTemplate")],
  ],
  [
    "a detail of another hypervisor",
    [template({ template: { name: "u-kube-v1.34.1-kvm" }, details: { "svga.vramSize": "4096" } })],
    [`warning CLOUDSTACK_DETAIL ${t}/details/svga.vramSize`],
    [
      template({
        template: { name: "u-kube-v1.34.1-vmware" },
        details: { "svga.vramSize": "4096" },
      }),
    ],
  ],
];

const isOld = (finding: string): boolean => finding.includes("CLOUDSTACK_VERSION_OLD");

test.for(rows)("%s", ([, faulty, expected]) => {
  expect(findings(faulty).filter((finding) => !isOld(finding))).toEqual(expected);
});

test.for(rows)("without it nothing is said: %s", ([, , , twin]) => {
  expect(findings(twin).filter((finding) => !isOld(finding))).toEqual([]);
});

test.for<[string, JsonObject, readonly string[]]>([
  [
    "0.4.8",
    template({ uncompressedUserData: true, networks: [{ name: "a" }] }, "v1beta2"),
    [
      `error CLOUDSTACK_RELEASE_FIELD ${t}/uncompressedUserData`,
      `error CLOUDSTACK_RELEASE_FIELD ${t}/networks`,
    ],
  ],
  ["0.4.8", template({}), ["error CLOUDSTACK_RELEASE_API CloudStackMachineTemplate /apiVersion"]],
  [
    "0.5.0",
    cluster({ ...domain("fd-1", "zone-1", { vpc: { name: "v" } }), project: "p" }),
    [`error CLOUDSTACK_RELEASE_FIELD ${c}/0/zone/network/vpc`],
  ],
  ["0.6.1", template({ networks: [{ name: "a" }] }), []],
  [
    "0.2.0",
    {
      apiVersion: `${infra}/v1alpha3`,
      kind: "CloudStackCluster",
      spec: { zone: "zone-1", account: "a" },
    },
    ["error CLOUDSTACK_RELEASE_FIELD CloudStackCluster /spec/account"],
  ],
  [
    "0.3.0",
    template({}, "v1beta1"),
    ["error CLOUDSTACK_RELEASE_API CloudStackMachineTemplate /apiVersion"],
  ],
])("CAPC %s has only so much", ([release, object, expected]) => {
  expect(findings([object], { capc: release })).toEqual(expected);
});

test.for<[string, string, readonly string[]]>([
  ["v1beta1", "0.6.1", [`info CLOUDSTACK_VERSION_OLD CloudStackMachineTemplate /apiVersion`]],
  ["v1beta2", "0.4.9", [`info CLOUDSTACK_VERSION_OLD CloudStackMachineTemplate /apiVersion`]],
  ["v1beta2", "0.4.8", []],
  ["v1beta1", "0.4.3", []],
  ["v1beta3", "0.6.1", []],
])("%s where CAPC %s runs", ([version, capc, expected]) => {
  expect(findings([template({}, version)], { capc })).toEqual(expected);
});

test("a Secret's values are never shown", () => {
  const objects = [cluster(domain("fd-1", "zone-1")), secret({ "api-key": "hunter2" })];
  expect(JSON.stringify(findings(objects))).not.toContain("hunter2");
});

test("whatever objects hold, the rules do not fail", () => {
  const strange = [null, 1, "x", [], {}, [null], { spec: [] }, { template: { spec: 1 } }];
  for (const object of [...oneZone, deployment(), template({}), machine({}), secret({})]) {
    for (const value of strange) {
      const { spec: _, ...rest } = object;
      const broken: JsonObject = { ...rest, spec: value, metadata: value };
      expect(findings([broken, ...oneZone, template({})], { capc: "x" })).toBeInstanceOf(Array);
    }
  }
});
