import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  showValue,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";

/** Fields of metadata that never change; one that is left out does not count. */
const lasting = ["name", "namespace", "uid"];

/** Reports what would make an update be about another object. */
export function checkIdentity(object: JsonObject, old: JsonObject): readonly Diagnostic[] {
  const [is, was] = [objectKind(object), objectKind(old)];
  const metadata = ownValue(object, "metadata") ?? null;
  const oldMetadata = ownValue(old, "metadata") ?? null;
  return [
    ...(is?.group === was?.group ? [] : [changed(["apiVersion"], was?.group, is?.group)]),
    ...(is?.kind === was?.kind ? [] : [changed(["kind"], was?.kind, is?.kind)]),
    ...lasting.flatMap((name) => {
      const [now, before] = [fieldOf(metadata, name), fieldOf(oldMetadata, name)];
      const isSame = now === undefined || before === undefined || now === before;
      return isSame ? [] : [changed(["metadata", name], before, now)];
    }),
  ];
}

function fieldOf(metadata: JsonValue, name: string): JsonValue | undefined {
  const value = isJsonObject(metadata) ? ownValue(metadata, name) : undefined;
  return value === null || value === "" ? undefined : value;
}

function changed(
  path: readonly string[],
  before: JsonValue | undefined,
  now: JsonValue | undefined,
): Diagnostic {
  return admissionDiagnostics.report("ADMISSION_IDENTITY", {
    message: `an update cannot change ${path.at(-1)}`,
    pointer: formatPointer(path),
    found: showValue(now),
    expected: showValue(before),
  });
}
