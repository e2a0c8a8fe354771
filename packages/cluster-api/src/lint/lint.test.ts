import { type JsonObject, manifestSet, objectKind, type TargetVersions } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { expect, test } from "vitest";

import { clusterApiRules } from "./cluster-api-rules.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";

function parse(text: string): readonly JsonObject[] {
  const read = readYaml(text, { file: "test.yaml" });
  if (!read.ok) {
    throw new Error(JSON.stringify(read.diagnostics));
  }
  return read.value.map(({ value }) => value as JsonObject);
}

/** What is found in a stream of manifests: kind, code and pointer. */
function lint(text: string, targetVersions: TargetVersions = {}): readonly string[] {
  const objects = parse(text);
  const manifests = manifestSet(objects);
  return objects.flatMap((object) => {
    const kind = objectKind(object);
    return kind === undefined
      ? []
      : clusterApiRules
          .filter((rule) => rule.group === kind.group && rule.kinds.includes(kind.kind))
          .flatMap((rule) => rule.check({ ...kind, object, manifests, targetVersions }))
          .map(({ code, pointer }) => `${kind.kind} ${code.replace("CAPI_", "")} ${pointer}`);
  });
}

const ours = new Set(["VERSION_DEPRECATED", "REFERENCE_OUTSIDE", "TEMPLATE_UNUSED"]);

/** Without the notes that every small example gets. */
function hazards(text: string, targetVersions?: TargetVersions): readonly string[] {
  return lint(text, targetVersions).filter((line) => !ours.has(line.split(" ")[1] ?? ""));
}

const cluster = `
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: { name: prod, namespace: default }
spec:
  controlPlaneRef: { apiGroup: controlplane.cluster.x-k8s.io, kind: KubeadmControlPlane, name: prod }
  infrastructureRef: { apiGroup: infrastructure.cluster.x-k8s.io, kind: DockerCluster, name: prod }
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlane
metadata: { name: prod, namespace: default }
spec:
  version: v1.34.1
  machineTemplate:
    spec:
      infrastructureRef: { apiGroup: infrastructure.cluster.x-k8s.io, kind: DockerMachineTemplate, name: cp }
  kubeadmConfigSpec: {}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DockerMachineTemplate
metadata: { name: cp, namespace: default }
spec: { template: { spec: { customImage: "kindest/node:v1.34.1" } } }
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: { name: md, namespace: default }
spec:
  clusterName: prod
  template:
    spec:
      clusterName: prod
      version: v1.34.1
      bootstrap:
        configRef: { apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfigTemplate, name: md }
      infrastructureRef: { apiGroup: infrastructure.cluster.x-k8s.io, kind: DockerMachineTemplate, name: md }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DockerMachineTemplate
metadata: { name: md, namespace: default }
spec: { template: { spec: { customImage: "kindest/node:v1.34.1" } } }
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: { name: md, namespace: default }
spec: { template: { spec: {} } }
`;

test("a good cluster has no hazard but what is outside", () => {
  expect(lint(cluster)).toEqual(["Cluster REFERENCE_OUTSIDE /spec/infrastructureRef"]);
});

