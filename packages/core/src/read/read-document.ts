import type { JsonValue } from "../json-value.ts";
import type { SourceDocument } from "../source.ts";
import type { LineIndex } from "./line-index.ts";
import { findNode, type SourceNode } from "./source-node.ts";

/** A document of our readers: plain data, and the text it came from. */
export interface ReadDocument extends SourceDocument {
  /**
   * The scalar at a JSON Pointer as it is written, quotes included: `1.30` where the value is 1.3.
   * Undefined for maps and lists, and where the pointer leads nowhere.
   */
  sourceText(pointer: string): string | undefined;
}

/** What a reader knows of one document. */
export interface DocumentParts {
  readonly file: string;
  readonly index: number;
  readonly value: JsonValue;
  readonly root: SourceNode;
  readonly text: string;
  readonly lines: LineIndex;
}

export function createReadDocument(parts: DocumentParts): ReadDocument {
  const { file, index, value, root, text, lines } = parts;
  return {
    file,
    index,
    value,
    locate(pointer, part = "value") {
      return { file, ...lines.position(findNode(root, pointer, part).offset) };
    },
    sourceText(pointer) {
      const { node, exact } = findNode(root, pointer, "value");
      return exact && node.children === undefined ? text.slice(node.start, node.end) : undefined;
    },
  };
}
