import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";
import { remembered } from "../remembered.ts";
import { canonicalJson } from "./canonical-json.ts";
import { contentDigest, isContentDigest } from "./content-digest.ts";

/** Longest name that is also a label value. */
const maxLength = 63;

/** Versions of which one is in a name, and the other takes its place. */
export interface NamedVersions {
  /** Without `v`. */
  readonly from: string;
  readonly to: string;
}

/**
 * The name of a template that a rotation adds: that of the one it is a copy of, and a digest of
 * what it says. Equal content has equal names, and a digest that was added before is replaced, so
 * that names do not grow. A version in the name, with points or dashes, becomes the new one.
 *
 * @param name - of the template that is copied
 * @param object - the new template; its API version, kind and spec count, its metadata does not
 * @returns a DNS label of at most 63 characters where `name` is made of such characters
 * @example
 * ```ts
 * const object = { apiVersion: "example.com/v1", kind: "Template", spec: { image: "b" } };
 * const name = rotatedName("workers-1-33-4", object, { from: "1.33.4", to: "1.34.1" });
 * name.slice(0, -10); // => "workers-1-34-1-"
 * rotatedName(name, object) === name; // => true
 * ```
 */
export function rotatedName(name: string, object: JsonObject, versions?: NamedVersions): string {
  return nameWithDigest(name, templateDigest(object), versions);
}

/** A digest of what a template says. */
export function templateDigest(object: JsonObject): string {
  return contentDigest(contentText(object));
}

/** The name of a rotated template, where the digest of what it says is known. */
export function nameWithDigest(name: string, digest: string, versions?: NamedVersions): string {
  const bare = isContentDigest(name.slice(-digest.length))
    ? withoutEnd(name.slice(0, -digest.length))
    : name;
  const base = withoutEnd(
    (versions === undefined ? bare : withVersion(bare, versions)).slice(
      0,
      maxLength - 1 - digest.length,
    ),
  );
  return base === "" ? digest : `${base}-${digest}`;
}

/** A name may end with neither a dash nor a point. */
function withoutEnd(name: string): string {
  const last = name.at(-1);
  return last === "-" || last === "." ? name.replace(/[-.]+$/u, "") : name;
}

/**
 * Whether two templates say the same: API version, kind and spec, whatever their metadata.
 *
 * @example
 * ```ts
 * const template = { apiVersion: "example.com/v1", kind: "Template", spec: { image: "a" } };
 * isSameContent(template, { ...template, metadata: { name: "b" } }); // => true
 * isSameContent(template, { ...template, spec: {} }); // => false
 * ```
 */
export function isSameContent(a: JsonObject, b: JsonObject): boolean {
  return contentText(a) === contentText(b);
}

function contentText(object: JsonObject): string {
  const spec = ownValue(object, "spec");
  const parts = [ownValue(object, "apiVersion"), ownValue(object, "kind")];
  return `${JSON.stringify(parts)}${canonicalJson(isJsonObject(spec) ? spec : null)}`;
}

function withVersion(name: string, { from, to }: NamedVersions): string {
  const dashes = replacePart(name, dashed(from), dashed(to));
  return replacePart(dashes, pointed(from), pointed(to));
}

const dashed = remembered((version) => version.replaceAll(/[.+]/gu, "-").toLowerCase());

const pointed = remembered((version) => version.replaceAll("+", "-").toLowerCase());

/** A version is replaced where no digit goes on before or behind it. */
function replacePart(name: string, from: string, to: string): string {
  const at = name.indexOf(from);
  if (at < 0) {
    return name;
  }
  const before = name.charAt(at - 1);
  const behind = name.charAt(at + from.length);
  return /\d/u.test(before) || /\d/u.test(behind)
    ? name
    : name.slice(0, at) + to + name.slice(at + from.length);
}
