import { readStream } from "../../edit/read-stream.ts";
import { listAt, mapAt, textAt } from "../../json-fields.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import { objectKind } from "../../plugin/manifest-rule.ts";
import type { ObjectAddress } from "../object-address.ts";
import { type Kustomization, normalPath } from "./kustomizations.ts";

/** What a kustomization patches. */
export interface KustomizePatch {
  /** The kustomization that asks for it. */
  readonly file: string;
  /** Whether it patches an object of this address. */
  readonly fits: (address: ObjectAddress) => boolean;
}

/** The patches of a kustomization, wherever their texts stand. */
export function patchesOf(
  kustomization: Kustomization,
  sources: ReadonlyMap<string, string>,
): readonly KustomizePatch[] {
  const { file, value, folder } = kustomization;
  const objectsAt = (path: string): readonly JsonObject[] =>
    objectsIn(sources.get(normalPath(`${folder}/${path}`)) ?? sources.get(`${folder}/${path}`));
  const patches: KustomizePatch[] = [];
  for (const field of ["/patches", "/patchesJson6902"]) {
    for (const entry of (listAt(value, field) ?? []).filter(isJsonObject)) {
      const target = mapAt(entry, "/target");
      if (target !== undefined) {
        patches.push({ file, fits: (address) => fitsTarget(target, address) });
      } else {
        const path = textAt(entry, "/path");
        const inline = textAt(entry, "/patch");
        const objects = path === undefined ? objectsIn(inline) : objectsAt(path);
        patches.push(...objects.map((object) => ownTarget(file, object)));
      }
    }
  }
  for (const entry of listAt(value, "/patchesStrategicMerge") ?? []) {
    const text = typeof entry === "string" ? entry : "";
    const objects = text.includes("\n") ? objectsIn(text) : objectsAt(text);
    patches.push(...objects.map((object) => ownTarget(file, object)));
  }
  return patches;
}

function objectsIn(text: string | undefined): readonly JsonObject[] {
  const read = text === undefined ? undefined : readStream(text, { file: "" });
  return read?.ok === true ? [...read.value.values()].filter(isJsonObject) : [];
}

/** A patch that is an object patches the one of its name. */
function ownTarget(file: string, object: JsonObject): KustomizePatch {
  const kind = objectKind(object);
  const name = textAt(object, "/metadata/name");
  const namespace = textAt(object, "/metadata/namespace");
  return {
    file,
    fits: (address) =>
      kind?.kind === address.kind &&
      kind.group === address.group &&
      name === address.name &&
      (namespace === undefined || namespace === address.namespace),
  };
}

/** Kind, name and namespace of a target are patterns for the whole text; the group is none. */
function fitsTarget(target: JsonObject, address: ObjectAddress): boolean {
  const group = textAt(target, "/group");
  return (
    (group === undefined || group === address.group) &&
    fitsPattern(target["kind"], address.kind) &&
    fitsPattern(target["name"], address.name) &&
    fitsPattern(target["namespace"], address.namespace ?? "")
  );
}

/** Labels are left out of account: what they choose may be patched. */
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
