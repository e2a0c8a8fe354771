import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type CustomResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { isJsonObject, type JsonObject, objectKind } from "@imagewright/core";
import { editYaml } from "@imagewright/core/edit";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { nameOf } from "../json/read-field.ts";
import { fillVariables } from "../variables/fill-variables.ts";
import { templateVariables } from "../variables/template-variables.ts";
import expected from "./__fixtures__/conversion-examples.json" with { type: "json" };
import { conversionEdits } from "./conversion-edits.ts";
import { conversionRules } from "./conversion-rules.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

const table: Readonly<Record<string, readonly string[]>> = expected;

/** Values for every variable of the examples: a version, counts, and a name for all others. */
function valueFor(name: string): string {
  return name === "KUBERNETES_VERSION" ? "v1.31.0" : name.endsWith("_COUNT") ? "1" : "x1";
}

/** The text of an example with its variables filled in, where it has any. */
function filledText(path: string): string {
  const text = readFileSync(path, "utf8");
  const variables = templateVariables(text);
  const names = variables.ok ? variables.value.filter(({ isRequired }) => isRequired) : [];
  const values = Object.fromEntries(names.map(({ name }) => [name, valueFor(name)]));
  const filled = fillVariables(text, values);
  return filled.ok ? filled.value : text;
}

function isConverted(object: JsonObject): boolean {
  const kind = objectKind(object);
  return kind?.version === "v1beta1" && conversionRules(kind.group, kind.kind) !== undefined;
}

/** Kind, whether the object is admitted before and after, and what the conversion finds. */
function verdictOn(object: JsonObject, source: CustomResourceSource): string {
  const kind = objectKind(object);
  const isKnown = kind !== undefined && source(kind.group, kind.kind) !== undefined;
  const converted = convertToV1Beta2(object);
  const objects = converted.ok ? [object, converted.value.object] : [object];
  const verdicts = objects.map((one) => (judgeCreation(one, source).admitted ? "yes" : "no"));
  const findings = converted.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
  return [kind?.kind, ...(isKnown ? verdicts : ["unknown"]), ...findings].join(" ");
}

test("every example of v1beta1 is converted, and admitted where it was before", (context) => {
  const folder = requireUpstream(context, "examples");
  const source = folderSource(requireUpstream(context, "crds"));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const found: Record<string, readonly string[]> = {};
  for (const file of files.filter((name) => name.endsWith(".yaml")).toSorted()) {
    const read = readYaml(filledText(join(folder, file)), { file, traps: "warning" });
    const documents = read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
    const rows = documents
      .filter(isConverted)
      .map((object) => `${verdictOn(object, source)} ${nameOf(object)}`);
    if (rows.length > 0) {
      found[file] = rows;
    }
  }
  expect(found).toEqual(table);
  const admitted = Object.values(found)
    .flat()
    .filter((row) => row.includes(" yes"));
  expect(admitted.filter((row) => !row.includes(" yes yes "))).toEqual([]);
});

test("the texts of the examples say the same after their edits", (context) => {
  const folder = requireUpstream(context, "examples");
  for (const file of Object.keys(table)) {
    const options = { file, traps: "warning" } as const;
    const text = filledText(join(folder, file));
    const read = readYaml(text, options);
    const values = read.ok ? read.value.map(({ value }) => value) : [];
    const edits = values.flatMap((value, document) => {
      const made = isJsonObject(value) ? conversionEdits(value) : undefined;
      return made?.ok === true ? made.value.map((edit) => ({ ...edit, document })) : [];
    });
    const edited = editYaml(text, edits, { file });
    const again = edited.ok ? readYaml(edited.value, options) : edited;
    expect([file, again.ok && again.value.map(({ value }) => value)]).toEqual([
      file,
      values.map((value) => {
        const converted = isJsonObject(value) ? convertToV1Beta2(value) : undefined;
        return converted?.ok === true ? converted.value.object : value;
      }),
    ]);
  }
});
