import {
  type Diagnostic,
  isJsonList,
  isJsonObject,
  type JsonValue,
  showValue,
  valueAt,
} from "@imagewright/core";

import { expandPointer } from "../json/expand-pointer.ts";
import { variableNames } from "../variables/text-variables.ts";
import { conversionDiagnostics } from "./conversion-diagnostics.ts";
import type { KindRules } from "./conversion-rules.ts";
import { type FieldDraft, originOf } from "./field-draft.ts";

/** Whether clusterctl fills something into a value that is a text. */
export function holdsVariable(value: JsonValue | undefined): value is string {
  return typeof value === "string" && variableNames(value).length > 0;
}

/** The names of all variables in a value, the names of its fields included. */
export function variablesBelow(value: JsonValue): readonly string[] {
  const texts: string[] = [];
  const waiting: JsonValue[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") {
      texts.push(next);
    } else if (isJsonList(next)) {
      waiting.push(...next.toReversed());
    } else if (isJsonObject(next)) {
      texts.push(...Object.keys(next));
      waiting.push(...Object.values(next).toReversed());
    }
  }
  return [...new Set(texts.flatMap(variableNames))];
}

/** Says that the conversion would have to know what a variable stands for. */
export function reportVariable(value: JsonValue, pointer: string, why: string): Diagnostic {
  const names = variablesBelow(value).join(", ");
  return conversionDiagnostics.report("CAPI_CONVERT_VARIABLE", {
    message: `${why}, and ${names} is not filled in`,
    pointer,
    found: showValue(value),
  });
}

/** Notes in a draft that the conversion would have to know what a variable stands for. */
export function refuseVariable(
  draft: FieldDraft,
  value: JsonValue,
  pointer: string,
  why: string,
): void {
  draft.refused.add(pointer);
  draft.diagnostics.push(reportVariable(value, originOf(draft, pointer), why));
}

/** Refuses variables in the place of maps and lists of which the conversion moves a part. */
export function refuseVariableMaps(
  draft: FieldDraft,
  { fields, drops, defaults }: KindRules,
): void {
  const inner = fields.flatMap(({ from, items }) =>
    items.length === 0 ? [] : [from, `${from}/*`],
  );
  const above = [...fields, ...drops].flatMap(({ from }) => mapsAbove(from));
  const patterns = new Set([...above, ...inner, ...defaults.map(({ at }) => at)]);
  for (const pattern of patterns) {
    for (const { pointer, value } of expandPointer(draft.original, pattern)) {
      if (holdsVariable(value)) {
        refuseVariable(draft, value, pointer, "fields of the map or list move");
      }
    }
  }
}

/** The maps and lists above a field, `spec` included. */
function mapsAbove(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(2).map((_, index) => segments.slice(0, index + 2).join("/"));
}

/** Refuses a kind or version that is not known before it is filled in. */
export function refuseVariableKind(draft: FieldDraft, pointer: string): boolean {
  const odd = ["apiVersion", "kind"]
    .map((name) => ({
      at: `${pointer}/${name}`,
      value: valueAt(draft.object, `${pointer}/${name}`),
    }))
    .filter(({ value }) => holdsVariable(value));
  for (const { at, value = null } of odd) {
    refuseVariable(draft, value, at, "version and kind say what is converted");
  }
  return odd.length > 0;
}
