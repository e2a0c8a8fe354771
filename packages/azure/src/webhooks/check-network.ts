import { type Diagnostic, type JsonObject, numberAt, ownValue, textAt } from "@imagewright/core";

import { objectsAt } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";

/** What CAPZ's webhook says of the network interfaces of a machine: the first fault alone. */
export function checkNetwork(machine: JsonObject, at: string): readonly Diagnostic[] {
  const [fault] = networkFaults(machine);
  const pointer = `${at}/networkInterfaces`;
  return fault === undefined
    ? []
    : [capzDiagnostics.report("CAPZ_NETWORK", { message: fault, pointer })];
}

function networkFaults(machine: JsonObject): readonly string[] {
  const interfaces = objectsAt(machine, "/networkInterfaces");
  if (interfaces.length === 0) {
    return [];
  }
  return [
    ...(hasSubnet(machine) ? ["cannot set both networkInterfaces and machine subnetName"] : []),
    ...((ownValue(machine, "acceleratedNetworking") ?? null) === null
      ? []
      : ["cannot set both networkInterfaces and machine acceleratedNetworking"]),
    ...(interfaces.some((one) => (numberAt(one, "/privateIPConfigs") ?? 0) < 1)
      ? ["number of privateIPConfigs per interface must be at least 1"]
      : []),
  ];
}

/** What the webhook of pools says: it looks at the subnet alone. */
export function checkPoolNetwork(machine: JsonObject, at: string): readonly Diagnostic[] {
  const isClash = objectsAt(machine, "/networkInterfaces").length > 0 && hasSubnet(machine);
  const message = "cannot set both NetworkInterfaces and machine SubnetName";
  const pointer = `${at}/networkInterfaces`;
  return isClash ? [capzDiagnostics.report("CAPZ_NETWORK", { message, pointer })] : [];
}

function hasSubnet(machine: JsonObject): boolean {
  return (textAt(machine, "/subnetName") ?? "") !== "";
}
