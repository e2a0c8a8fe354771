import { type JsonObject, mapAt, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule } from "./machine-rule.ts";

/** Fields CAPZ has others for; a pool's role stands in the pool itself. */
const deprecated: ReadonlyMap<string, string> = new Map([
  ["acceleratedNetworking", "networkInterfaces[].acceleratedNetworking"],
  ["roleAssignmentName", "systemAssignedIdentityRole.name"],
  ["subnetName", "networkInterfaces[].subnetName"],
]);

/** No field is used that CAPZ has deprecated. */
export const deprecatedFieldRule = machineRule(({ object, machine, at, isPool }) => {
  const parts: readonly (readonly [JsonObject, string])[] = [
    [machine, at],
    ...(isPool ? [[mapAt(object, "/spec") ?? {}, "/spec"] as const] : []),
  ];
  return parts.flatMap(([part, place]) =>
    [...deprecated]
      .filter(([name]) => (ownValue(part, name) ?? "") !== "")
      .map(([name, expected]) =>
        azureDiagnostics.report("AZURE_FIELD_DEPRECATED", {
          message: `\`${name}\` is deprecated`,
          pointer: `${place}/${name}`,
          expected,
        }),
      ),
  );
});
