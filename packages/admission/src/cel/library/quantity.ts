import { NotEvaluable } from "../cel-error.ts";
import { Opaque } from "../value/cel-value.ts";
import { fitsInt } from "../value/numbers.ts";

/** An amount of a resource: an exact decimal number. */
export class Quantity extends Opaque {
  override readonly typeName = "kubernetes.Quantity";
  /** The amount is `digits` times 10 to the power of `exponent`. */
  readonly digits: bigint;
  readonly exponent: number;
  /** Whether upstream keeps the amount in a number of 64 bits, which only then is an integer. */
  readonly isSmall: boolean;

  constructor(digits: bigint, exponent: number, isSmall: boolean) {
    super();
    this.digits = digits;
    this.exponent = exponent;
    this.isSmall = isSmall && fitsInt(digits);
  }

  override equals(other: Opaque): boolean {
    return other instanceof Quantity && this.compareTo(other) === 0;
  }

  /** -1, 0 or 1 as the amount is less than, equal to or more than another one. */
  compareTo(other: Quantity): -1 | 0 | 1 {
    const difference = this.add(other.negated()).digits;
    if (difference === 0n) {
      return 0;
    }
    return difference < 0n ? -1 : 1;
  }

  add(other: Quantity): Quantity {
    const exponent = Math.min(this.exponent, other.exponent);
    const sum = scaled(this, exponent) + scaled(other, exponent);
    return new Quantity(sum, exponent, this.isSmall && other.isSmall);
  }

  negated(): Quantity {
    return new Quantity(-this.digits, this.exponent, this.isSmall);
  }

  /** The amount as a whole number of 64 bits; undefined where upstream does not take it for one. */
  toInteger(): bigint | undefined {
    if (!this.isSmall || this.exponent < 0) {
      return undefined;
    }
    const value = scaled(this, 0);
    return fitsInt(value) ? value : undefined;
  }

  toDouble(): number {
    return Number(`${this.digits}e${this.exponent}`);
  }
}

function scaled({ digits, exponent }: Quantity, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}

const decimalSuffixes: ReadonlyMap<string, number> = new Map([
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
]);

const binarySuffixes: ReadonlyMap<string, number> = new Map([
  ["Ki", 10],
  ["Mi", 20],
  ["Gi", 30],
  ["Ti", 40],
  ["Pi", 50],
  ["Ei", 60],
]);

/** Exponents beyond this are of no use, and cost much. */
const maximumExponent = 1000;

const form =
  /^(?<sign>[+-]?)(?<whole>\d{0,200})(?:\.(?<fraction>\d{0,200}))?(?:(?<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?<exponent>[+-]?\d{1,10}))?$/u;

/**
 * Reads a quantity such as `1.5Gi`, `200m` or `1e3`.
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity
 */
export function parseQuantity(text: string): Quantity | undefined {
  const groups = form.exec(text)?.groups;
  const whole = groups?.["whole"] ?? "";
  const fraction = groups?.["fraction"] ?? "";
  if (groups === undefined || whole + fraction === "") {
    return undefined;
  }
  const digits = BigInt(`${whole}${fraction}`) * (groups["sign"] === "-" ? -1n : 1n);
  const suffix = groups["suffix"] ?? "";
  const power = binarySuffixes.get(suffix);
  if (power !== undefined) {
    const isSmall = fraction === "" && 14 - whole.length - Math.floor((power * 3) / 10) >= 0;
    return limited(new Quantity(digits * 2n ** BigInt(power), -fraction.length, isSmall));
  }
  const exponent = decimalSuffixes.get(suffix) ?? 0;
  return decimalQuantity(digits, fraction.length, exponent + Number(groups["exponent"] ?? 0));
}

function decimalQuantity(digits: bigint, places: number, exponent: number): Quantity {
  if (Math.abs(exponent) > maximumExponent) {
    throw new NotEvaluable("the exponent of the quantity is too large to be evaluated here");
  }
  const isSmall = String(digits < 0n ? -digits : digits).length <= 18 && exponent - places >= -9;
  return limited(new Quantity(digits, exponent - places, isSmall));
}

/** What is finer than a billionth is rounded away from zero; what is larger than 2^63 - 1 is that. */
function limited(quantity: Quantity): Quantity {
  const largest = new Quantity(2n ** 63n - 1n, 0, false);
  if (quantity.isSmall || quantity.compareTo(largest) > 0) {
    return quantity.isSmall ? quantity : largest;
  }
  if (quantity.exponent >= -9) {
    return quantity;
  }
  const unit = 10n ** BigInt(-9 - quantity.exponent);
  const size = quantity.digits < 0n ? -quantity.digits : quantity.digits;
  const rounded = (size + unit - 1n) / unit;
  return new Quantity(quantity.digits < 0n ? -rounded : rounded, -9, false);
}
