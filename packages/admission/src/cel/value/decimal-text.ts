/** A double as a fraction: `numerator` over 2 to the power of `shift`, exactly. */
function toFraction(value: number): { readonly numerator: bigint; readonly shift: bigint } {
  const [bits = 0n] = new BigUint64Array(Float64Array.of(Math.abs(value)).buffer);
  const exponent = bits >> 52n;
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const numerator = exponent === 0n ? fraction : fraction | (1n << 52n);
  return { numerator, shift: 1075n - (exponent === 0n ? 1n : exponent) };
}

/** The double times a power of ten as a whole number; halves go to the even neighbour, as in Go. */
function scaled(value: number, power: number): bigint {
  const { numerator, shift } = toFraction(value);
  const ten = 10n ** BigInt(Math.abs(power));
  const dividend = (power < 0 ? numerator : numerator * ten) << (shift < 0n ? -shift : 0n);
  const divisor = (power < 0 ? ten : 1n) << (shift < 0n ? 0n : shift);
  const quotient = dividend / divisor;
  const rest = 2n * (dividend % divisor);
  const isUp = rest > divisor || (rest === divisor && quotient % 2n === 1n);
  return isUp ? quotient + 1n : quotient;
}

/** A finite double with so many digits behind the point. */
export function toFixedText(value: number, digits: number): string {
  const text = String(scaled(value, digits)).padStart(digits + 1, "0");
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const whole = text.slice(0, text.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** A finite double as a number with one digit before the point, and a power of ten. */
export function toScientific(
  value: number,
  digits: number,
): { readonly mantissa: string; readonly exponent: number } {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const guess = value === 0 ? 0 : Number(value.toExponential().split("e")[1]);
  const rounded = String(scaled(value, digits - guess)).padStart(digits + 1, "0");
  const isLonger = rounded.length > digits + 1;
  const text = isLonger ? rounded.slice(0, -1) : rounded;
  const fraction = digits === 0 ? "" : `.${text.slice(1)}`;
  return { mantissa: `${sign}${text.slice(0, 1)}${fraction}`, exponent: guess + Number(isLonger) };
}
