import { azure, type AzureTarget } from "@imagewright/azure";
import { bindTarget, formatDiagnostic, type NodeImage, renderTarget } from "@imagewright/core";

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

const target: AzureTarget = {
  name: "capz",
  provider: "azure",
  image: "ubuntu-2404",
  build: {
    subscriptionId: "01234567-89ab-cdef-0123-4567890abcde",
    resourceGroup: "cluster-api-images",
    gallery: "ClusterAPI",
    location: "westeurope",
    generation: "gen2",
    version: "1.34.1",
  },
  machineTemplates: [
    {
      name: "prod-md-0",
      reference:
        "azure-gallery:01234567-89ab-cdef-0123-4567890abcde/cluster-api-images/ClusterAPI/capi-ubuntu-2404-gen2/1.34.1",
      vmSize: "Standard_D2s_v5",
      sshPublicKey:
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ops",
    },
  ],
};

const bound = bindTarget(azure, image, target);
const rendered = bound.ok ? renderTarget(bound.value) : bound;
if (!rendered.ok) {
  throw new Error(rendered.diagnostics.map(formatDiagnostic).join("\n"));
}

/** capz/packer-vars.json, capz/build.sh and capz/azure-machine-template-prod-md-0.yaml */
export const artifacts = rendered.value;
