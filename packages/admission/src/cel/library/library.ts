import type { Meter } from "../meter.ts";
import { parseSignature, type Signature } from "../type/signature.ts";
import type { CelValue } from "../value/cel-value.ts";
import { addressFunctions } from "./addresses.ts";
import type { Implementation } from "./arguments.ts";
import { conversionFunctions } from "./conversions.ts";
import { listFunctions } from "./lists.ts";
import { formatFunctions } from "./named-formats.ts";
import { networkFunctions } from "./networks.ts";
import { optionalFunctions } from "./optionals.ts";
import { quantityFunctions } from "./quantities.ts";
import { regexFunctions } from "./regular-expression.ts";
import { semverFunctions } from "./semvers.ts";
import { sizeFunctions } from "./sizes.ts";
import { stringFunctions } from "./strings.ts";
import { timeFunctions } from "./times.ts";
import { urlFunctions } from "./urls.ts";

/** A function for operands of certain types. */
export interface Overload extends Signature {
  readonly run: (operands: readonly CelValue[], meter: Meter) => CelValue;
}

/** All functions, by their signatures. */
export const celFunctions: Readonly<Record<string, Implementation>> = {
  ...sizeFunctions,
  ...conversionFunctions,
  ...stringFunctions,
  ...regexFunctions,
  ...listFunctions,
  ...optionalFunctions,
  ...timeFunctions,
  ...urlFunctions,
  ...addressFunctions,
  ...networkFunctions,
  ...quantityFunctions,
  ...semverFunctions,
  ...formatFunctions,
};

let index: ReadonlyMap<string, readonly Overload[]> | undefined;

/**
 * Functions of a name that take so many operands.
 *
 * @param isMember - whether the first operand stands before the name
 */
export function findOverloads(name: string, isMember: boolean, count: number): readonly Overload[] {
  index ??= Map.groupBy(
    Object.entries(celFunctions).map(([text, run]) => ({ ...parseSignature(text), run })),
    (overload) => keyOf(overload.name, overload.isMember, overload.parameters.length),
  );
  return index.get(keyOf(name, isMember, count)) ?? [];
}

function keyOf(name: string, isMember: boolean, count: number): string {
  return `${isMember ? "." : ""}${name}/${count}`;
}
