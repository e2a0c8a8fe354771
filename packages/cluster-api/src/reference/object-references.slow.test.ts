import { type JsonObject, valueAt } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import data from "../data/reference-fields.json" with { type: "json" };
import { withValueAt } from "../json/write-field.ts";
import {
  parseObjectReference,
  type ReferenceForm,
  renderObjectReference,
} from "./cluster-object-reference.ts";
import { objectReferences, writeObjectReference } from "./object-references.ts";

const runs = { numRuns: 10_000 };
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/u);
const full = fc.record({
  group: fc.array(label, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(".")),
  version: fc.constantFrom("v1", "v1beta1", "v1alpha3"),
  kind: fc.stringMatching(/^[A-Z][A-Za-z]{0,20}$/u),
  name: label,
});
const forms: readonly ReferenceForm[] = ["object", "contract", "template"];

test("parse(render(reference)) is the reference, as far as the form can say it", () => {
  fc.assert(
    fc.property(full, fc.option(label), fc.constantFrom(...forms), (reference, namespace, form) => {
      const place = form === "object" && namespace !== null ? { namespace } : {};
      const rendered = renderObjectReference({ ...reference, ...place }, form);
      const { version, ...rest } = reference;
      const expected = { ...rest, ...(form !== "contract" && { version }), ...place };
      const read = rendered.ok ? parseObjectReference(rendered.value) : rendered;
      expect(read.ok && read.value).toEqual(expected);
    }),
    runs,
  );
});

const spots = data.fields.flatMap((row) =>
  row.kinds.flatMap((kind) =>
    (["v1beta1", "v1beta2"] as const).map((version) => ({
      kind,
      version,
      path: row[version],
      role: row.role,
    })),
  ),
);
const stranger = fc.dictionary(fc.string(), fc.jsonValue());

function objectWith(
  spot: (typeof spots)[number],
  reference: JsonObject,
  extra: JsonObject,
): JsonObject {
  const group = spot.kind.startsWith("Kubeadm")
    ? "controlplane.cluster.x-k8s.io"
    : "cluster.x-k8s.io";
  const base = { apiVersion: `${group}/${spot.version}`, kind: spot.kind, status: extra };
  const item = spot.path.indexOf("/*");
  if (item === -1) {
    return withValueAt(base, spot.path, reference);
  }
  const inner = withValueAt({ ...extra, class: "b" }, spot.path.slice(item + 2), reference);
  return withValueAt(base, spot.path.slice(0, item), [{ class: "a" }, inner]);
}

test("at every place: writing what was read changes nothing, writing another changes only that", () => {
  fc.assert(
    fc.property(fc.constantFrom(...spots), full, full, stranger, (spot, one, other, extra) => {
      const form = spot.version === "v1beta1" ? "object" : "contract";
      const isTemplate = spot.kind === "ClusterClass" || spot.role === "remediation";
      const rendered = renderObjectReference(
        one,
        form === "contract" && isTemplate ? "template" : form,
      );
      if (spot.role === "class" || !rendered.ok) {
        return;
      }
      const object = objectWith(spot, { ...rendered.value, uid: "kept" }, extra as JsonObject);
      const found = objectReferences(object).find(({ reference }) => reference?.name === one.name);
      if (found?.reference === undefined) {
        throw new Error(`nothing was found at ${spot.path}`);
      }
      const { pointer, reference } = found;
      const same = writeObjectReference(object, { pointer, reference });
      expect(same.ok && same.value).toEqual(object);

      const version = reference.version === undefined ? {} : { version: other.version };
      const next = { group: other.group, kind: other.kind, name: other.name, ...version };
      const written = writeObjectReference(object, { pointer, reference: next });
      if (!written.ok) {
        throw new Error(written.diagnostics[0]?.message);
      }
      const again = objectReferences(written.value).find((entry) => entry.pointer === pointer);
      expect(again?.reference).toEqual(next);
      expect(valueAt(written.value, `${pointer}/uid`)).toBe("kept");
      expect(withValueAt(written.value, pointer, valueAt(object, pointer) ?? null)).toEqual(object);
    }),
    runs,
  );
});
