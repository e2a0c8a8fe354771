const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * Text for the content or an attribute of XML. What XML cannot say, control characters above all, is
 * shown as its number.
 */
export function svgText(text: string): string {
  return text
    .replaceAll(
      /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u007f-\u009f]/gu,
      (character) => {
        const number = character.codePointAt(0) ?? 0;
        return `\\u{${number.toString(16)}}`;
      },
    )
    .replaceAll(/[&<>"]/gu, (character) => entities[character] ?? character)
    .replaceAll("\r", "&#13;");
}
