import { displayWidth } from "./display-width.ts";
import { safeText } from "./safe-text.ts";

/**
 * Rows in columns that are as wide as their widest cell; two blanks between them. The last cell of
 * a row takes what it needs.
 *
 * @param rows - cells as they are: they are made safe for a terminal here
 */
export function textTable(rows: readonly (readonly string[])[], indent = ""): readonly string[] {
  const safe = rows.map((row) => row.map(safeText));
  const widths: number[] = [];
  for (const row of safe) {
    for (const [column, cell] of row.entries()) {
      if (column < row.length - 1) {
        widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
      }
    }
  }
  return safe.map((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1
        ? cell
        : cell + " ".repeat((widths[column] ?? 0) - displayWidth(cell)),
    );
    return `${indent}${cells.join("  ")}`.trimEnd();
  });
}
