import type { WaitLine } from "./rollout-wait.ts";

/**
 * A JSONPath template that prints each line of a wait as `name how :found :wanted`.
 */
export function waitTemplate(lines: readonly WaitLine[]): string {
  return template(lines, ({ name, how, found, wanted }) => `${name} ${how} :${found} :${wanted}`);
}

/** The same for people: `name: found, has to be wanted`. */
export function readableTemplate(lines: readonly WaitLine[]): string {
  return template(lines, ({ name, how, found, wanted }) => {
    const phrases = {
      same: `has to be ${wanted}`,
      minor: `has to be ${wanted}, with any patch`,
      not: `must not be ${wanted}`,
      without: `must not name ${wanted}`,
      none: "has to be 0, or nothing",
    };
    return `${name}: ${found}, ${phrases[how]}`;
  });
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
