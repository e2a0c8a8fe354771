import type { WaitLine } from "./rollout-wait.ts";

/**
 * A JSONPath template that prints each line of a wait as `name how :found :wanted`.
 */
export function waitTemplate(lines: readonly WaitLine[]): string {
  return template(lines, ({ name, how, found, wanted }) => `${name} ${how} :${found} :${wanted}`);
}

/** The same for people: `name: found`, and `name: found of wanted` for counters. */
export function readableTemplate(lines: readonly WaitLine[]): string {
  return template(lines, ({ name, found, wanted, isPath }) =>
    isPath ? `${name}: ${found} of ${wanted}` : `${name}: ${found}`,
  );
}

function template(lines: readonly WaitLine[], write: (line: WaitLine) => string): string {
  return lines
    .map((line) => {
      const { each, found, wanted, isPath } = line;
      const text = write({
        ...line,
        found: `{${found}}`,
        wanted: isPath ? `{${wanted}}` : wanted,
      });
      const written = `${text}{"\\n"}`;
      return each === undefined ? written : `{range ${each}}${written}{end}`;
    })
    .join("");
}

/** What the template for people prints when everything is as it has to be. */
export function expectedLines(lines: readonly WaitLine[]): string {
  return lines
    .map(({ name, how, wanted, isPath }) => {
      const value = isPath ? "N of N" : wanted;
      const answers = {
        same: value,
        minor: `${value}, with any patch`,
        not: `anything but ${value}, or nothing`,
        without: `nothing, or a list without ${value}`,
        none: "nothing, or 0",
      };
      return `${name}: ${answers[how]}\n`;
    })
    .join("");
}
