/** What EC2 takes at most, in characters. */
const longestKey = 128;
const longestValue = 256;

/** What is wrong with the tags of a selector, which matches nothing by an empty key or value. */
export function selectorTagsFault(tags: { readonly [key: string]: string }): string | undefined {
  const entries = Object.entries(tags);
  if (entries.length === 0 || entries.length > 20 || entries.flat().includes("")) {
    return "tags are 1 to 20, with a key and a value each";
  }
  return entries.some(([key, value]) => isTooLong(key, value))
    ? `a tag's key has at most ${longestKey} characters, its value ${longestValue}`
    : undefined;
}

/** Whether EC2 refuses a tag for its length. */
export function isTooLong(key: string, value: string): boolean {
  return key.length > longestKey || value.length > longestValue;
}
