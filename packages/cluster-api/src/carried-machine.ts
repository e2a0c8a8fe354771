import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { infrastructureGroup } from "./machine-template.ts";

/** The machine that an object of an infrastructure provider carries. */
export interface CarriedMachine {
  /** API version without its group. @example "v1beta2" */
  readonly version: string;
  readonly kind: string;
  /** Where the machine stands in the object. */
  readonly pointer: string;
  /** Undefined where the object has none, or something else in its place. */
  readonly machine: JsonObject | undefined;
}

/**
 * Finds the machine of an object, of whatever version; undefined for objects of other groups and
 * kinds.
 *
 * @param places - JSON Pointer of the machine by kind
 * @example
 * ```ts
 * const object = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *   kind: "AWSMachineTemplate",
 *   metadata: { name: "prod-control-plane" },
 *   spec: { template: { spec: { instanceType: "m5.xlarge" } } },
 * };
 * carriedMachine(object, new Map([["AWSMachineTemplate", machinePointer]]));
 * // => {
 * //      version: "v1beta2",
 * //      kind: "AWSMachineTemplate",
 * //      pointer: "/spec/template/spec",
 * //      machine: { instanceType: "m5.xlarge" },
 * //    }
 * carriedMachine(object, new Map([["AzureMachineTemplate", machinePointer]])); // => undefined
 * ```
 */
export function carriedMachine(
  object: JsonObject,
  places: ReadonlyMap<string, string>,
): CarriedMachine | undefined {
  const apiVersion = ownValue(object, "apiVersion");
  const kind = ownValue(object, "kind");
  const [group, version = ""] = typeof apiVersion === "string" ? apiVersion.split("/") : [];
  const pointer = typeof kind === "string" ? places.get(kind) : undefined;
  if (group !== infrastructureGroup || typeof kind !== "string" || pointer === undefined) {
    return undefined;
  }
  const machine: JsonValue | undefined = valueAt(object, pointer);
  return { version, kind, pointer, machine: isJsonObject(machine) ? machine : undefined };
}
