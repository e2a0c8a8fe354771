import { lintManifests } from "@imagewright/admission";
import { fillVariables, objectReferences, versionFields } from "@imagewright/cluster-api";
import {
  imageVariableValue,
  resolveClassImages,
  withImageVariable,
} from "@imagewright/cluster-api/cluster-class";
import { clusterApiRules, clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { emitYaml, isJsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

// A template of clusterctl: variables first, then YAML.
const filled = fillVariables(
  `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: { name: "\${CLUSTER_NAME}-md-0" }
spec:
  clusterName: \${CLUSTER_NAME}
  replicas: \${WORKER_MACHINE_COUNT:=3}
  template:
    spec:
      clusterName: \${CLUSTER_NAME}
      version: \${KUBERNETES_VERSION}
      bootstrap: { dataSecretName: "" }
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: AWSMachineTemplate
        name: \${CLUSTER_NAME}-md-0
`,
  { CLUSTER_NAME: "prod", KUBERNETES_VERSION: "1.34.1" },
);
const read = filled.ok ? readYaml(filled.value, { file: "md.yaml" }) : filled;
const documents = read.ok ? read.value : [];
const deployment = documents.map(({ value }) => value).find(isJsonObject);
for (const { pointer, version } of versionFields(deployment ?? {})) {
  console.log("version:", pointer, version);
}
for (const { role, reference } of objectReferences(deployment ?? {})) {
  console.log("reference:", role, reference?.kind, reference?.name);
}

// What the webhooks refuse, and what is admitted and yet does not work.
const report = lintManifests({
  documents,
  webhooks: clusterApiWebhooks,
  rules: clusterApiRules,
  targetVersions: { capi: "1.14.0" },
});
for (const { code, source, message } of report.diagnostics) {
  const place = source === undefined ? "" : `${source.file}:${source.line}: `;
  console.log(`${place}${code}: ${message}`);
}

// A class that takes its image by Kubernetes version, and what a cluster of it gets.
const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta2";
const kind = "AWSMachineTemplate";
const ami = {
  apiVersion,
  kind,
  path: "/spec/template/spec/ami",
  schema: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
};
const extended = withImageVariable(
  {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "ClusterClass",
    metadata: { name: "aws" },
    spec: {
      workers: {
        machineDeployments: [
          { class: "default", infrastructure: { templateRef: { apiVersion, kind, name: "aws" } } },
        ],
      },
    },
  },
  {
    name: "amis",
    form: "byVersion",
    schema: ami.schema,
    targets: [{ place: ami, machineDeploymentClasses: ["default"] }],
  },
);
const images = { "1.34.1": "ami-09709369c53539c11" };
const value = imageVariableValue("amis", { form: "byVersion", images }, (id) => ({ id }));
const clusterClass = extended.ok ? extended.value : {};
const cluster = {
  apiVersion: "cluster.x-k8s.io/v1beta2",
  kind: "Cluster",
  metadata: { name: "prod" },
  spec: {
    topology: {
      classRef: { name: "aws" },
      version: "v1.34.1",
      workers: { machineDeployments: [{ class: "default", name: "md-0" }] },
      variables: value.ok ? [value.value] : [],
    },
  },
};
const template = { apiVersion, kind, metadata: { name: "aws" }, spec: { template: { spec: {} } } };
const query = { clusterClass, cluster, objects: [template], places: [ami] };
for (const { group, version, image } of resolveClassImages(query)) {
  console.log("image:", group.name, version, JSON.stringify(image));
}
console.log(emitYaml(clusterClass));
