import type { StructuralSchema } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { parsePointer } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { convertedKinds, conversionRules, type KindRules } from "./conversion-rules.ts";
import data from "./data/other-than-text.json" with { type: "json" };

const groups = ["", "controlplane.", "bootstrap."].map((part) => `${part}cluster.x-k8s.io`);

function schemaAt(schema: StructuralSchema, path: readonly string[]): StructuralSchema | undefined {
  const [name, ...rest] = path;
  if (name === undefined) {
    return schema;
  }
  const below = name === "*" ? schema.items : schema.properties.get(name);
  return below && schemaAt(below, rest);
}

/** Names of the fields below a schema that hold one value, which is no text or not always one. */
function otherFields(schema: StructuralSchema, name: string): readonly string[] {
  const { items, properties, type, intOrString } = schema;
  if (items !== undefined) {
    return otherFields(items, name);
  }
  const isOther = intOrString || (type !== "string" && type !== "object");
  return properties.size === 0 && isOther
    ? [name]
    : [...properties].flatMap(([key, child]) => otherFields(child, key));
}

function movedFields(schema: StructuralSchema, { fields }: KindRules): readonly string[] {
  const moved = fields.filter(({ how, from, to }) => how === "move" && !to.includes(from));
  return moved.flatMap(({ to }) =>
    to.flatMap((target) => {
      const path = parsePointer(target).slice(1);
      const at = schemaAt(schema, path);
      return at === undefined ? [] : otherFields(at, path.at(-1) ?? "");
    }),
  );
}

test("fields that have moved and are no texts are known by their names", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const names = convertedKinds.flatMap((kind) =>
    groups.flatMap((group) => {
      const rules = conversionRules(group, kind);
      const spec = source(group, kind)
        ?.versions.find(({ name }) => name === "v1beta2")
        ?.schema?.properties.get("spec");
      return rules === undefined || spec === undefined ? [] : movedFields(spec, rules);
    }),
  );
  expect(data.fields).toEqual([...new Set(names)].toSorted());
});
