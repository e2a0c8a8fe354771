import type { Diagnostic } from "../../diagnostic.ts";
import { isSameJson } from "../../json-fields.ts";
import { formatObjectAddress } from "../object-address.ts";
import type { FieldChange } from "../object-change.ts";
import { isAtOrBelow } from "./compose-changes.ts";
import { isSameChange, type NetChange, objectKey } from "./net-changes.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/** A change, and the clusters that ask for it. */
interface OwnedChange {
  readonly change: NetChange;
  readonly clusters: readonly string[];
}

/** The changes of one file, each object once. */
export interface FileChanges {
  readonly file: string;
  readonly changes: ReadonlyMap<string, OwnedChange>;
}

/** Gathers what clusters change, file by file; what two of them want alike is one change. */
export interface ChangeCollection {
  add(cluster: string, changes: readonly NetChange[]): void;
  readonly files: ReadonlyMap<string, FileChanges>;
  readonly diagnostics: readonly Diagnostic[];
}

export function createChangeCollection(): ChangeCollection {
  const files = new Map<string, { file: string; changes: Map<string, OwnedChange> }>();
  const diagnostics: Diagnostic[] = [];
  return {
    files,
    diagnostics,
    add(cluster, changes) {
      for (const change of changes) {
        const file = change.source?.file;
        if (file === undefined) {
          diagnostics.push(sourceless(cluster, change));
          continue;
        }
        const own = files.get(file) ?? { file, changes: new Map<string, OwnedChange>() };
        files.set(file, own);
        const key = objectKey(change.object);
        const merged = merge(own.changes.get(key), { change, clusters: [cluster] });
        if ("code" in merged) {
          diagnostics.push(merged);
        } else {
          own.changes.set(key, merged);
        }
      }
    },
  };
}

function merge(first: OwnedChange | undefined, second: OwnedChange): OwnedChange | Diagnostic {
  if (first === undefined) {
    return second;
  }
  const clusters = [...first.clusters, ...second.clusters];
  const [a, b] = [first.change, second.change];
  if (a.change === "patch" && b.change === "patch") {
    const clash = b.fields.find((field) => a.fields.some((other) => contradicts(field, other)));
    const known = new Set(a.fields.map(({ pointer }) => pointer));
    const more = b.fields.filter(({ pointer }) => !known.has(pointer));
    return clash === undefined
      ? { change: { ...a, fields: [...a.fields, ...more] }, clusters }
      : conflict(a, clusters, `different values at ${clash.pointer}`);
  }
  return isSameChange(a, b)
    ? { change: a, clusters }
    : conflict(a, clusters, `${a.change} and ${b.change}`);
}

function contradicts(field: FieldChange, other: FieldChange): boolean {
  if (field.pointer === other.pointer) {
    return !isSameJson(field.to, other.to);
  }
  return isAtOrBelow(field.pointer, other.pointer) || isAtOrBelow(other.pointer, field.pointer);
}

function conflict({ object }: NetChange, clusters: readonly string[], what: string): Diagnostic {
  const name = formatObjectAddress(object);
  const message = `${name}: clusters ${clusters.join(" and ")} ask for ${what}`;
  return planWriteDiagnostics.report("PLAN_WRITE_CONFLICT", { message });
}

function sourceless(cluster: string, { object }: NetChange): Diagnostic {
  const message = `${cluster}: ${formatObjectAddress(object)} was read from no file`;
  return planWriteDiagnostics.report("PLAN_WRITE_NO_SOURCE", { message });
}
