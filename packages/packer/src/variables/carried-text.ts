/**
 * How a value travels from a variable file to where it is used.
 *
 * - `text`: Packer alone reads it
 * - `bool`, `integer`: text that Packer or Ansible parses
 * - `token`: unquoted in Ansible's `k=v` line; cut at the first blank
 * - `words`: quoted in that line; words with blanks between them
 * - `list`: parted at commas; nothing is trimmed
 */
export type VariableForm = (typeof variableForms)[number];

export const variableForms = ["text", "bool", "integer", "token", "words", "list"] as const;

const booleans = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)?$/u;

/** What Ansible's `k=v` parser takes for an escape. */
const escape = /\\(?:[\\'"abfnrtv0-7]|U[\s\S]{8}|u[\s\S]{4}|x[\s\S]{2}|N\{)/u;

/**
 * Why a value would not arrive as it is written, or undefined if it would.
 *
 * @returns a clause that follows "the value"
 */
export function carriageFault(form: VariableForm, value: string): string | undefined {
  if (value.includes("\0") || !value.isWellFormed()) {
    return "holds NUL or half of a surrogate pair, which no file can carry";
  }
  if (value.includes("{{")) {
    return "holds {{, which Packer evaluates";
  }
  switch (form) {
    case "bool":
      return booleans.test(value) ? undefined : "is neither true nor false";
    case "integer":
      return /^\d*$/u.test(value) ? undefined : "is no whole number";
    case "token":
      return ansibleFault(value) ?? blankFault(value);
    case "words":
      return ansibleFault(value) ?? (/[\r\n]/u.test(value) ? "holds a line break" : undefined);
    case "list":
      return ansibleFault(value) ?? blankFault(value);
    case "text":
    default:
      return undefined;
  }
}

function ansibleFault(value: string): string | undefined {
  if (/["'`]/u.test(value)) {
    return "holds a quote, which Ansible takes for its own";
  }
  if (/\{[%#]/u.test(value)) {
    return "holds {% or {#, which Ansible evaluates";
  }
  return escape.test(value) ? "holds a backslash, which Ansible takes for an escape" : undefined;
}

function blankFault(value: string): string | undefined {
  return /\s/u.test(value) ? "holds a blank or line break, at which it would be cut" : undefined;
}
