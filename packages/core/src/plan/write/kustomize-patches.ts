import { readStream } from "../../edit/read-stream.ts";
import { listAt, mapAt, textAt } from "../../json-fields.ts";
import { parsePointer } from "../../json-pointer.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "../../json-value.ts";
import { objectKind } from "../../plugin/manifest-rule.ts";
import type { ObjectAddress } from "../object-address.ts";
import { isAtOrBelow } from "./compose-changes.ts";
import { type Kustomization, pathBelow } from "./kustomizations.ts";

/** What a kustomization patches. */
export interface KustomizePatch {
  /** The kustomization that asks for it. */
  readonly file: string;
  /** Whether it patches an object of this address. */
  readonly fits: (address: ObjectAddress) => boolean;
  /** Whether it may write what stands at a pointer. */
  readonly touches: (pointer: string) => boolean;
}

/**
 * The patches of a kustomization, wherever their texts stand.
 *
 * @param texts - by paths without `.` and `..`
 */
export function patchesOf(
  kustomization: Kustomization,
  texts: ReadonlyMap<string, string>,
): readonly KustomizePatch[] {
  const { file, value, folder } = kustomization;
  const textOf = (path: string): string | undefined => texts.get(pathBelow(folder, path));
  const entries = ["/patches", "/patchesJson6902"].flatMap((field) => listAt(value, field) ?? []);
  const named = entries.filter(isJsonObject).flatMap((entry) => {
    const path = textAt(entry, "/path");
    const text = path === undefined ? textAt(entry, "/patch") : textOf(path);
    return readPatch(file, text, mapAt(entry, "/target"));
  });
  const merges = (listAt(value, "/patchesStrategicMerge") ?? []).flatMap((entry) => {
    const text = typeof entry === "string" ? entry : "";
    return readPatch(file, text.includes("\n") ? text : textOf(text), undefined);
  });
  return [...named, ...merges];
}

/** A patch without a target is for the object it names. */
function readPatch(
  file: string,
  text: string | undefined,
  target: JsonObject | undefined,
): readonly KustomizePatch[] {
  const read = text === undefined ? undefined : readStream(text, { file: "" });
  if (read?.ok !== true) {
    const fits = (address: ObjectAddress): boolean =>
      target === undefined || fitsTarget(target, address);
    return [{ file, fits, touches: () => true }];
  }
  return [...read.value.values()].map((patch) => ({
    file,
    fits: (address) =>
      target === undefined ? isNamed(patch, address) : fitsTarget(target, address),
    touches: (pointer) => touches(patch, pointer),
  }));
}

/** Operations say what they write; an object writes what it holds, and lists as a whole. */
function touches(patch: JsonValue, pointer: string): boolean {
  if (isJsonList(patch)) {
    return patch.some((operation) => {
      const path = textAt(operation, "/path") ?? "";
      return isAtOrBelow(pointer, path) || isAtOrBelow(path, pointer);
    });
  }
  let value: JsonValue | undefined = patch;
  for (const segment of parsePointer(pointer)) {
    if (!isJsonObject(value) || ownValue(value, "$patch") !== undefined) {
      return value !== undefined;
    }
    value = ownValue(value, segment);
  }
  return value !== undefined;
}

function isNamed(patch: JsonValue, address: ObjectAddress): boolean {
  const kind = isJsonObject(patch) ? objectKind(patch) : undefined;
  const namespace = textAt(patch, "/metadata/namespace");
  return (
    kind?.kind === address.kind &&
    kind.group === address.group &&
    textAt(patch, "/metadata/name") === address.name &&
    (namespace === undefined || namespace === address.namespace)
  );
}

/** Labels are left out of account: what they choose may be patched. */
function fitsTarget(target: JsonObject, address: ObjectAddress): boolean {
  const group = textAt(target, "/group");
  return (
    (group === undefined || group === address.group) &&
    fitsPattern(target["kind"], address.kind) &&
    fitsPattern(target["name"], address.name) &&
    fitsPattern(target["namespace"], address.namespace ?? "")
  );
}

/** Kind, name and namespace are patterns for the whole text; nothing is one for every text. */
function fitsPattern(pattern: JsonValue | undefined, text: string): boolean {
  if (typeof pattern !== "string" || pattern === "" || pattern === text) {
    return true;
  }
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text);
  } catch {
    return false;
  }
}
