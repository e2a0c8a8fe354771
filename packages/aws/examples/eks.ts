import { eks, type EksTarget } from "@imagewright/aws/eks";
import { bindTarget, formatDiagnostic, type NodeImage, renderTarget } from "@imagewright/core";

const image: NodeImage = {
  name: "al2023",
  kubernetes: {
    version: "1.34.9",
    source: { kind: "bucket", bucket: "amazon-eks", buildDate: "2026-07-05" },
  },
  os: { distribution: "amazon-linux", release: "2023" },
  architecture: "arm64",
};

const target: EksTarget = {
  name: "eks",
  provider: "eks",
  image: "al2023",
  build: { region: "eu-west-1", encrypted: true, copyTo: ["us-east-1"] },
};

const bound = bindTarget(eks, image, target);
const rendered = bound.ok ? renderTarget(bound.value) : bound;
if (!rendered.ok) {
  throw new Error(rendered.diagnostics.map(formatDiagnostic).join("\n"));
}

/** eks/variables.json and eks/build.sh */
export const artifacts = rendered.value;