/** A change of the good cluster by its text, and what that makes. */
const changes: readonly (readonly [
  title: string,
  from: string,
  to: string,
  expected: readonly string[],
  versions?: TargetVersions,
])[] = [
  [
    "a dangling template",
    "DockerMachineTemplate, name: cp",
    "DockerMachineTemplate, name: other",
    ["KubeadmControlPlane REFERENCE_DANGLING /spec/machineTemplate/spec/infrastructureRef"],
  ],
  [
    "a shared template",
    "DockerMachineTemplate, name: cp",
    "DockerMachineTemplate, name: md",
    [
      "KubeadmControlPlane TEMPLATE_SHARED /spec/machineTemplate/spec/infrastructureRef",
      "MachineDeployment TEMPLATE_SHARED /spec/template/spec/infrastructureRef",
    ],
  ],
  [
    "a reference of the old form",
    "apiGroup: bootstrap.cluster.x-k8s.io",
    "apiVersion: bootstrap.cluster.x-k8s.io/v1beta2",
    ["MachineDeployment REFERENCE_FORM /spec/template/spec/bootstrap/configRef"],
  ],
  [
    "a reference without kind",
    "kind: KubeadmConfigTemplate, name: md",
    "name: md",
    ["MachineDeployment REFERENCE_BROKEN /spec/template/spec/bootstrap/configRef"],
  ],
  [
    "no template where one is copied",
    "kind: KubeadmConfigTemplate, name: md",
    "kind: KubeadmConfig, name: md",
    ["MachineDeployment REFERENCE_KIND /spec/template/spec/bootstrap/configRef/kind"],
  ],
  [
    "another cluster",
    "spec:\n  clusterName: prod\n  template",
    "spec:\n  clusterName: other\n  template",
    ["MachineDeployment CLUSTER_UNKNOWN /spec/clusterName"],
  ],
  [
    "workers newer than the control plane",
    "      version: v1.34.1",
    "      version: v1.35.0",
    [
      "MachineDeployment VERSION_SKEW /spec/template/spec/version",
      "MachineDeployment IMAGE_VERSION_DIFFERS /spec/template/spec/infrastructureRef",
    ],
  ],
  [
    "workers of another minor",
    "      version: v1.34.1",
    "      version: v1.33.1",
    [
      "MachineDeployment WORKERS_KUBEADM_SKEW /spec/template/spec/version",
      "MachineDeployment IMAGE_VERSION_DIFFERS /spec/template/spec/infrastructureRef",
    ],
  ],
  [
    "workers too old",
    "  version: v1.34.1\n  machine",
    "  version: v1.38.1\n  machine",
    [
      "KubeadmControlPlane IMAGE_VERSION_DIFFERS /spec/machineTemplate/spec/infrastructureRef",
      "MachineDeployment VERSION_SKEW /spec/template/spec/version",
    ],
  ],
  [
    "a version without v",
    "      version: v1.34.1",
    "      version: 1.34.1",
    ["MachineDeployment VERSION_PREFIX /spec/template/spec/version"],
  ],
  [
    "a version that is none",
    "      version: v1.34.1",
    "      version: latest",
    ["MachineDeployment VERSION_TEXT /spec/template/spec/version"],
  ],
  [
    "an image of another version",
    'kindest/node:v1.34.1" } } }\n---\napiVersion: bootstrap',
    'kindest/node:v1.33.9" } } }\n---\napiVersion: bootstrap',
    ["MachineDeployment IMAGE_VERSION_DIFFERS /spec/template/spec/infrastructureRef"],
  ],
  [
    "replicas beside the autoscaler",
    "metadata: { name: md, namespace: default }\nspec:\n  clusterName: prod",
    "metadata: { name: md, namespace: default, annotations: { cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: '1', cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: '3' } }\nspec:\n  replicas: 2\n  clusterName: prod",
    ["MachineDeployment AUTOSCALER_REPLICAS /spec/replicas"],
  ],
  [
    "one bound only",
    "metadata: { name: md, namespace: default }\nspec:\n  clusterName: prod",
    "metadata: { name: md, namespace: default, annotations: { cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: '1' } }\nspec:\n  clusterName: prod",
    ["MachineDeployment AUTOSCALER_BOUNDS /metadata/annotations"],
  ],
  [
    "bounds the wrong way round",
    "metadata: { name: md, namespace: default }\nspec:\n  clusterName: prod",
    "metadata: { name: md, namespace: default, annotations: { cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: '4', cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: '3' } }\nspec:\n  clusterName: prod",
    ["MachineDeployment AUTOSCALER_BOUNDS /metadata/annotations"],
  ],
  [
    "an object of the topology controller",
    "metadata: { name: md, namespace: default }\nspec:\n  clusterName: prod",
    "metadata: { name: md, namespace: default, labels: { topology.cluster.x-k8s.io/owned: '' } }\nspec:\n  clusterName: prod",
    ["MachineDeployment TOPOLOGY_OWNED /metadata/labels/topology.cluster.x-k8s.io~1owned"],
  ],
  [
    "an annotation of a topology entry",
    "metadata: { name: prod, namespace: default }\nspec:\n  controlPlaneRef",
    "metadata: { name: prod, namespace: default, annotations: { topology.cluster.x-k8s.io/defer-upgrade: '' } }\nspec:\n  controlPlaneRef",
    ["Cluster ANNOTATION_MISPLACED /metadata/annotations/topology.cluster.x-k8s.io~1defer-upgrade"],
  ],
  [
    "version rules switched off",
    "metadata: { name: prod, namespace: default }\nspec:\n  controlPlaneRef",
    "metadata: { name: prod, namespace: default, annotations: { unsafe.topology.cluster.x-k8s.io/disable-update-version-check: '' } }\nspec:\n  controlPlaneRef",
    [
      "Cluster VERSION_CHECK_OFF /metadata/annotations/unsafe.topology.cluster.x-k8s.io~1disable-update-version-check",
    ],
  ],
  [
    "an unknown preflight check",
    "kind: KubeadmConfigTemplate\nmetadata: { name: md, namespace: default }",
    "kind: KubeadmConfigTemplate\nmetadata: { name: md, namespace: default, annotations: { machineset.cluster.x-k8s.io/skip-preflight-checks: Odd } }",
    [
      "KubeadmConfigTemplate PREFLIGHT_UNKNOWN /metadata/annotations/machineset.cluster.x-k8s.io~1skip-preflight-checks",
    ],
  ],
];

