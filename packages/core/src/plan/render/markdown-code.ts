import type { MarkdownText } from "../../template/safe-text.ts";

/**
 * A code block that shows any text as it is: its fence is longer than every one in the text.
 *
 * @param language - as the fence names it
 */
export function codeBlock(language: string, text: string): MarkdownText {
  const runs = text.match(/`+/gu) ?? [];
  const longest = runs.reduce((length, run) => Math.max(length, run.length), 2);
  const fence = "`".repeat(longest + 1);
  const end = text.endsWith("\n") ? "" : "\n";
  return { dialect: "markdown", text: `${fence}${language}\n${text}${end}${fence}` };
}
