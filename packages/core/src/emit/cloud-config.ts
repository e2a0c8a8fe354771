import { valueRefused } from "../error.ts";
import { isJsonObject, type JsonObject } from "../json-value.ts";
import { emitYaml } from "./yaml.ts";

/**
 * A cloud-config document. Its first line is `#cloud-config` and nothing else, so no value can
 * turn the document into a Jinja template.
 *
 * @returns text with one final newline
 * @throws {ImagewrightError} `VALUE_REFUSED` for what YAML readers would alter
 * @see https://cloudinit.readthedocs.io/en/latest/explanation/format.html
 * @example
 * ```ts
 * emitCloudConfig({ package_update: true, packages: ["tcpdump"] });
 * // => "#cloud-config\npackage_update: true\npackages:\n  - tcpdump\n"
 * ```
 */
export function emitCloudConfig(value: JsonObject): string {
  if (!isJsonObject(value)) {
    throw valueRefused("cloud-config", "", "the document is no map");
  }
  return `#cloud-config\n${emitYaml(value)}`;
}
