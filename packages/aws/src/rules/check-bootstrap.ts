import { type Diagnostic, type NodeImage, parseImageReference } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsMachineTemplate } from "../machine-template-options.ts";

/** Whether the operating system reads the bootstrap data in the form they will have. */
export function checkBootstrap(
  template: AwsMachineTemplate,
  { os }: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const { cloudInit, ignition } = template;
  const isFlatcar = os.distribution === "flatcar";
  const found: Diagnostic[] = [];
  const report = (key: string, message: string): void => {
    found.push(awsDiagnostics.report("AWS_BOOTSTRAP", { message, pointer: `${pointer}/${key}` }));
  };
  if (isFlatcar && ignition === undefined) {
    report("ignition", "Flatcar boots by Ignition, and `ignition` is left out");
  }
  if (!isFlatcar && ignition !== undefined) {
    report("ignition", `${os.distribution} does not read Ignition`);
  }
  if (cloudInit !== undefined && ignition !== undefined) {
    report("cloudInit", "cloudInit and ignition exclude each other");
  }
  if (
    cloudInit?.insecureSkipSecretsManager === true &&
    cloudInit.secureSecretsBackend !== undefined
  ) {
    report("cloudInit/secureSecretsBackend", "a backend has no use where it is skipped");
  }
  if (readsNodeConfig(template) && cloudInit?.insecureSkipSecretsManager !== true) {
    const key = "cloudInit/insecureSkipSecretsManager";
    report(key, "nodeadm of Amazon Linux 2023 cannot fetch bootstrap data from a secrets backend");
  }
  return found;
}

function readsNodeConfig({ lookup, reference }: AwsMachineTemplate): boolean {
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  const type =
    parsed?.ok === true && parsed.value.kind === "ami-lookup"
      ? parsed.value.eksLookupType
      : lookup?.eksLookupType;
  return type?.startsWith("AmazonLinux2023") ?? false;
}
