import type { CliIo, OutputStream } from "../io.ts";

/** How text is emphasized; each does nothing where colour is not wanted. */
export interface Palette {
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

/**
 * Whether a stream gets colour: `FORCE_COLOR` decides first (`0` is no), then `NO_COLOR` (anything
 * but empty is no), then whether it is a terminal that can.
 *
 * @see https://no-color.org/
 */
export function wantsColour(env: CliIo["env"], stream: OutputStream): boolean {
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "") {
    return force !== "0" && force !== "false";
  }
  return !env["NO_COLOR"] && env["TERM"] !== "dumb" && stream.isTerminal;
}

export function createPalette(isColoured: boolean): Palette {
  const paint = (code: number) => (text: string) =>
    isColoured && text !== "" ? `\u001B[${code}m${text}\u001B[0m` : text;
  return {
    error: paint(31),
    warning: paint(33),
    info: paint(36),
    good: paint(32),
    strong: paint(1),
    faint: paint(2),
  };
}
