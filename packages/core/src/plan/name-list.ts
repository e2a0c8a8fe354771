/**
 * Names as messages list them: the first three, and how many more there are.
 *
 * @example
 * ```ts
 * import { nameList } from "@imagewright/core/plan";
 *
 * nameList(["orders", "billing"]); // => "orders, billing"
 * nameList(["orders", "billing", "search", "edge", "build"]);
 * // => "orders, billing, search and 2 more"
 * ```
 */
export function nameList(names: readonly string[]): string {
  const rest = names.length - 3;
  const shown = names.slice(0, 3).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
