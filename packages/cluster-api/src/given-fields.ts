import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  toJsonValue,
} from "@imagewright/core";

/**
 * The fields of typed options that are set, as JSON data in the order of the names. Maps below
 * them are sorted, so that their order in a spec file changes nothing.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for what JSON does not have
 * @example
 * ```ts
 * interface Machine {
 *   readonly instanceType: string;
 *   readonly sshKeyName?: string;
 *   readonly name: string;
 * }
 * const machine: Machine = { name: "prod-md-0", instanceType: "m5.xlarge" };
 * givenFields(machine, ["instanceType", "sshKeyName"]); // => { instanceType: "m5.xlarge" }
 * ```
 */
export function givenFields<Options extends object>(
  options: Options,
  names: readonly (keyof Options & string)[],
): JsonObject {
  const given = names.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, sorted(toJsonValue(options[name]))]));
}

function sorted(value: JsonValue): JsonValue {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
  }
  return isJsonList(value) ? value.map(sorted) : value;
}
