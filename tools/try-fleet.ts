import { aws } from "@imagewright/aws";
import { observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import { createImageCatalog } from "@imagewright/core";
import { createPlanner, planObjects } from "@imagewright/core/plan";

import { observeOptions } from "./observation/observe-text.ts";

const regions = ["eu-west-1", "eu-central-1", "us-east-1"];
const minors = [31, 32, 33, 34];
const id = (r: number, m: number) => `ami-${(r * 100 + m).toString(16).padStart(17, "0")}`;
const catalog = createImageCatalog(
  minors.map((m) => ({
    name: `ubuntu-1.${m}.1`,
    kubernetesVersion: `1.${m}.1`,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: regions.map((region, r) => ({ kind: "ami", region, id: id(r, m) })),
    components: {},
    created: "2026-01-01T00:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  })),
);
function cluster(i: number) {
  const name = `c${i}`;
  const ns = "fleet";
  const r = i % 3;
  const meta = (n: string) => ({ name: n, namespace: ns });
  const tpl = (n: string, k: number) => ({
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "AWSMachineTemplate",
    metadata: meta(n),
    spec: {
      template: {
        spec: {
          ami: { id: id(r, 31) },
          instanceType: "m6i.xlarge",
          iamInstanceProfile: "nodes",
          sshKeyName: "",
          instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
          rootVolume: { size: 40 + k, type: "gp3", encrypted: true },
        },
      },
    },
  });
  const ref = (n: string) => ({
    apiGroup: "infrastructure.cluster.x-k8s.io",
    kind: "AWSMachineTemplate",
    name: n,
  });
  const objs: any[] = [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "Cluster",
      metadata: meta(name),
      spec: {
        controlPlaneRef: {
          apiGroup: "controlplane.cluster.x-k8s.io",
          kind: "KubeadmControlPlane",
          name,
        },
        infrastructureRef: {
          apiGroup: "infrastructure.cluster.x-k8s.io",
          kind: "AWSCluster",
          name,
        },
      },
    },
    {
      apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
      kind: "AWSCluster",
      metadata: meta(name),
      spec: { region: regions[r] },
    },
    {
      apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
      kind: "KubeadmControlPlane",
      metadata: meta(name),
      spec: {
        replicas: 3,
        version: "v1.31.1",
        machineTemplate: { spec: { infrastructureRef: ref(`${name}-cp`) } },
        kubeadmConfigSpec: {},
      },
    },
    tpl(`${name}-cp`, 0),
  ];
  for (let g = 0; g < 10; g++) {
    objs.push(
      {
        apiVersion: "cluster.x-k8s.io/v1beta2",
        kind: "MachineDeployment",
        metadata: meta(`${name}-md-${g}`),
        spec: {
          clusterName: name,
          replicas: 3,
          template: {
            spec: {
              clusterName: name,
              version: "v1.31.1",
              bootstrap: { dataSecretName: "x" },
              infrastructureRef: ref(`${name}-md-${g}`),
            },
          },
        },
      },
      tpl(`${name}-md-${g}`, g),
    );
  }
  return objs;
}
const n = Number(process.argv[2] ?? 300);
const inputs = Array.from({ length: n }, (_, i) => {
  const o = observeClusters(
    cluster(i).map((value) => ({ value })),
    observeOptions,
  );
  return { state: o.clusters[0]!, objects: planObjects(o.objects) };
});
const intent = {
  apiVersion: "imagewright/v1alpha1",
  kind: "UpgradeIntent",
  goal: { kubernetesVersion: "1.34.1" },
} as const;
const options = {
  intent,
  catalog,
  contributions: [clusterApiPlanning],
  writeReference: (o: any, f: any) => aws.writeReference!(o, f),
};
for (let k = 0; k < 6; k++) {
  const planner = createPlanner(options);
  const t = performance.now();
  let steps = 0;
  let blocked = 0;
  for (const i of inputs) {
    const p = planner.plan(i);
    steps += p.steps.length;
    blocked += p.blockers.length;
  }
  const ms = performance.now() - t;
  console.log(
    n,
    ms.toFixed(1),
    "ms",
    ((ms * 1000) / n).toFixed(0),
    "us/cluster",
    steps / n,
    blocked,
  );
}
const planner = createPlanner(options);
const p0 = planner.plan(inputs[0]!);
console.log(
  p0.steps.length,
  p0.blockers.map((b) => b.message),
  JSON.stringify(p0).length,
);
