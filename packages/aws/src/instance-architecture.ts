import type { Architecture } from "@imagewright/core";

import table from "./data/instance-families.json" with { type: "json" };

/** Architecture of an instance type by its family; undefined for families that are not known. */
export function instanceArchitecture(instanceType: string): Architecture | undefined {
  const [family = ""] = instanceType.split(".");
  if (table.amd64.includes(family)) {
    return "amd64";
  }
  return table.arm64.includes(family) ? "arm64" : undefined;
}
