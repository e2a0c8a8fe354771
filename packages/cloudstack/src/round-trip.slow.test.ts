import {
  type CloudStackTemplateReference,
  emitYaml,
  type FoundReference,
  isJsonObject,
  type JsonObject,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { naughtyStrings } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { parseManifest } from "./parse/manifest.ts";
import { renderMachine, renderMachineTemplate } from "./render/machine.ts";
import { writeReference } from "./render/write-reference.ts";

const kind = fc.constant("cloudstack-template" as const);
const text = fc
  .oneof(fc.string({ minLength: 1, unit: "grapheme" }), fc.constantFrom(...naughtyStrings))
  .filter((value) => value !== "" && value.isWellFormed() && !value.includes("\0"));
const id = fc.oneof(fc.uuid(), text);
const reference: fc.Arbitrary<CloudStackTemplateReference> = fc.oneof(
  fc.record({ kind, name: text }),
  fc.record({ kind, id }),
  fc.record({ kind, id, name: text }),
);
const list = fc.constantFrom("machineTemplates", "machines");
const capcVersion = fc.constantFrom("0.4.0", "0.4.7", "0.4.8", "0.4.9", "0.5.0", "0.6.1");

test("what an object was rendered from is read from it, for every kind and release", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(reference, list, capcVersion, fc.boolean(), (given, place, release, complete) => {
      const machine = { name: "node", offering: { name: "small" } };
      const render = place === "machines" ? renderMachine : renderMachineTemplate;
      const mode = complete ? "complete" : "snippet";
      const artifact = render(machine, { mode, reference: given, capcVersion: release });
      const object = readObject(artifact.text);
      seen.add(JSON.stringify([object["kind"], object["apiVersion"]]));
      const found = parseManifest(object);
      expect(found.ok && found.value.map((one) => one.reference)).toEqual([given]);
    }),
    { numRuns: 10_000 },
  );
  expect(seen.size).toBe(6);
});

const extra = fc.dictionary(
  fc.constantFrom("sshKey", "template-x", "unknown", "__proto__x", "details"),
  fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 2 })),
);
const field = fc.constantFrom("id", "name", "note");
const template = fc.oneof(fc.dictionary(field, text), text, fc.dictionary(field, fc.constant("")));
const version = fc.constantFrom("v1alpha3", "v1alpha4", "v1beta1", "v1beta2", "v1beta3");
const object = fc
  .tuple(fc.boolean(), version, template, extra, fc.option(text))
  .map(([single, apiVersion, value, others, zoneName]): JsonObject => {
    const machine = { ...others, template: value, ...(zoneName !== null && { zoneName }) };
    return {
      apiVersion: `infrastructure.cluster.x-k8s.io/${apiVersion}`,
      kind: single ? "CloudStackMachine" : "CloudStackMachineTemplate",
      metadata: { name: "node", ...others },
      ...others,
      spec: single ? machine : { ...others, template: { ...others, spec: machine } },
    };
  });

test("writing what was read changes nothing but a form that is gone", () => {
  fc.assert(
    fc.property(object, (given) => {
      const [found] = referencesOf(given);
      if (found === undefined) {
        return;
      }
      const written = writeReference(given, found);
      const migrated = written.diagnostics.some(
        ({ code }) => code === "CLOUDSTACK_TEMPLATE_STRING",
      );
      expect(written.ok).toBe(true);
      if (written.ok && !migrated) {
        expect(JSON.stringify(written.value)).toBe(JSON.stringify(given));
      }
      expect(written.ok && referencesOf(written.value)).toEqual([found]);
    }),
    { numRuns: 10_000 },
  );
});

test("what is written is read, and everything beside it is as it was", () => {
  fc.assert(
    fc.property(object, reference, (given, other) => {
      const [found] = referencesOf(given);
      const written = found && writeReference(given, { ...found, reference: other });
      if (found === undefined || written?.ok !== true) {
        return;
      }
      const { zone: _, ...read } = { zone: "", ...referencesOf(written.value)[0]?.reference };
      expect(read).toEqual(other);
      const back = writeReference(written.value, found);
      const plain = written.diagnostics.length === 0 && back.ok;
      expect(plain ? back.value : given).toEqual(given);
      expect(readObject(emitYaml(written.value))).toEqual(written.value);
    }),
    { numRuns: 10_000 },
  );
});

function referencesOf(given: JsonObject): readonly FoundReference[] {
  const parsed = parseManifest(given);
  return parsed.ok ? parsed.value : [];
}

function readObject(yaml: string): JsonObject {
  const read = readYaml(yaml, { file: "object.yaml" });
  const value = read.ok ? read.value[0]?.value : undefined;
  return isJsonObject(value) ? value : {};
}