test.for(changes)("%s", ([, from, to, expected, versions]) => {
  const changed = cluster.replace(from, to);
  expect(changed).not.toBe(cluster);
  expect(hazards(changed, versions)).toEqual(expected);
});

/** A kubeadm configuration of the workers, and a version to boot with. */
const kubeadm: readonly (readonly [version: string, spec: string, expected: string])[] = [
  [
    "v1.37.0",
    "files: [{ path: /k, content: 'apiVersion: kubeadm.k8s.io/v1beta3' }]",
    "KUBEADM_API /spec/template/spec/files/0/content",
  ],
  [
    "v1.30.0",
    "preKubeadmCommands: ['echo kubeadm.k8s.io/v1beta4']",
    "KUBEADM_API /spec/template/spec/preKubeadmCommands/0",
  ],
  [
    "v1.34.1",
    "files: [{ path: /k, content: 'apiVersion: kubeadm.k8s.io/v1beta3' }]",
    "KUBEADM_API_OLD /spec/template/spec/files/0/content",
  ],
  ["v1.34.1", "files: [{ path: /k, content: 'apiVersion: kubeadm.k8s.io/v1beta4' }]", ""],
  ["v1.30.0", "files: [{ path: /k, content: 'apiVersion: kubeadm.k8s.io/v1beta3' }]", ""],
  [
    "v1.35.0",
    "joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: pod-infra-container-image, value: x }] } }",
    "KUBELET_FLAG /spec/template/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs/0",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: pod-infra-container-image, value: x }] } }",
    "",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { container-runtime: remote } } }",
    "KUBELET_FLAG /spec/template/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs/container-runtime",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: cloud-provider, value: aws }] } }",
    "CLOUD_IN_TREE /spec/template/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs/0",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: cloud-provider, value: external }] } }",
    "",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: cgroup-driver, value: cgroupfs }] } }",
    "CGROUP_DRIVER /spec/template/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs/0",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { criSocket: /var/run/dockershim.sock } }",
    "DOCKERSHIM /spec/template/spec/joinConfiguration/nodeRegistration/criSocket",
  ],
  [
    "v1.34.1",
    "joinConfiguration: { nodeRegistration: { criSocket: /run/containerd/containerd.sock } }",
    "",
  ],
  [
    "v1.35.0",
    "preKubeadmCommands: ['grubby --args=systemd.unified_cgroup_hierarchy=0']",
    "CGROUP_V1 /spec/template/spec/preKubeadmCommands/0",
  ],
  ["v1.34.1", "preKubeadmCommands: ['grubby --args=systemd.unified_cgroup_hierarchy=0']", ""],
  [
    "v1.36.0",
    "preKubeadmCommands: ['apt install containerd.io=1.7.24-1']",
    "CONTAINERD_VERSION /spec/template/spec/preKubeadmCommands/0",
  ],
  ["v1.34.1", "preKubeadmCommands: ['apt install containerd.io=1.7.28-1']", ""],
  ["v1.34.1", "preKubeadmCommands: ['apt install containerd.io=9.0.0-1']", ""],
  [
    "v1.34.1",
    "clusterConfiguration: { etcd: { local: { imageTag: 3.5.24-0 } } }",
    "ETCD_VERSION /spec/template/spec/clusterConfiguration/etcd/local/imageTag",
  ],
  ["v1.33.1", "clusterConfiguration: { etcd: { local: { imageTag: 3.5.26-0 } } }", ""],
  [
    "v1.34.1",
    "clusterConfiguration: { imageRepository: k8s.gcr.io }",
    "REGISTRY_FROZEN /spec/template/spec/clusterConfiguration/imageRepository",
  ],
  ["v1.34.1", "clusterConfiguration: { imageRepository: registry.k8s.io }", ""],
];

