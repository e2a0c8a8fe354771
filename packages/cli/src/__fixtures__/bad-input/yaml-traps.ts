import { type BadInput, spec } from "./bad-input.ts";

/** A plain scalar where a text is meant, that readers of YAML 1.1 and 1.2 take differently. */
function trap(name: string, scalar: string, code = "READ_AMBIGUOUS_SCALAR"): BadInput {
  const text = spec('release: "24.04"', `release: ${scalar}`);
  return { name, spec: text, expected: [`9:16 ${code}`] };
}

/** Unquoted scalars that mean different things to different readers, and numbers nobody keeps. */
export const yamlTraps: readonly BadInput[] = [
  trap("no, which YAML 1.1 takes for false", "no"),
  trap("Yes, which YAML 1.1 takes for true", "Yes"),
  trap("on, which YAML 1.1 takes for true", "on"),
  trap("off, which YAML 1.1 takes for false", "off"),
  trap("y, which some readers take for true", "y"),
  trap("an octal number by its leading zero", "0755"),
  trap("an octal number by 0o", "0o14"),
  trap("a binary number", "0b11"),
  trap("a hexadecimal number", "0x1F", "SCHEMA_WRONG_TYPE"),
  trap("a number with underscores", "24_04"),
  trap("minutes and seconds, base 60 in YAML 1.1", "12:30"),
  trap("hours, base 60 in YAML 1.1", "190:20:30"),
  trap("a date, which YAML 1.1 takes for a moment", "2024-01-01"),
  trap("a moment in time", "2001-12-14t21:59:43.10-05:00"),
  trap("an equals sign alone", "="),
  trap("infinity", ".inf", "READ_NUMBER_NOT_FINITE"),
  trap("not a number", ".nan", "READ_NUMBER_NOT_FINITE"),
  trap("a number that a double cannot keep", "12345678901234567890", "READ_NUMBER_INEXACT"),
  trap("an account id with a leading zero", "012345678901"),
  trap("a tilde, which is null", "~", "SCHEMA_WRONG_TYPE"),
  trap("nothing, which is null", "", "SCHEMA_WRONG_TYPE"),
  trap("a version that reads as a number", "24.10", "SCHEMA_WRONG_TYPE"),
  trap("a boolean", "true", "SCHEMA_WRONG_TYPE"),
];
