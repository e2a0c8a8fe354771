import { isScalar, type ParsedNode, type Scalar } from "yaml";

import type { JsonObject } from "../json-value.ts";
import { utf8Length } from "../text/utf8.ts";
import { readPlainScalar } from "./plain-scalar.ts";
import { checkString } from "./scalar-value.ts";
import { shorten } from "./shorten.ts";
import { report, type Walk } from "./walk.ts";
import { stringTag } from "./yaml-tags.ts";

/** The name a key node stands for; whatever is wrong with it is reported. */
export function readMapKey(walk: Walk, node: ParsedNode, map: JsonObject): string {
  if (!isScalar(node)) {
    const message = "a map or list is used as a key";
    const hint = "Put quotes around a text that starts with a bracket or holds `{{ }}`.";
    report(walk, { code: "READ_KEY", offset: node.range[0], message, hint });
    return "";
  }
  const key = node.source ?? "";
  const offset = node.range[0];
  if (isPlain(node)) {
    checkPlainKey(walk, key, offset);
  } else {
    checkString(walk, key, offset);
  }
  checkName(walk, key, offset, map);
  return key;
}

/** What holds for the keys of YAML and JSON alike: their length, and that they differ. */
export function checkName(walk: Walk, key: string, offset: number, map: JsonObject): void {
  const { keyBytes } = walk.limits;
  if (key.length > keyBytes || (key.length * 3 > keyBytes && utf8Length(key) > keyBytes)) {
    const message = `a key is longer than ${keyBytes} bytes`;
    report(walk, { code: "READ_KEY_TOO_LONG", offset, message });
  }
  if (Object.hasOwn(map, key)) {
    walk.path.push(key);
    const message = "the map has this key twice";
    report(walk, { code: "READ_DUPLICATE_KEY", offset, message, found: shorten(key) });
    walk.path.pop();
  }
}

function isPlain({ tag, type }: Scalar): boolean {
  return tag === undefined ? type === "PLAIN" : tag !== stringTag;
}

/** Keys are names: a plain number or boolean stays one only in the form everybody writes it in. */
function checkPlainKey(walk: Walk, key: string, offset: number): void {
  if (key === "<<") {
    const message = "a merge key pulls in another map";
    return report(walk, { code: "READ_MERGE_KEY", offset, message });
  }
  const { value, fault } = readPlainScalar(key);
  if (value === null) {
    return report(walk, { code: "READ_NULL_KEY", offset, message: "a key is empty or null" });
  }
  if (fault === "ambiguous") {
    const message = "readers take this unquoted key for different values";
    const facts = { message, found: key, expected: `"${key}"` };
    return report(walk, { code: "READ_AMBIGUOUS_SCALAR", offset, ...facts });
  }
  if (fault !== undefined || String(value) !== key) {
    const message = "a key is a number or boolean in a form of its own";
    report(walk, {
      code: "READ_KEY",
      offset,
      message,
      found: shorten(key),
      expected: "a quoted key",
    });
  }
}
