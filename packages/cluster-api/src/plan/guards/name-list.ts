/** The first names of a list, and how many more there are. */
export function nameList(names: readonly string[]): string {
  const rest = names.length - 3;
  const shown = names.slice(0, 3).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
