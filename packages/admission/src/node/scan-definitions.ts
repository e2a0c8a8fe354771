const decoder = new TextDecoder();

/**
 * The kinds that a text of definitions declares, as `group/Kind`, without reading it: only the
 * lines of the usual layout are looked at.
 *
 * @returns undefined where the layout is another one, so that only a reader can tell
 */
export function scanDefinitions(bytes: Uint8Array): readonly string[] | undefined {
  const text = decoder.decode(bytes);
  if (!text.includes("CustomResourceDefinition")) {
    return [];
  }
  const kinds = text
    .split(/^---.*$/mu)
    .filter((document) => document.includes("CustomResourceDefinition"))
    .map(scanDocument);
  return kinds.includes(undefined) ? undefined : kinds.filter((kind) => kind !== undefined);
}

function scanDocument(text: string): string | undefined {
  const group = /^ {2}group: *["']?(?<group>[a-z0-9.-]+)["']? *$/mu.exec(text)?.groups?.["group"];
  const names = /^ {2}names: *\n(?<lines>(?: {4}.*\n)+)/mu.exec(text)?.groups?.["lines"] ?? "";
  const kind = /^ {4}kind: *["']?(?<kind>[A-Za-z0-9]+)["']? *$/mu.exec(names)?.groups?.["kind"];
  const isPlain = /^kind: *["']?CustomResourceDefinition["']? *$/mu.test(text);
  return isPlain && group !== undefined && kind !== undefined ? `${group}/${kind}` : undefined;
}
