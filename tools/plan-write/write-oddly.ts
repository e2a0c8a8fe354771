import type { JsonObject } from "@imagewright/core";
import { Document, isCollection, isPair, isScalar, visit } from "yaml";

/** Writes an object as people do, decided by numbers: another form for every node of it. */
export function writeOddly(object: JsonObject, numbers: Iterator<number>): string {
  const roll = (limit: number): number => {
    const { value, done } = numbers.next();
    return done === true ? limit - 1 : value % limit;
  };
  const document = new Document(object);
  visit(document, (key, node) => {
    if (isCollection(node) && key !== null && roll(5) === 0) {
      node.flow = true;
    }
    if (isScalar(node) && key !== "key" && typeof node.value === "string" && roll(3) === 0) {
      node.type = roll(2) === 0 ? "QUOTE_SINGLE" : "QUOTE_DOUBLE";
    }
    if (isScalar(node) && key === "value" && roll(6) === 0) {
      node.comment = ` note: ${roll(9)}`;
    }
    if (isPair(node) && isScalar(node.key) && roll(7) === 0) {
      node.key.spaceBefore = true;
    }
    if (isPair(node) && isScalar(node.key) && roll(7) === 0) {
      node.key.commentBefore = ` above ${roll(9)}`;
    }
  });
  return document.toString({
    indent: 2 + 2 * roll(2),
    indentSeq: roll(2) === 0,
    lineWidth: roll(2) === 0 ? 0 : 60,
    flowCollectionPadding: roll(2) === 0,
  });
}
