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
  /** Where the value starts. Offsets are those of {@link lines}. */
  readonly start: number;
  /** Where each part of the value stands; only asked for when a part is to be located. */
  readonly places: () => SourceNode;
  readonly lines: LineIndex;
  /** The text as it was handed over; its lines are the same, whatever they end with. */
  readonly written: WrittenText;
}

/** A text, and where its lines are. */
export interface WrittenText {
  readonly text: string;
  readonly lines: LineIndex;
}

export function createReadDocument(parts: DocumentParts): ReadDocument {
  const { file, index, value, start, places, lines, written } = parts;
  return {
    file,
    index,
    value,
    locate(pointer, part = "value") {
      const offset = pointer === "" ? start : findNode(places(), pointer, part).offset;
      return { file, ...lines.position(offset) };
    },
    sourceText(pointer) {
      const { node, exact } = findNode(places(), pointer, "value");
      if (!exact || node.children !== undefined) {
        return undefined;
      }
      const [from, to] = [node.start, node.end].map((offset) =>
        written.lines.offset(lines.position(offset)),
      );
      return written.text.slice(from, to);
    },
  };
}
