import { infrastructureGroup } from "@imagewright/cluster-api";
import { isJsonObject, type ManifestRule, valueAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";

const pointer = "/spec/asoManagedClustersAgentPoolPatches";

/** The patches of an AKS pool, the one way to reach its node image, are JSON merge patches. */
export const managedPoolRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AzureManagedMachinePool"],
  check({ object }) {
    const patches = valueAt(object, pointer);
    const texts: readonly unknown[] = Array.isArray(patches) ? patches : [];
    return texts.flatMap((text, index) => {
      if (typeof text !== "string" || isPatch(text)) {
        return [];
      }
      const message = "the text is no JSON merge patch";
      const facts = { message, pointer: `${pointer}/${index}` };
      return [azureDiagnostics.report("AZURE_MANAGED_PATCH", facts)];
    });
  },
};

function isPatch(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}