test.for(kubeadm)("workers of %s with %s", ([version, spec, expected]) => {
  const changed = cluster
    .replaceAll("v1.34.1", version)
    .replace("spec: { template: { spec: {} } }", `spec:\n  template:\n    spec:\n      ${spec}`);
  const found = hazards(changed).filter((line) => line.startsWith("KubeadmConfigTemplate"));
  expect(found).toEqual(expected === "" ? [] : [`KubeadmConfigTemplate ${expected}`]);
});

test("minors outside of the release's support are told", () => {
  const old = cluster.replaceAll("v1.34.1", "v1.29.1");
  expect(hazards(old)).toEqual([
    "KubeadmControlPlane KUBERNETES_UNSUPPORTED /spec/version",
    "MachineDeployment KUBERNETES_UNSUPPORTED /spec/template/spec/version",
  ]);
  expect(hazards(old, { capi: "1.12.8" })).toEqual([]);
  expect(hazards(cluster.replaceAll("v1.34.1", "v1.36.1"), { capi: "1.12.1" })).toEqual([
    "KubeadmControlPlane KUBERNETES_UNSUPPORTED /spec/version",
    "MachineDeployment KUBERNETES_UNSUPPORTED /spec/template/spec/version",
  ]);
});

const health = `
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineHealthCheck
metadata: { name: a, namespace: default }
spec:
  clusterName: prod
  remediationTemplate: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: AWSRemediationTemplate, name: a, namespace: other }
`;

test("v1beta1 references into another namespace, of a version that is not served", () => {
  expect(hazards(health)).toEqual([
    "MachineHealthCheck REFERENCE_NAMESPACE /spec/remediationTemplate/namespace",
    "MachineHealthCheck REFERENCE_NOT_SERVED /spec/remediationTemplate/apiVersion",
  ]);
  const fine = health
    .replace("v1beta1, kind: AWS", "v1beta2, kind: AWS")
    .replace("namespace: other", "namespace: default");
  expect(lint(fine)).toEqual([
    "MachineHealthCheck VERSION_DEPRECATED /apiVersion",
    "MachineHealthCheck REFERENCE_OUTSIDE /spec/remediationTemplate",
  ]);
});

test("versions and fields go with the release", () => {
  const clusterClass = `
apiVersion: cluster.x-k8s.io/v1beta2
kind: ClusterClass
metadata: { name: a }
spec: { kubernetesVersions: [v1.34.1] }
`;
  expect(lint(clusterClass)).toEqual([]);
  expect(lint(clusterClass, { capi: "1.11.0" })).toEqual([
    "ClusterClass FIELD_TOO_NEW /spec/kubernetesVersions",
  ]);
  expect(lint(clusterClass, { capi: "1.10.0" })).toEqual([
    "ClusterClass VERSION_NOT_SERVED /apiVersion",
    "ClusterClass FIELD_TOO_NEW /spec/kubernetesVersions",
  ]);
  const old = `
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: a }
spec: { progressDeadlineSeconds: 600 }
`;
  expect(lint(old)).toEqual([
    "MachineDeployment VERSION_DEPRECATED /apiVersion",
    "MachineDeployment FIELD_LOST /spec/progressDeadlineSeconds",
  ]);
  expect(lint(old, { capi: "1.10.0" })).toEqual([]);
  expect(lint(old, { capi: "1.16.0" })[0]).toBe("MachineDeployment VERSION_NOT_SERVED /apiVersion");
});

function pool(name: string, owner = ""): string {
  return `
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachinePool
metadata: { name: ${name}${owner} }
spec: { template: { spec: { infrastructureRef: { apiGroup: infrastructure.cluster.x-k8s.io, kind: DockerMachinePool, name: x } } } }
`;
}

