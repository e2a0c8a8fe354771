import { azureDiagnostics } from "../azure-diagnostics.ts";
import { numberAt } from "../json-fields.ts";
import { parseManifest } from "../parse/manifest.ts";
import { machineRule } from "./machine-rule.ts";
import { usersOf } from "./machine-users.ts";

/** How many machines a managed image serves at once. */
const mostAtOnce = 20;

/** A managed image is not asked for more machines than it serves at once. */
export const managedImageRule = machineRule(({ object, manifests }) => {
  const read = parseManifest(object);
  const [found] = read.ok ? read.value : [];
  if (found?.reference.kind !== "azure-managed-image") {
    return [];
  }
  const { pointer } = found;
  return usersOf(manifests, object).flatMap((user) => {
    const replicas = numberAt(user.object, "/spec/replicas") ?? 1;
    const message = `${user.kind} ${user.name} wants ${replicas} machines of a managed image, which serves ${mostAtOnce} at once`;
    return replicas > mostAtOnce
      ? [azureDiagnostics.report("AZURE_MANAGED_IMAGE_SCALE", { message, pointer })]
      : [];
  });
});
