import { cloudstack, type CloudStackTarget } from "@imagewright/cloudstack";
import { bindTarget, formatDiagnostic, type NodeImage, renderTarget } from "@imagewright/core";

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

const target: CloudStackTarget = {
  name: "capc",
  provider: "cloudstack",
  image: "ubuntu-2404",
  build: { hypervisors: ["KVM", "VMware"] },
  machineTemplates: [
    {
      name: "prod-md-0",
      reference: "cloudstack-template:?name=ubuntu-2404-kube-v1.34.1-kvm",
      offering: { name: "Large Instance" },
      sshKey: "platform",
    },
  ],
};

const bound = bindTarget(cloudstack, image, target);
const rendered = bound.ok ? renderTarget(bound.value) : bound;
if (!rendered.ok) {
  throw new Error(rendered.diagnostics.map(formatDiagnostic).join("\n"));
}

/** capc/packer-vars.json, capc/build.sh and capc/cloudstack-machine-template-prod-md-0.yaml */
export const artifacts = rendered.value;
