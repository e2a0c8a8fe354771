import {
  isJsonObject,
  type JsonObject,
  loadPlugin,
  type RenderMode,
  replaceAt,
  toJsonValue,
  valueAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { anyReference } from "./__fixtures__/references.ts";
import { machine, pool, template, ubuntu } from "./__fixtures__/targets.ts";
import type { AzureReference } from "./azure-reference.ts";
import type { MachineEntry } from "./machine-entries.ts";
import { azure } from "./plugin.ts";
import { renderMachine } from "./render/machine.ts";

const plugin = loadPlugin(azure);
const modes: readonly RenderMode[] = ["complete", "snippet"];
const numRuns = 10_000;

const entries: readonly { readonly entry: MachineEntry; readonly pointer: string }[] = [
  {
    entry: { kind: "AzureMachineTemplate", at: "", options: template },
    pointer: "/spec/template/spec/image",
  },
  { entry: { kind: "AzureMachine", at: "", options: machine }, pointer: "/spec/image" },
  { entry: { kind: "AzureMachinePool", at: "", options: pool }, pointer: "/spec/template/image" },
];

function rendered(entry: MachineEntry, mode: RenderMode, reference: AzureReference): JsonObject {
  const { text } = renderMachine({ image: ubuntu, entry }, { mode, reference });
  const read = readYaml(text, { file: "machine.yaml" });
  const [document] = read.ok ? read.value : [];
  return isJsonObject(document?.value) ? document.value : {};
}

function withIdForm(entry: MachineEntry, galleryImageAsId: boolean): MachineEntry {
  switch (entry.kind) {
    case "AzureMachineTemplate":
      return { ...entry, options: { ...entry.options, galleryImageAsId } };
    case "AzureMachine":
      return { ...entry, options: { ...entry.options, galleryImageAsId } };
    case "AzureMachinePool":
      return { ...entry, options: { ...entry.options, galleryImageAsId } };
  }
}

test.for(entries)("what an object was rendered from is read from it: $entry.kind", (one) => {
  fc.assert(
    fc.property(anyReference, fc.constantFrom(...modes), fc.boolean(), (reference, mode, isId) => {
      const read = plugin.readManifest(rendered(withIdForm(one.entry, isId), mode, reference));
      expect(read.ok && read.value).toEqual([{ pointer: one.pointer, reference }]);
    }),
    { numRuns },
  );
});

test.for(entries)("writing what was read changes nothing: $entry.kind", ({ entry, pointer }) => {
  fc.assert(
    fc.property(anyReference, fc.boolean(), (reference, isId) => {
      const object = rendered(withIdForm(entry, isId), "complete", reference);
      const written = plugin.writeReference?.(object, { pointer, reference });
      expect(written?.ok === true && written.value).toEqual(object);
    }),
    { numRuns },
  );
});

const unknown = fc.dictionary(
  fc.stringMatching(/^x[A-Za-z]{1,8}$/u),
  fc.jsonValue().map((value) => toJsonValue(value)),
);

test.for(entries)(
  "another image is read back, and what nobody knows stays: $entry.kind",
  ({ entry, pointer }) => {
    fc.assert(
      fc.property(anyReference, anyReference, unknown, unknown, (before, after, inside, beside) => {
        const plain = rendered(entry, "complete", before);
        const image = { ...imageAt(plain, pointer), ...inside };
        const object = replaceAt({ ...plain, ...beside }, pointer, image) ?? {};
        const written = plugin.writeReference?.(object, { pointer, reference: after });
        const value = written?.ok === true ? written.value : {};
        const read = plugin.readManifest(value);
        expect(read.ok && read.value).toEqual([{ pointer, reference: after }]);
        expect(value).toMatchObject(beside);
        expect(imageAt(value, pointer)).toMatchObject(inside);
        const back = plugin.writeReference?.(value, { pointer, reference: before });
        const again = plugin.readManifest(back?.ok === true ? back.value : {});
        expect(again.ok && again.value).toEqual([{ pointer, reference: before }]);
      }),
      { numRuns },
    );
  },
);

function imageAt(object: JsonObject, pointer: string): JsonObject {
  const image = valueAt(object, pointer);
  return isJsonObject(image) ? image : {};
}
