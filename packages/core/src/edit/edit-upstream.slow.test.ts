import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { formatPointer } from "../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";
import { editYaml } from "./edit-yaml.ts";
import type { FieldEdit } from "./edit.ts";
import { readStream } from "./read-stream.ts";

/** Enough of a large file to have met all its forms. */
const places = 40;

test("an edit anywhere in upstream's examples changes one line, or adds one", (context) => {
  const root = requireUpstream(context, "examples");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.ya?ml$/u.test(name),
  );
  const faults: string[] = [];
  let edits = 0;
  for (const file of files) {
    const text = readFileSync(join(root, file), "utf8");
    const read = readStream(text, { file });
    for (const [document, value] of read.ok ? read.value : []) {
      for (const edit of editsOf(value)) {
        const result = editYaml(text, [{ document, ...edit }], { file });
        const [code] = result.diagnostics;
        const lines = result.ok ? changedLines(text, result.value) : [];
        edits += 1;
        if (lines.length !== 1 && !isRightlyRefused(code?.code)) {
          faults.push(`${file} ${document} ${edit.pointer}: ${code?.code ?? lines.join("\n")}`);
        }
      }
    }
  }
  expect(faults).toEqual([]);
  expect(edits).toBeGreaterThan(3000);
});

function isRightlyRefused(code: string | undefined): boolean {
  return code === "EDIT_SHARED" || code === "EDIT_TAG";
}

/** Every scalar gets another value, every map that holds something another field. */
function editsOf(value: JsonValue): readonly FieldEdit[] {
  const found: FieldEdit[] = [];
  collect(value, [], found);
  const step = Math.max(1, Math.floor(found.length / places));
  return found.filter((_, index) => index % step === 0);
}

function collect(value: JsonValue, way: readonly (string | number)[], found: FieldEdit[]): void {
  const pointer = formatPointer(way);
  if (isJsonList(value)) {
    value.forEach((item, index) => {
      collect(item, [...way, index], found);
    });
  } else if (isJsonObject(value)) {
    if (Object.keys(value).length > 0) {
      found.push({ action: "set", pointer: `${pointer}/imagewright`, value: "v1.34.1" });
    }
    for (const [name, item] of Object.entries(value)) {
      collect(item, [...way, name], found);
    }
  } else if (typeof value !== "string" || !value.includes("\n")) {
    found.push({ action: "set", pointer, value: typeof value === "number" ? value + 1 : "other" });
  }
}

/** The lines that are not as they were, of whichever text has more. */
function changedLines(before: string, after: string): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) {
    head += 1;
  }
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old.at(-1 - tail) === now.at(-1 - tail)) {
    tail += 1;
  }
  const [removed, added] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  return removed.length > added.length ? removed : added;
}
