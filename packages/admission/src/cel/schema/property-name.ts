/** Words of the language: a property of such a name is written between two underscores. */
const reserved: ReadonlySet<string> = new Set([
  "true",
  "false",
  "null",
  "in",
  "as",
  "break",
  "const",
  "continue",
  "else",
  "for",
  "function",
  "if",
  "import",
  "let",
  "loop",
  "package",
  "namespace",
  "return",
  "var",
  "void",
  "while",
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ["__", "__underscores__"],
  [".", "__dot__"],
  ["-", "__dash__"],
  ["/", "__slash__"],
]);

const unescapes: ReadonlyMap<string, string> = new Map(
  Array.from(escapes, ([text, name]) => [name, text]),
);

/**
 * A property as rules name it: `kubernetes.io/arch` is `kubernetes__dot__io__slash__arch`.
 *
 * @returns undefined where rules have no name for the property
 */
export function escapeProperty(name: string): string | undefined {
  if (reserved.has(name)) {
    return `__${name}__`;
  }
  return /^[A-Za-z_./-][\w./-]*$/u.test(name)
    ? name.replace(/__|[-./]/gu, (text) => escapes.get(text) ?? text)
    : undefined;
}

/** The property that a rule names; undefined where the name is no property's. */
export function unescapeProperty(name: string): string | undefined {
  if (!name.includes("__")) {
    return name;
  }
  const word = /^__(?<word>[^_]+)__$/u.exec(name)?.groups?.["word"];
  if (word !== undefined && reserved.has(word)) {
    return word;
  }
  let isKnown = true;
  const property = name.replace(/__[^_]+__/gu, (escape) => {
    const text = unescapes.get(escape);
    isKnown &&= text !== undefined;
    return text ?? "";
  });
  return isKnown ? property : undefined;
}
