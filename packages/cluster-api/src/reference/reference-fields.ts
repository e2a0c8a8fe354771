import { type JsonObject, objectKind, textAt } from "@imagewright/core";

import data from "../data/reference-fields.json" with { type: "json" };
import { controlPlaneGroup, coreGroup } from "./cluster-api-groups.ts";
import type { ReferenceForm } from "./cluster-object-reference.ts";

/** What an object is to the one that points at it. */
export type ReferenceRole =
  /** The infrastructure of the whole cluster. */
  | "infrastructure"
  | "controlPlane"
  /** What machines are made from, and where a node image is named. */
  | "machineInfrastructure"
  | "bootstrap"
  | "remediation"
  /** The class of a topology. */
  | "class";

/** A field of a kind, and what it keeps. */
export interface ReferenceFieldRow {
  readonly role: ReferenceRole;
  readonly form: ReferenceForm | "class";
  /** JSON Pointer; `*` stands for every item of a list. */
  readonly path: string;
}

/** Rows of the table that fit the kind and version of an object. */
export function referenceFields(object: JsonObject): readonly ReferenceFieldRow[] {
  const kind = objectKind(object);
  if (kind === undefined) {
    return [];
  }
  const own = data.fields
    .filter((row) => row.kinds.includes(kind.kind))
    .flatMap((row) => {
      const path = kind.version === "v1beta1" ? row.v1beta1 : row.v1beta2;
      const known = kind.version === "v1beta1" || kind.version === "v1beta2";
      return known && groupsOfKind(kind.kind) === kind.group
        ? [{ role: roleOf(row.role), form: formOf(row, kind.version), path }]
        : [];
    });
  return own.length > 0 ? own : contractFields(object, kind.group, kind.kind);
}

function contractFields(
  object: JsonObject,
  group: string,
  kind: string,
): readonly ReferenceFieldRow[] {
  if (group !== controlPlaneGroup || kind.endsWith("Template")) {
    return [];
  }
  return data.contract.controlPlane.map((path) => ({
    role: "machineInfrastructure",
    form: textAt(object, `${path}/apiGroup`) === undefined ? "object" : "contract",
    path,
  }));
}

function groupsOfKind(kind: string): string {
  return kind === "KubeadmControlPlane" ? controlPlaneGroup : coreGroup;
}

function formOf(
  row: { readonly role: string; readonly keepsVersion?: boolean },
  version: string,
): ReferenceForm | "class" {
  if (row.role === "class") {
    return "class";
  }
  if (version === "v1beta1") {
    return "object";
  }
  return row.keepsVersion === true ? "template" : "contract";
}

const roles = new Set<string>([
  "infrastructure",
  "controlPlane",
  "machineInfrastructure",
  "bootstrap",
  "remediation",
  "class",
] satisfies readonly ReferenceRole[]);

function isRole(text: string): text is ReferenceRole {
  return roles.has(text);
}

function roleOf(text: string): ReferenceRole {
  if (!isRole(text)) {
    throw new Error(`the table of references has a role ${text}`);
  }
  return text;
}
