/** A piece of a text as a finding shows it: 80 characters at most. */
export function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
