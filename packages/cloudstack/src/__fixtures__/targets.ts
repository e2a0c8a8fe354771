import type { NodeImage } from "@imagewright/core";

import type { CloudStackMachineTemplate, CloudStackTarget } from "../options.ts";

export const ubuntu: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

export const templateName = "ubuntu-2404-kube-v1.34.1-kvm";
export const uuid = "0b8a2d31-0f1e-4e0b-9a6d-3c1b7f3d2a11";

export const template: CloudStackMachineTemplate = {
  name: "capi-quickstart-control-plane",
  reference: `cloudstack-template:?name=${templateName}`,
  offering: { name: "ControlPlaneOffering" },
};

export const target: CloudStackTarget = {
  name: "capc",
  provider: "cloudstack",
  image: "ubuntu-2404",
  machineTemplates: [template],
};