test("two pools cannot share one pool of the provider; what Cluster API made itself may", () => {
  const shared = "MachinePool OBJECT_SHARED /spec/template/spec/infrastructureRef";
  expect(hazards(`${pool("a")}---${pool("b")}`)).toEqual([shared, shared]);
  const owner = ", ownerReferences: [{ kind: MachineDeployment, name: a }]";
  expect(hazards(`${pool("a")}---${pool("b", owner)}`)).toEqual([]);
});

test("a template nobody uses is told, once there are owners", () => {
  const spare = `
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata: { name: spare }
spec: { template: { spec: {} } }
`;
  expect(lint(`${cluster}${spare}`)).toContain("AWSMachineTemplate TEMPLATE_UNUSED /metadata/name");
  expect(lint(spare)).toEqual([]);
});

const topology = `
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: { name: prod }
spec:
  topology:
    classRef: { name: docker }
    version: v1.34.1
    controlPlane: { replicas: 3 }
    workers:
      machineDeployments: [{ class: md, name: md-0, replicas: 2 }]
    variables: [{ name: images, value: { v1.34.1: a } }]
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: ClusterClass
metadata: { name: docker }
spec:
  infrastructure:
    templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DockerClusterTemplate, name: c }
  controlPlane:
    templateRef: { apiVersion: controlplane.cluster.x-k8s.io/v1beta2, kind: KubeadmControlPlaneTemplate, name: c }
    machineInfrastructure:
      templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DockerMachineTemplate, name: cp }
  workers:
    machineDeployments:
      - class: md
        bootstrap: { templateRef: { apiVersion: bootstrap.cluster.x-k8s.io/v1beta2, kind: KubeadmConfigTemplate, name: md } }
        infrastructure: { templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DockerMachineTemplate, name: md } }
  kubernetesVersions: [v1.34.1]
  variables:
    - name: images
      required: true
      schema: { openAPIV3Schema: { type: object, additionalProperties: { type: string } } }
  patches:
    - name: image
      definitions:
        - selector:
            apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
            kind: DockerMachineTemplate
            matchResources: { controlPlane: true }
          jsonPatches:
            - { op: add, path: /spec/template/spec/customImage, valueFrom: { template: "{{ index .images .builtin.controlPlane.version }}" } }
        - selector:
            apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
            kind: DockerMachineTemplate
            matchResources: { machineDeploymentClass: { names: [md] } }
          jsonPatches:
            - { op: add, path: /spec/template/spec/customImage, valueFrom: { template: "{{ index .images .builtin.machineDeployment.version }}" } }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DockerMachineTemplate
metadata: { name: cp }
spec: { template: { spec: {} } }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DockerMachineTemplate
metadata: { name: md }
spec: { template: { spec: {} } }
`;

test("a good class and its cluster have no hazard", () => {
  expect(hazards(topology)).toEqual([]);
});

