import { InvalidArgumentError } from "commander";

import { collect } from "./option-values.ts";

/** Components whose releases decide what is judged; others would be passed over without a word. */
const components = ["capi", "capa", "capz", "capc", "karpenter", "kubernetes"];

const assignment = /^(?<component>[^=]*)=v?(?<version>\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)$/u;

/** Reads `capz=1.24.1,karpenter=1.14`, after those that were given before. */
export function collectVersions(
  value: string,
  previous: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const versions = new Map(Object.entries(previous ?? {}));
  for (const text of collect(value, undefined)) {
    const { component, version } = assignment.exec(text)?.groups ?? {};
    if (component === undefined || version === undefined) {
      throw new InvalidArgumentError("It needs the form capz=1.24.1.");
    }
    if (!components.includes(component)) {
      throw new InvalidArgumentError(`The components are ${components.join(", ")}.`);
    }
    if (versions.has(component)) {
      throw new InvalidArgumentError(`The version of ${component} is given twice.`);
    }
    versions.set(component, version);
  }
  return Object.fromEntries(versions);
}
