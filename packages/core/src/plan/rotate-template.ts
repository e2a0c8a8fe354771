import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import { fieldChanges } from "./field-changes.ts";
import type { CopyChange } from "./object-change.ts";
import type { PlanObjects, StoredObject } from "./plan-contribution.ts";
import { planDiagnostics } from "./plan-diagnostics.ts";
import { withoutServerFields } from "./server-fields.ts";
import { isSameContent, type NamedVersions, rotatedName } from "./template-name.ts";

/** The template an owner is to refer to. */
export interface RotatedTemplate {
  readonly name: string;
  /** The template that is added; absent where it is there already, or nothing differs. */
  readonly copy?: CopyChange;
}

/**
 * A template that no longer changes once it is there, with other content: a copy under a name that
 * says what it holds.
 *
 * @param template - as it stands
 * @param wanted - what the copy says; its metadata counts too, apart from the name
 * @returns `PLAN_NAME_TAKEN` where an object of that name says something else
 * @example
 * ```ts
 * const address = { group: "example.com", version: "v1", kind: "Template", name: "workers" };
 * const object = { apiVersion: "example.com/v1", kind: "Template", metadata: { name: "workers" }, spec: { image: "a" } };
 * const rotated = rotateTemplate({ address, object }, { ...object, spec: { image: "b" } }, planObjects([]));
 * rotated.ok && rotated.value.copy?.fields;
 * // => [{ pointer: "/spec/image", from: "a", to: "b" }]
 * rotated.ok && rotated.value.name.startsWith("workers-"); // => true
 * ```
 */
export function rotateTemplate(
  template: StoredObject,
  wanted: JsonObject,
  objects: PlanObjects,
  versions?: NamedVersions,
): Parsed<RotatedTemplate> {
  const { address, object, source } = template;
  const fields = fieldChanges(withoutServerFields(object), withoutServerFields(wanted));
  if (fields.every(({ pointer }) => pointer.startsWith("/metadata/"))) {
    return toParsed({ name: address.name });
  }
  const name = rotatedName(address.name, wanted, versions);
  const target = { ...address, name };
  const there = objects.find(target);
  if (there !== undefined) {
    return isSameContent(there.object, wanted)
      ? toParsed({ name })
      : { ok: false, diagnostics: [taken(template, name)] };
  }
  return toParsed({
    name,
    copy: {
      change: "copy",
      object: target,
      of: address,
      fields,
      ...(source !== undefined && { source }),
    },
  });
}

function taken({ address, source }: StoredObject, name: string): Diagnostic {
  const message = `${address.kind} ${showValue(name)} is there already and says something else`;
  return planDiagnostics.report("PLAN_NAME_TAKEN", {
    message,
    found: name,
    ...(source?.line !== undefined && {
      source: { file: source.file, line: source.line, column: 1 },
    }),
  });
}