test.for<[string, string, string, readonly string[]]>([
  [
    "a version the class does not list",
    "version: v1.34.1",
    "version: v1.34.2",
    [
      "Cluster CLASS_VERSION_UNLISTED /spec/topology/version",
      "Cluster CLASS_NO_VALUE /spec/topology/controlPlane",
      "Cluster CLASS_NO_VALUE /spec/topology/workers/machineDeployments/0",
    ],
  ],
  [
    "a version that has no image",
    "kubernetesVersions: [v1.34.1]",
    "kubernetesVersions: [v1.34.1, v1.35.0]",
    [
      "Cluster CLASS_VERSION_UNMAPPED /spec/topology/controlPlane",
      "Cluster CLASS_VERSION_UNMAPPED /spec/topology/workers/machineDeployments/0",
    ],
  ],
  [
    "unknown workers",
    "[{ class: md,",
    "[{ class: gpu,",
    ["Cluster CLASS_WORKERS_UNKNOWN /spec/topology/workers/machineDeployments/0/class"],
  ],
  [
    "replicas of the autoscaler",
    "- class: md\n",
    "- class: md\n        metadata: { annotations: { cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: '3' } }\n",
    ["Cluster CLASS_REPLICAS /spec/topology/workers/machineDeployments/0/replicas"],
  ],
  [
    "an undefined variable",
    "variables: [{ name: images,",
    "variables: [{ name: image, value: a }, { name: images,",
    ["Cluster CLASS_VARIABLE_UNDEFINED /spec/topology/variables/0/name"],
  ],
  [
    "a missing variable",
    "    variables: [{ name: images, value: { v1.34.1: a } }]\n",
    "",
    [
      "Cluster CLASS_VARIABLE_MISSING /spec/topology",
      "Cluster CLASS_PATCH_FAILS /spec/topology/controlPlane",
      "Cluster CLASS_PATCH_FAILS /spec/topology/workers/machineDeployments/0",
    ],
  ],
  [
    "a value that does not fit",
    "value: { v1.34.1: a }",
    "value: { v1.34.1: 1 }",
    ["Cluster CLASS_VARIABLE_VALUE /spec/topology/variables/0/value/v1.34.1"],
  ],
  [
    "a variable nobody uses",
    "  variables:\n    - name: images",
    "  variables:\n    - name: spare\n      schema: { openAPIV3Schema: { type: string } }\n    - name: images",
    ["ClusterClass CLASS_VARIABLE_UNUSED /spec/variables/0/name"],
  ],
  [
    "a template variable nobody defines",
    "{{ index .images .builtin.controlPlane.version }}",
    "{{ .image }}",
    [
      "Cluster CLASS_NO_VALUE /spec/topology/controlPlane",
      "ClusterClass CLASS_TEMPLATE_VARIABLE /spec/patches/0/definitions/0/jsonPatches/0/valueFrom/template",
    ],
  ],
  [
    "a builtin variable of another part",
    "{{ index .images .builtin.controlPlane.version }}",
    "{{ index .images .builtin.machinePool.version }}",
    [
      "Cluster CLASS_PATCH_FAILS /spec/topology/controlPlane",
      "ClusterClass CLASS_BUILTIN /spec/patches/0/definitions/0/jsonPatches/0/valueFrom/template",
    ],
  ],
  [
    "a builtin variable that is none",
    "{{ index .images .builtin.controlPlane.version }}",
    "{{ index .images .builtin.controlPlane.release }}",
    [
      "Cluster CLASS_PATCH_FAILS /spec/topology/controlPlane",
      "ClusterClass CLASS_BUILTIN /spec/patches/0/definitions/0/jsonPatches/0/valueFrom/template",
    ],
  ],
  [
    "a parent that is not there",
    '/spec/template/spec/customImage, valueFrom: { template: "{{ index .images .builtin.controlPlane',
    '/spec/template/spec/a/b, valueFrom: { template: "{{ index .images .builtin.controlPlane',
    ["Cluster CLASS_PATCH_FAILS /spec/topology/controlPlane"],
  ],
  [
    "a template that is not evaluated",
    "{{ index .images .builtin.controlPlane.version }}",
    "{{ .images | values | first }}",
    ["Cluster CLASS_PATCH_UNREAD /spec/topology/controlPlane"],
  ],
])("%s", ([, from, to, expected]) => {
  const changed = topology.replace(from, to);
  expect(changed).not.toBe(topology);
  expect(hazards(changed)).toEqual(expected);
});

function topologyBeside(more: string): string {
  return `
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: { name: a }
spec:
  topology: { classRef: { name: c }, version: v1.34.1 }
  controlPlaneRef: { apiGroup: controlplane.cluster.x-k8s.io, kind: KubeadmControlPlane, name: a }
${more}
`;
}

test("references beside a topology are told, but not of a live object", () => {
  expect(hazards(topologyBeside(""))).toEqual(["Cluster TOPOLOGY_REFERENCE /spec/controlPlaneRef"]);
  expect(hazards(topologyBeside("status: { phase: Provisioned }"))).toEqual([]);
});

test("every code has a cause and a remedy", () => {
  const codes = Object.keys(clusterApiDiagnostics.rules);
  expect(codes.length).toBeGreaterThan(40);
  for (const { severity, cause, remedy } of Object.values(clusterApiDiagnostics.rules)) {
    expect([severity, cause.endsWith("."), remedy.endsWith(".")]).toEqual([severity, true, true]);
  }
});
