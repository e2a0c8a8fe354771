import { amiOf } from "./usual-catalog.ts";

/** What differs from a usual cluster of Cluster API on AWS. */
export interface PlainCluster {
  /** What the control plane asks for. @default "1.33.13" */
  readonly version?: string;
  /** Version of the control plane's image, where it differs. */
  readonly image?: string;
  /** Name of the control plane's template. @default "control-plane" */
  readonly template?: string;
  /** API version of Cluster API's own objects. @default "v1beta2" */
  readonly api?: "v1beta1" | "v1beta2";
  /** Lines below `spec` of the control plane, indented by two. */
  readonly controlPlane?: string;
  /** Lines below `kubeadmConfigSpec`, indented by four. */
  readonly kubeadm?: string;
  /** Lines below `metadata` of the Cluster, indented by two. */
  readonly clusterMetadata?: string;
  /** Lines below `spec` of the Cluster, indented by two. */
  readonly clusterSpec?: string;
  readonly controlPlaneMetadata?: string;
  readonly replicas?: number;
  readonly nodes?: readonly PlainNodes[];
  /** Further documents. */
  readonly more?: string;
}

/** A MachineDeployment and its template. */
export interface PlainNodes {
  readonly name: string;
  /** @default that of the control plane */
  readonly version?: string;
  readonly image?: string;
  /** Lines below `spec`, indented by two. */
  readonly spec?: string;
  readonly metadata?: string;
  /** Labels of its machines, as flow. */
  readonly labels?: string;
  /** Name of the template, where it is not its own. */
  readonly template?: string;
  /** Whether its machines are joined by kubeadm, from a template of its name. @default false */
  readonly isJoined?: boolean;
  /** What its machines are. @default that of amd64 */
  readonly form?: "al2023" | "arm64" | "ubuntu";
  /** Lines below `spec` of the machine template's machine, as flow. @default "instanceType: m6i.large" */
  readonly machine?: string;
}

/** Manifests of a cluster `prod` in namespace `prod`, of KubeadmControlPlane and MachineDeployments. */
export function plainCluster(options: PlainCluster = {}): string {
  const { version = "1.33.13", api = "v1beta2", nodes = [{ name: "workers" }] } = options;
  const reference = (kind: string, name: string): string =>
    api === "v1beta2"
      ? `{ apiGroup: infrastructure.cluster.x-k8s.io, kind: ${kind}, name: ${name} }`
      : `{ apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: ${kind}, name: ${name} }`;
  const owner =
    api === "v1beta2"
      ? "{ apiGroup: controlplane.cluster.x-k8s.io, kind: KubeadmControlPlane, name: prod }"
      : "{ apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlane, name: prod }";
  const { template: name = "control-plane" } = options;
  const machines = reference("AWSMachineTemplate", name);
  const template =
    api === "v1beta2"
      ? `  machineTemplate:\n    spec:\n      infrastructureRef: ${machines}`
      : `  machineTemplate:\n    infrastructureRef: ${machines}`;
  return [
    `apiVersion: cluster.x-k8s.io/${api}
kind: Cluster
metadata:
  name: prod
  namespace: prod
${options.clusterMetadata ?? ""}spec:
  controlPlaneRef: ${owner}
  infrastructureRef: ${reference("AWSCluster", "prod")}
${options.clusterSpec ?? ""}`,
    `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata: { name: prod, namespace: prod }
spec: { region: eu-west-1 }
`,
    `apiVersion: controlplane.cluster.x-k8s.io/${api}
kind: KubeadmControlPlane
metadata:
  name: prod
  namespace: prod
${options.controlPlaneMetadata ?? ""}spec:
  replicas: ${options.replicas ?? 3}
  version: v${version}
${template}
  kubeadmConfigSpec:
    clusterConfiguration: {}
${options.kubeadm ?? ""}${options.controlPlane ?? ""}`,
    machineTemplate(name, options.image ?? version),
    ...nodes.flatMap((one) => deployment(one, version, api, reference)),
    ...(options.more === undefined ? [] : [options.more]),
  ].join("---\n");
}

/** An AWSMachineTemplate with the AMI of a version. */
export function machineTemplate(
  name: string,
  version: string,
  form: PlainNodes["form"] = "ubuntu",
  machine = `instanceType: ${form === "arm64" ? "m7g" : "m6i"}.large`,
): string {
  return `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata: { name: ${name}, namespace: prod }
spec: { template: { spec: { ami: { id: ${amiOf(version, form)} }, ${machine} } } }
`;
}

function deployment(
  nodes: PlainNodes,
  clusterVersion: string,
  api: "v1beta1" | "v1beta2",
  reference: (kind: string, name: string) => string,
): readonly string[] {
  const { name, version = clusterVersion, image = version, template = name } = nodes;
  return [
    `apiVersion: cluster.x-k8s.io/${api}
kind: MachineDeployment
metadata:
  name: ${name}
  namespace: prod
${nodes.metadata ?? ""}spec:
  clusterName: prod
  replicas: 3
${nodes.spec ?? ""}  template:
${nodes.labels === undefined ? "" : `    metadata: { labels: { ${nodes.labels} } }\n`}    spec:
      clusterName: prod
      version: v${version}
      bootstrap: ${bootstrapOf(nodes, api)}
      infrastructureRef: ${reference("AWSMachineTemplate", template)}
`,
    ...(template === name ? [machineTemplate(name, image, nodes.form, nodes.machine)] : []),
    ...(nodes.isJoined === true ? [joinTemplate(name, api)] : []),
  ];
}

function bootstrapOf({ name, isJoined }: PlainNodes, api: "v1beta1" | "v1beta2"): string {
  const group =
    api === "v1beta2"
      ? "apiGroup: bootstrap.cluster.x-k8s.io"
      : "apiVersion: bootstrap.cluster.x-k8s.io/v1beta1";
  return isJoined === true
    ? `{ configRef: { ${group}, kind: KubeadmConfigTemplate, name: ${name} } }`
    : "{ dataSecretName: boot }";
}

function joinTemplate(name: string, api: "v1beta1" | "v1beta2"): string {
  return `apiVersion: bootstrap.cluster.x-k8s.io/${api}
kind: KubeadmConfigTemplate
metadata: { name: ${name}, namespace: prod }
spec: { template: { spec: { joinConfiguration: { nodeRegistration: { name: node } } } } }
`;
}
