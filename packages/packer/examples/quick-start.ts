import { type Artifact, formatDiagnostic, hasErrors, type NodeImage } from "@imagewright/core";
import {
  buildScript,
  checkImageBuilderImage,
  checkImageBuilderVariables,
  imageBuilderGoal,
  imageBuilderVariables,
  varFile,
} from "@imagewright/packer";

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.35.5", source: { kind: "package", revision: "1.1" } },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
  packages: ["nfs-common", "jq"],
  preloadedImages: ["registry.k8s.io/pause:3.10.2"],
};
const variables = { ami_regions: "eu-west-1", ami_groups: "", snapshot_groups: "" };

const goal = imageBuilderGoal("ami", image);
const findings = [
  ...checkImageBuilderImage("ami", image),
  ...checkImageBuilderVariables("ami", variables, "/variables", image),
];
if (!goal.ok || hasErrors(findings)) {
  throw new Error(findings.map(formatDiagnostic).join("\n"));
}

/** `./build.sh ~/src/image-builder` builds the AMI, `./build.sh validate …` only checks it. */
export const artifacts: readonly Artifact[] = [
  {
    path: "packer-vars.json",
    mediaType: "application/json",
    text: varFile({ ...imageBuilderVariables("ami", image), ...variables }),
  },
  {
    path: "build.sh",
    mediaType: "text/x-shellscript",
    text: buildScript({ goal: goal.value, varFile: "packer-vars.json" }),
  },
];
