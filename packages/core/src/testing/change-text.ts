import type { JsonValue } from "../json-value.ts";
import { canonicalJson } from "../plan/canonical-json.ts";
import type { ObjectChange } from "../plan/object-change.ts";

/**
 * A change in short lines: what is done to which object, and each field below it.
 *
 * @example
 * ```ts
 * const object = { group: "", version: "v1", kind: "Widget", name: "a" };
 * changeText({ change: "patch", object, fields: [{ pointer: "/color", from: "red" }] });
 * // => "patch Widget a\n  /color: red -> nothing"
 * changeText({ change: "delete", object }); // => "delete Widget a"
 * ```
 */
export function changeText(change: ObjectChange): string {
  const { kind, name } = change.object;
  const fields = change.change === "patch" || change.change === "copy" ? change.fields : [];
  const texts = fields.map(
    ({ pointer, from, to }) => `${pointer}: ${valueText(from)} -> ${valueText(to)}`,
  );
  const of = change.change === "copy" ? ` of ${change.of.name}` : "";
  return [`${change.change} ${kind} ${name}${of}`, ...texts].join("\n  ");
}

function valueText(value: JsonValue | undefined): string {
  if (value === undefined) {
    return "nothing";
  }
  return typeof value === "string" ? value : canonicalJson(value);
}
