import { aws } from "@imagewright/aws";
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

// The target's type follows from the plugin: a wrong option does not compile.
const bound = bindTarget(aws, image, {
  name: "capa",
  provider: "aws",
  image: "ubuntu-2404",
  build: { region: "eu-west-1", copyTo: ["us-east-1"] },
  machineTemplates: [{ name: "prod-control-plane", instanceType: "m5.xlarge" }],
});

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

const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
for (const diagnostic of [...bound.diagnostics, ...rendered.diagnostics]) {
  console.log(formatDiagnostic(diagnostic));
}
for (const { path, text } of rendered.ok ? rendered.value : []) {
  console.log(path.endsWith(".yaml") ? `# ${path}\n${text}` : `# ${path}`);
}
