import { numberAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { parseManifest } from "../parse/manifest.ts";
import { machineOwners } from "./machine-owners.ts";
import { machineRule } from "./machine-rule.ts";

/** How many machines a managed image serves at once. */
const mostAtOnce = 20;

/** A managed image is not asked for more machines than it serves at once. */
export const managedImageRule = machineRule((context) => {
  const read = parseManifest(context.object);
  const [found] = read.ok ? read.value : [];
  if (found?.reference.kind !== "azure-managed-image") {
    return [];
  }
  const { pointer } = found;
  return machineOwners(context).flatMap(({ object, kind, name }) => {
    const replicas = numberAt(object, "/spec/replicas") ?? 1;
    const message = `${kind} ${name} wants ${replicas} machines of a managed image, which serves ${mostAtOnce} at once`;
    return replicas > mostAtOnce
      ? [azureDiagnostics.report("AZURE_MANAGED_IMAGE_SCALE", { message, pointer })]
      : [];
  });
});
