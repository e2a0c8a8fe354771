import type { Diagnostic } from "../diagnostic.ts";
import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";
import type { TargetVersions } from "./webhook.ts";

/** What names a kind of object. */
export interface ObjectKind {
  /** API group; the empty string is Kubernetes' own. @example "cluster.x-k8s.io" */
  readonly group: string;
  /** API version without its group. @example "v1beta2" */
  readonly version: string;
  readonly kind: string;
}

/** Objects that are judged together, as they lie in one folder or stream. */
export interface ManifestSet {
  readonly objects: readonly JsonObject[];
  /** Objects of a kind, whatever their version. */
  ofKind(group: string, kind: string): readonly JsonObject[];
  /** Objects of a kind and name, in whichever namespaces. */
  ofName(group: string, kind: string, name: string): readonly JsonObject[];
  /** The object of a name; undefined where there is none. */
  find(group: string, kind: string, name: string, namespace?: string): JsonObject | undefined;
}

/** What a rule about manifests sees. */
export interface ManifestRuleContext extends ObjectKind {
  readonly object: JsonObject;
  readonly manifests: ManifestSet;
  readonly targetVersions: TargetVersions;
}

/**
 * One hazard that schema and webhooks let pass: what an API server takes and what yet does not
 * work. Pure; pointers lead into the object.
 */
export interface ManifestRule {
  readonly group: string;
  /** Kinds it looks at, of whatever version. */
  readonly kinds: readonly string[];
  readonly check: (context: ManifestRuleContext) => readonly Diagnostic[];
}

/**
 * The kind of an object; undefined where it names none.
 *
 * @example
 * ```ts
 * objectKind({ apiVersion: "cluster.x-k8s.io/v1beta2", kind: "Cluster" });
 * // => { group: "cluster.x-k8s.io", version: "v1beta2", kind: "Cluster" }
 * objectKind({ apiVersion: "v1", kind: "Secret" });
 * // => { group: "", version: "v1", kind: "Secret" }
 * objectKind({ kind: "Cluster" }); // => undefined
 * ```
 */
export function objectKind(object: JsonObject): ObjectKind | undefined {
  const apiVersion = ownValue(object, "apiVersion");
  const kind = ownValue(object, "kind");
  if (typeof apiVersion !== "string" || typeof kind !== "string" || kind === "") {
    return undefined;
  }
  const slash = apiVersion.indexOf("/");
  const version = apiVersion.slice(slash + 1);
  return version === ""
    ? undefined
    : { group: apiVersion.slice(0, Math.max(slash, 0)), version, kind };
}

/**
 * Objects that are judged together, found by kind and name.
 *
 * @example
 * ```ts
 * const manifests = manifestSet([
 *   {
 *     apiVersion: "cluster.x-k8s.io/v1beta2",
 *     kind: "Cluster",
 *     metadata: { name: "orders", namespace: "prod" },
 *   },
 * ]);
 * manifests.ofKind("cluster.x-k8s.io", "Cluster").length; // => 1
 * manifests.find("cluster.x-k8s.io", "Cluster", "orders", "prod")?.["kind"]; // => "Cluster"
 * manifests.find("cluster.x-k8s.io", "Cluster", "orders", "test"); // => undefined
 * manifests.ofName("cluster.x-k8s.io", "Cluster", "orders").length; // => 1
 * ```
 */
export function manifestSet(objects: readonly JsonObject[]): ManifestSet {
  const byKind = Map.groupBy(objects, kindKey);
  // Most sets are asked for few names or for none: a large one is sorted by name at the first.
  let byName: NameIndex | undefined;
  const named = (): NameIndex => (byName ??= nameIndex(objects));
  return {
    objects,
    ofKind: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
    ofName: (group, kind, name) => named().anywhere.get(textKey([group, kind, name])) ?? [],
    find: (group, kind, name, namespace) =>
      named().inNamespace.get(textKey([group, kind, name, namespace])),
  };
}

interface NameIndex {
  readonly anywhere: ReadonlyMap<string, readonly JsonObject[]>;
  /** The first of each name and namespace. */
  readonly inNamespace: ReadonlyMap<string, JsonObject>;
}

function nameIndex(objects: readonly JsonObject[]): NameIndex {
  const anywhere = new Map<string, JsonObject[]>();
  const inNamespace = new Map<string, JsonObject>();
  for (const object of objects) {
    const { group, kind } = objectKind(object) ?? { group: "", kind: "" };
    const metadata = ownValue(object, "metadata");
    const name = isJsonObject(metadata) ? ownValue(metadata, "name") : undefined;
    const namespace = isJsonObject(metadata) ? ownValue(metadata, "namespace") : undefined;
    if (typeof name === "string") {
      const key = textKey([group, kind, name]);
      const same = anywhere.get(key) ?? [];
      same.push(object);
      anywhere.set(key, same);
      if (namespace === undefined || typeof namespace === "string") {
        const place = textKey([group, kind, name, namespace]);
        inNamespace.set(place, inNamespace.get(place) ?? object);
      }
    }
  }
  return { anywhere, inNamespace };
}

function kindKey(object: JsonObject): string {
  const { group, kind } = objectKind(object) ?? { group: "", kind: "" };
  return `${group}/${kind}`;
}

/** One text for several; one that is left out at the end is told from every other. */
function textKey(texts: readonly (string | undefined)[]): string {
  return JSON.stringify(texts);
}
