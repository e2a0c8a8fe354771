import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import type { CelValue } from "../value/cel-value.ts";
import { asInstance, asInt, asText, type Implementation } from "./arguments.ts";
import { parseQuantity, Quantity } from "./quantity.ts";

/**
 * Functions of quantities.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
 */
export const quantityFunctions: Readonly<Record<string, Implementation>> = Object.fromEntries(
  Object.entries(plainFunctions()).map(([signature, run]) => [signature, paid(run)]),
);

/** Numbers of any length take longer than those of 64 bits. */
function paid(run: Implementation): Implementation {
  return (operands, meter) => {
    meter.spend(10);
    return run(operands, meter);
  };
}

function plainFunctions(): Readonly<Record<string, Implementation>> {
  return {
    "isQuantity(string): bool": ([text], meter) => readQuantity(text, meter) !== undefined,
    "quantity(string): Quantity": ([text], meter) => requireQuantity(text, meter),
    "sign(Quantity): int": ([amount]) => sign(amount),
    "Quantity.sign(): int": ([amount]) => sign(amount),
    "Quantity.isInteger(): bool": ([amount]) => quantityOf(amount).toInteger() !== undefined,
    "Quantity.asInteger(): int": ([amount]) => integerOf(quantityOf(amount)),
    "Quantity.asApproximateFloat(): double": ([amount]) => quantityOf(amount).toDouble(),
    "Quantity.isLessThan(Quantity): bool": ([left, right]) => order(left, right) < 0,
    "Quantity.isGreaterThan(Quantity): bool": ([left, right]) => order(left, right) > 0,
    "Quantity.compareTo(Quantity): int": ([left, right]) => BigInt(order(left, right)),
    "Quantity.add(Quantity): Quantity": ([left, right]) => quantityOf(left).add(quantityOf(right)),
    "Quantity.add(int): Quantity": ([left, right]) => quantityOf(left).add(ofInteger(right)),
    "Quantity.sub(Quantity): Quantity": ([left, right]) =>
      quantityOf(left).add(quantityOf(right).negated()),
    "Quantity.sub(int): Quantity": ([left, right]) =>
      quantityOf(left).add(ofInteger(right).negated()),
  };
}

function readQuantity(operand: CelValue | undefined, meter: Meter): Quantity | undefined {
  const text = asText(operand);
  meter.spend(text.length);
  return parseQuantity(text);
}

function requireQuantity(operand: CelValue | undefined, meter: Meter): Quantity {
  const quantity = readQuantity(operand, meter);
  if (quantity === undefined) {
    throw new CelError(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  }
  return quantity;
}

function quantityOf(operand: CelValue | undefined): Quantity {
  return asInstance(operand, Quantity);
}

function ofInteger(operand: CelValue | undefined): Quantity {
  return new Quantity(asInt(operand), 0, true);
}

function order(left: CelValue | undefined, right: CelValue | undefined): number {
  return quantityOf(left).compareTo(quantityOf(right));
}

function sign(operand: CelValue | undefined): bigint {
  return BigInt(quantityOf(operand).compareTo(new Quantity(0n, 0, true)));
}

function integerOf(quantity: Quantity): bigint {
  const value = quantity.toInteger();
  if (value === undefined) {
    throw new CelError("cannot convert value to integer");
  }
  return value;
}
