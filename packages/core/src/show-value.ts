/** Longest text that is shown, in UTF-16 units. */
const shownLength = 80;

/**
 * A value as a diagnostic shows it: JSON, at most 80 characters. Of a large value no more is looked
 * at than is shown.
 *
 * @example
 * ```ts
 * showValue({ region: "eu-west-1" }); // => '{"region":"eu-west-1"}'
 * showValue("x".repeat(100)).length; // => 80
 * ```
 */
export function showValue(value: unknown): string {
  const text = show(value, shownLength + 1) ?? String(value);
  // Half of a surrogate pair would be no text.
  return text.length <= shownLength
    ? text
    : `${text.slice(0, shownLength - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}

/**
 * The beginning of a value's JSON; undefined for what JSON does not have.
 *
 * @param room - how many characters are wanted; every level of nesting takes one of them
 */
function show(value: unknown, room: number): string | undefined {
  if (typeof value === "string") {
    return JSON.stringify(value.slice(0, Math.max(room, 0)).toWellFormed());
  }
  if (typeof value === "bigint") {
    return String(value);
  }
  if (typeof value !== "object" || value === null || "toJSON" in value) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return `[${joined(items, room - 1, (item, left) => show(item, left) ?? "null")}]`;
  }
  const entries = Object.entries(value);
  return `{${joined(entries, room - 1, ([key, child], left) => {
    const name = `${show(key, left) ?? ""}:`;
    const shown: string | undefined = show(child, left - name.length);
    return shown === undefined ? undefined : `${name}${shown}`;
  })}}`;
}

/** Parts with commas between them, until there is no room for more. */
function joined<Part>(
  parts: readonly Part[],
  room: number,
  write: (part: Part, room: number) => string | undefined,
): string {
  let text = "";
  for (const part of parts) {
    if (text.length >= room) {
      break;
    }
    const separator = text === "" ? "" : ",";
    const written = write(part, room - text.length - separator.length);
    text += written === undefined ? "" : `${separator}${written}`;
  }
  return text;
}
