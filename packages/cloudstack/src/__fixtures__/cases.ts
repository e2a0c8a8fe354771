import type { NodeImage } from "@imagewright/core";
import { type ConformanceSample, exampleCatalog } from "@imagewright/core/testing";

import type { CloudStackTarget } from "../options.ts";
import { target, template, ubuntu, uuid } from "./targets.ts";

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
      machineLabels: { pool: "control-plane" },
      machineAnnotations: { "example.com/note": "kept" },
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

/** Templates in two zones. */
export const zones = exampleCatalog([
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

/** For a management cluster that was not upgraded for long. */
const older: CloudStackTarget = {
  name: "older",
  provider: "cloudstack",
  image: "ubuntu-2404",
  capcVersion: "0.4.5",
  machineTemplates: [
    {
      name: "old-md-0",
      zone: "zone-1",
      offering: { name: "Large Instance" },
      affinityGroupIDs: [uuid],
    },
  ],
};

/** Machines that no template makes. */
const single: CloudStackTarget = {
  name: "single",
  provider: "cloudstack",
  image: "ubuntu-2404",
  machines: [
    {
      name: "single-0",
      namespace: "clusters",
      labels: { team: "platform" },
      zone: "zone-2",
      offering: { name: "Large Instance" },
      networks: [{ name: "cloudstack-network" }],
      failureDomainName: "failure-domain-2",
    },
  ],
};

/** Targets that look like real ones, with the catalogs they need. */
export const cases: readonly ConformanceSample[] = [
  { name: "documented", image: ubuntu, target, catalog: exampleCatalog([]) },
  { name: "production", image: ubuntu, target: production, catalog: zones },
  { name: "older", image: ubuntu, target: older, catalog: zones },
  { name: "single", image: ubuntu, target: single, catalog: zones },
  { name: "flatcar", image: flatcar, target: flatcarTarget, catalog: exampleCatalog([]) },
];
