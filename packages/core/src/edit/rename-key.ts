import type { DraftEntry } from "./draft.ts";
import { flowScalar } from "./flow-text.ts";
import type { LayoutEntry } from "./layout.ts";
import { fault, type Page, splice } from "./page.ts";

/** Writes the new name of a field over its key, in the quotes the old one has. */
export function renameKey(page: Page, { name }: DraftEntry, { key }: LayoutEntry): void {
  if (name === undefined || key === undefined || key.name === name) {
    return;
  }
  if (!key.isSimple) {
    throw fault(page, "EDIT_FORM", "the key has an anchor, a tag or a question mark");
  }
  const sign = page.layout.text[key.start];
  const style = sign === '"' ? "double" : sign === "'" ? "single" : "plain";
  splice(page, key.start, key.end, flowScalar(name, page.flow, style));
}
