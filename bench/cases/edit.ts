import { strictEqual } from "node:assert";

import { emitYaml } from "@imagewright/core";
import { editYaml, type YamlEdit } from "@imagewright/core/edit";
import { readYaml } from "@imagewright/core/read";
import { parseAllDocuments, parseDocument } from "yaml";

import type { BenchCase } from "../measure.ts";
import type { Cases } from "./index.ts";
import { manifest } from "./manifests.ts";

/** Cases by name. */
export const cases: Cases = {
  "edit: 100 edits in a stream of 1 MB": editStream,
  "edit: 100 edits in a stream of 1 MB, yaml (peer)": editStreamYaml,
  "edit: 100 edits in one document of 1 MB": editList,
  "edit: 100 edits in one document of 1 MB, yaml (peer)": editListYaml,
};

const megabyte = 1_000_000;
const manifests = Array.from({ length: 1500 }, (_, index) => emitYaml(manifest(index)));
const stream = firstMegabyte(manifests.map((text) => `# a template\n${text}---\n`)).slice(0, -4);
const list = `kind: List\nitems:\n${firstMegabyte(
  manifests.map((text) => `  - ${text.trimEnd().replaceAll("\n", "\n    ")}\n`),
)}`;
const places = Array.from({ length: 100 }, (_, index) => index * 11);
const field = ["spec", "template", "spec", "ami", "id"];
const image = "ami-0f1e2d3c4b5a69788";

function firstMegabyte(texts: readonly string[]): string {
  let joined = "";
  for (const text of texts) {
    joined += joined.length < megabyte ? text : "";
  }
  return joined;
}

function editStream(): BenchCase {
  const edits = places.map((document): YamlEdit => ({
    action: "set",
    document,
    pointer: `/${field.join("/")}`,
    value: image,
  }));
  return { ...editor(stream, edits), budgets: [{ id: "P22", of: "median_ms", atMost: 500 }] };
}

function editList(): BenchCase {
  const edits = places.map((index): YamlEdit => ({
    action: "set",
    document: 0,
    pointer: `/items/${index}/${field.join("/")}`,
    value: image,
  }));
  return { ...editor(list, edits), budgets: [{ id: "P22", of: "median_ms", atMost: 500 }] };
}

function editor(text: string, edits: readonly YamlEdit[]): BenchCase {
  return caseOf(() => {
    const edited = editYaml(text, edits, { file: "bench.yaml", limits: { documents: 10_000 } });
    return edited.ok ? edited.value : JSON.stringify(edited.diagnostics);
  });
}

function editStreamYaml(): BenchCase {
  return caseOf(() => {
    const documents = parseAllDocuments(stream);
    for (const index of places) {
      documents[index]?.setIn(field, image);
    }
    return documents.map((document) => document.toString({ directives: true })).join("");
  });
}

function editListYaml(): BenchCase {
  return caseOf(() => {
    const document = parseDocument(list);
    for (const index of places) {
      document.setIn(["items", index, ...field], image);
    }
    return document.toString();
  });
}

/** Each of the edited places, and no other, holds the new image. */
function caseOf(run: () => string): BenchCase {
  return {
    n: places.length,
    run,
    check: (result) => {
      const text = String(result);
      strictEqual(text.split(image).length - 1, places.length);
      strictEqual(readYaml(text, { file: "bench.yaml", limits: { documents: 10_000 } }).ok, true);
    },
  };
}
