import { booleanAt, type Diagnostic, mapAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule, poolKinds } from "./machine-rule.ts";

/**
 * A pool knows encryption on the host alone: CAPZ ignores the rest of its security profile, and
 * reads `encryptionAtHost` without looking whether it is there.
 */
export const poolSecurityRule = machineRule(({ machine, at }) => {
  const profile = mapAt(machine, "/securityProfile");
  if (profile === undefined) {
    return [];
  }
  const pointer = `${at}/securityProfile`;
  const report = (message: string, field: string): Diagnostic =>
    azureDiagnostics.report("AZURE_POOL_SECURITY", { message, pointer: `${pointer}${field}` });
  return [
    ...["securityType", "uefiSettings"]
      .filter((name) => Object.hasOwn(profile, name))
      .map((name) => report(`CAPZ ignores ${name} of a pool`, `/${name}`)),
    ...(booleanAt(profile, "/encryptionAtHost") === undefined
      ? [report("CAPZ fails on a pool's security profile without encryptionAtHost", "")]
      : []),
  ];
}, poolKinds);
