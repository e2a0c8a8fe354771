import { aws, type AwsTarget } from "@imagewright/aws";
import {
  bindTarget,
  createImageCatalog,
  formatDiagnostic,
  type NodeImage,
  renderTarget,
} from "@imagewright/core";

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

const target: AwsTarget = {
  name: "capa",
  provider: "aws",
  image: "ubuntu-2404",
  build: {
    region: "eu-west-1",
    copyTo: ["us-east-1"],
    shareWith: { users: ["123456789012"] },
  },
  machineTemplates: [
    {
      name: "prod-control-plane",
      namespace: "default",
      instanceType: "m5.xlarge",
      iamInstanceProfile: "control-plane.cluster-api-provider-aws.sigs.k8s.io",
      sshKeyName: "default",
    },
  ],
};

// What was built, as a build's output or a catalog file says it.
const catalog = createImageCatalog([
  {
    name: "ubuntu-2404-1.34.1-20261103",
    kubernetesVersion: "1.34.1",
    os: image.os,
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }],
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  },
]);

const bound = bindTarget(aws, image, target);
const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
if (!rendered.ok) {
  throw new Error(rendered.diagnostics.map(formatDiagnostic).join("\n"));
}

/** capa/packer-vars.json, capa/build.sh and capa/aws-machine-template-prod-control-plane.yaml */
export const artifacts = rendered.value;
