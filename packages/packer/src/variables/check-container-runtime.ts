import {
  containerdSupport,
  type Diagnostic,
  type NodeImage,
  parseKubernetesVersion,
} from "@imagewright/core";

import table from "../data/runtimes.json" with { type: "json" };
import { packerDiagnostics } from "../packer-diagnostics.ts";
import { unsupported } from "./image-finding.ts";

const pointer = "/image/containerRuntime/containerd";

/** Whether the runtime versions of an image go with its Kubernetes version, and are installed. */
export function checkContainerRuntime(image: NodeImage): readonly Diagnostic[] {
  const { containerd, runc } = image.containerRuntime ?? {};
  const path = ["containerRuntime", "runc"];
  return [
    ...(image.os.distribution === "windows" && runc !== undefined
      ? [unsupported(path, "Windows has no runc", "Leave it out.")]
      : []),
    ...(containerd === undefined ? [] : containerdFindings(image, containerd)),
    ...(containerd !== undefined && runc === undefined ? runcAdvice(image, containerd) : []),
  ];
}

function containerdFindings({ kubernetes }: NodeImage, containerd: string): readonly Diagnostic[] {
  const version = parseKubernetesVersion(kubernetes.version);
  if (version === undefined || parseKubernetesVersion(containerd) === undefined) {
    return [];
  }
  const minor = `${version.major}.${version.minor}`;
  const facts = { pointer, found: containerd };
  if (version.minor > table.lastMinorWithContainerd1 && containerd.startsWith("1.")) {
    const message = `Kubernetes ${minor} does not run on containerd 1.x`;
    return [packerDiagnostics.report("PACKER_CONTAINERD_TOO_OLD", { message, ...facts })];
  }
  const message = `the containerd project does not recommend ${containerd} for Kubernetes ${minor}`;
  return containerdSupport(minor, containerd) === "unsupported"
    ? [packerDiagnostics.report("PACKER_CONTAINERD_UNSUPPORTED", { message, ...facts })]
    : [];
}

/** image-builder moves containerd and runc together; one alone makes a pair nobody tested. */
function runcAdvice({ os }: NodeImage, containerd: string): readonly Diagnostic[] {
  if (os.distribution === "windows" || containerd === table.defaults.containerd) {
    return [];
  }
  const pair = table.pairs.find((row) => row.containerd === containerd);
  const message = `containerd ${containerd} is installed beside runc ${table.defaults.runc}, image-builder's default`;
  const hint = pair && `Set containerRuntime.runc to ${pair.runc}, which it was released with.`;
  return [packerDiagnostics.report("PACKER_RUNC_DEFAULT", { message, pointer, hint })];
}
