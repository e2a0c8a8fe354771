import { isJsonObject, type JsonValue, type Parsed } from "@imagewright/core";
import { editYaml } from "@imagewright/core/edit";
import { readYaml } from "@imagewright/core/read";

import { conversionEdits } from "../conversion-edits.ts";

const options = { file: "template.yaml", traps: "warning" } as const;

/** What the documents of a text say; nothing for a text that cannot be read. */
export function valuesOf(text: string): readonly JsonValue[] {
  const read = readYaml(text, options);
  return read.ok ? read.value.map(({ value }) => value) : [];
}

/** The text with all its objects in v1beta2; refused where one of them is. */
export function convertText(text: string): Parsed<string> {
  const edits = valuesOf(text).map((value) =>
    isJsonObject(value) ? conversionEdits(value) : undefined,
  );
  const refused = edits.find((made) => made?.ok === false);
  if (refused?.ok === false) {
    return refused;
  }
  const all = edits.flatMap((made, document) =>
    made?.ok === true ? made.value.map((edit) => ({ ...edit, document })) : [],
  );
  return editYaml(text, all, options);
}
