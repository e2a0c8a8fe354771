import { emitHclVariables, emitJson } from "@imagewright/core";

/** Packer variables by name; every value is text. */
export interface PackerVariables {
  readonly [name: string]: string;
}

/**
 * Variables in the order of their names, so that their order in a spec changes nothing.
 *
 * @example
 * ```ts
 * Object.keys(sortedVariables({ vpc_id: "vpc-1", ami_groups: "" })); // => ["ami_groups", "vpc_id"]
 * ```
 */
export function sortedVariables(variables: PackerVariables = {}): PackerVariables {
  return Object.fromEntries(Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A variable file for Packer's JSON templates: one object of strings.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for text that JSON cannot carry
 * @example
 * ```ts
 * varFile({ aws_region: "eu-west-1" }); // => '{\n  "aws_region": "eu-west-1"\n}\n'
 * ```
 */
export function varFile(variables: PackerVariables): string {
  return emitJson(variables);
}

/**
 * A variable file for Packer's HCL2 templates, `*.pkrvars.hcl`.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for names that are no identifier and text that is not
 * in Unicode's form NFC
 * @example
 * ```ts
 * hclVarFile({ aws_region: "eu-west-1" }); // => 'aws_region = "eu-west-1"\n'
 * ```
 */
export function hclVarFile(variables: PackerVariables): string {
  return emitHclVariables(variables);
}
