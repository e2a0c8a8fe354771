import { formatKubernetesVersion, parseKubernetesVersion } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { decodeImageVersion } from "../image-version.ts";
import { parseManifest } from "../parse/manifest.ts";
import { machineOwners } from "./machine-owners.ts";
import { machineRule } from "./machine-rule.ts";

/** An image whose version tells of a Kubernetes version is used for that version. */
export const kubernetesVersionRule = machineRule((context) => {
  const read = parseManifest(context.object);
  const [found] = read.ok ? read.value : [];
  const version =
    found !== undefined && "version" in found.reference ? found.reference.version : "";
  const facts = decodeImageVersion(version);
  if (found === undefined || facts.kind !== "kubernetes") {
    return [];
  }
  return machineOwners(context).flatMap(({ kind, name, version: asked }) => {
    const kubernetesVersion = asked?.text ?? "";
    const wanted = parseKubernetesVersion(kubernetesVersion, "tolerant");
    if (wanted === undefined || formatKubernetesVersion(wanted) === facts.kubernetesVersion) {
      return [];
    }
    const message = `the image is for Kubernetes ${facts.kubernetesVersion}, but ${kind} ${name} asks for ${kubernetesVersion}`;
    const { pointer } = found;
    const more = { found: version, expected: kubernetesVersion };
    return [azureDiagnostics.report("AZURE_VERSION_KUBERNETES", { message, pointer, ...more })];
  });
});
