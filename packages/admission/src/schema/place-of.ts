import type { CheckState } from "./check-state.ts";

/** How a message names the place where the walk stands. */
export function placeOf(state: CheckState): string {
  const { pointer } = state;
  return pointer === "" ? "the object" : `\`${pointer}\``;
}
