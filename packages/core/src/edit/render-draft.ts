import { isSameJson } from "../json-fields.ts";
import { formatPointer } from "../json-pointer.ts";
import type { DraftNode } from "./draft.ts";
import { openNode, valueOf } from "./draft.ts";
import { EditFault } from "./edit-fault.ts";
import type { CollectionNode, LayoutEntry, LayoutNode } from "./layout.ts";
import { noteMentions } from "./mentions.ts";
import { assertOwnAnchorUnused, assertUnshared, fault, type Page } from "./page.ts";
import { renderBlock } from "./render-block.ts";
import { renderFlow } from "./render-flow.ts";
import { replaceInFlow } from "./replace-in-flow.ts";
import { replaceInBlock, replaceRoot } from "./replace-value.ts";
import { isScalarValue } from "./scalar-text.ts";

/**
 * Notes what has to change in the text for a draft to stand there.
 *
 * @param entry - what holds the node; the root of a document has none
 * @throws {EditFault} if something cannot be changed there
 */
export function renderNode(
  page: Page,
  node: DraftNode,
  parent?: CollectionNode,
  entry?: LayoutEntry,
): void {
  const { layout } = node;
  if (layout === undefined || (!node.isFresh && node.entries === undefined)) {
    return;
  }
  const before = page.splices.length;
  const outer = page.mentions.length;
  page.mentions.push(...(node.mentions ?? []));
  if (!node.isFresh && (layout.kind === "block" || layout.kind === "flow") && keepsAny(node)) {
    const render = layout.kind === "block" ? renderBlock : renderFlow;
    render(page, node, layout, (child, source) => {
      renderNode(page, child, layout, source);
    });
  } else if (node.isFresh || !isSameJson(valueOf(node), node.value)) {
    replaceNode(page, node, layout, parent, entry);
    if (layout.kind === "scalar" && isScalarValue(valueOf(node))) {
      noteMentions(page, layout.end);
    }
  }
  page.mentions.length = outer;
  if (page.splices.length > before) {
    assertOwnAnchorUnused(page, layout);
  }
}

/** A collection without any of its old entries is written anew. */
function keepsAny(node: DraftNode): boolean {
  return openNode(node).some(({ source }) => source !== undefined);
}

function replaceNode(
  page: Page,
  node: DraftNode,
  layout: LayoutNode,
  parent: CollectionNode | undefined,
  entry: LayoutEntry | undefined,
): void {
  if (layout.kind === "alias" && !node.isFresh) {
    const message = "the value is an alias: what it stands for is used elsewhere";
    throw new EditFault("EDIT_SHARED", formatPointer(page.path), message);
  }
  if (layout.kind === "pair") {
    throw fault(page, "EDIT_FORM", "the value is a pair without braces");
  }
  assertUnshared(page, layout);
  const value = valueOf(node);
  if (entry === undefined || parent === undefined) {
    replaceRoot(page, layout, value);
  } else if (parent.kind === "flow") {
    replaceInFlow(page, layout, value, parent, entry);
  } else {
    replaceInBlock(page, layout, value, parent, entry);
  }
}
