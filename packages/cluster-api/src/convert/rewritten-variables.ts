import {
  type Diagnostic,
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  parsePointer,
} from "@imagewright/core";
import type { FieldEdit } from "@imagewright/core/edit";

import { fillsAlikeInQuotes } from "../variables/text-variables.ts";
import type { Conversion } from "./conversion.ts";
import data from "./data/other-than-text.json" with { type: "json" };
import { originOf } from "./field-draft.ts";
import { fieldBelow, type KnownField, knownSpec, resolved } from "./known-fields.ts";
import { holdsVariable, reportVariable } from "./variable-places.ts";

const otherThanText: ReadonlySet<string> = new Set(data.fields);

/**
 * Variables that edits write anew. They stand between quotes then, so that whatever is filled in is
 * a text: where the field is something else, or the variable holds quotes itself, that is refused.
 */
export function rewrittenVariables(
  original: JsonObject,
  { changes }: Conversion,
  edits: readonly FieldEdit[],
): readonly Diagnostic[] {
  const spec = knownSpec(objectKind(original)?.kind ?? "");
  return edits.flatMap((edit) => {
    const texts = edit.action === "set" ? variableTexts(edit.value, edit.pointer) : [];
    return texts
      .filter(({ pointer, text }) => !isText(spec, pointer) || !fillsAlikeInQuotes(text))
      .map(({ pointer, text }) =>
        reportVariable(
          text,
          originOf({ original, changes }, pointer),
          "the value has to be written anew",
        ),
      );
  });
}

interface PlacedText {
  readonly pointer: string;
  readonly text: string;
}

function variableTexts(value: JsonValue, pointer: string): readonly PlacedText[] {
  if (holdsVariable(value)) {
    return [{ pointer, text: value }];
  }
  if (isJsonList(value)) {
    return value.flatMap((item, index) => variableTexts(item, `${pointer}/${index}`));
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, item]) => {
        const at = `${pointer}${formatPointer([key])}`;
        return [
          ...(holdsVariable(key) ? [{ pointer: at, text: key }] : []),
          ...variableTexts(item, at),
        ];
      })
    : [];
}

/** Whether a field of v1beta2 holds a text and nothing else. */
function isText(spec: KnownField | undefined, pointer: string): boolean {
  const [root, ...path] = parsePointer(pointer);
  let field = root === "spec" ? spec : undefined;
  for (const segment of path) {
    field = field && fieldBelow(field, segment);
  }
  const { fields, items, values, open, limits } = field === undefined ? {} : resolved(field);
  const isMade = fields !== undefined || items !== undefined || values !== undefined;
  const isNumber = limits?.minimum !== undefined || limits?.maximum !== undefined;
  const isKnown = field !== undefined && open !== true && !isMade && !isNumber;
  return isKnown && !otherThanText.has(path.at(-1) ?? "");
}
