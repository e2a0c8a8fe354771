import { valueRefused } from "../error.ts";
import type {
  AmiSelectorTerm,
  ImageReference,
  KarpenterAmiSelectorReference,
} from "./image-reference.ts";
import { type ReferenceForm, referenceForms, termFields } from "./reference-forms.ts";

/**
 * The canonical text of a reference: `kind:part/part?field=…`, every part percent-encoded.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if a field is empty or holds a lone surrogate, or a
 * selector term says nothing
 * @example
 * ```ts
 * formatImageReference({ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" });
 * // => "ami:eu-west-1/ami-09709369c53539c11"
 * ```
 */
export function formatImageReference(reference: ImageReference): string {
  if (reference.kind === "karpenter-ami-selector") {
    const terms = reference.terms.map((term, index) => {
      const text = formatTerm(term);
      if (text === "") {
        throw valueRefused("image reference", `/terms/${index}`, "the term is empty");
      }
      return text;
    });
    return `${reference.kind}:${terms.join(";")}`;
  }
  const form = referenceForms[reference.kind];
  const fields = fieldsOf(reference);
  const names = form.path.slice(leftOut(form, fields));
  const path = names.map((name) => {
    const value = fields.get(name) ?? "";
    if (value === "") {
      throw valueRefused("image reference", `/${name}`, "it is empty");
    }
    return encodePath(value, name, form.path.length);
  });
  const query = form.query.flatMap((name) => {
    const value = fields.get(name);
    return value === undefined ? [] : [`${name}=${encode(value, name)}`];
  });
  return `${reference.kind}:${path.join("/")}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/**
 * Region, zone or subscription a reference belongs to; undefined if it holds everywhere.
 *
 * @example
 * ```ts
 * locationOf({ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }); // => "eu-west-1"
 * ```
 */
export function locationOf(reference: ImageReference): string | undefined {
  switch (reference.kind) {
    case "ami":
      return reference.region;
    case "cloudstack-template":
      return reference.zone;
    default:
      return undefined;
  }
}

function fieldsOf(
  reference: Exclude<ImageReference, KarpenterAmiSelectorReference>,
): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(reference)) {
    const given: unknown = value;
    if (typeof given === "string") {
      fields.set(name, given);
    }
  }
  if ("plan" in reference && reference.plan !== undefined) {
    const { publisher, offer, sku } = reference.plan;
    fields.set("plan", [publisher, offer, sku].map((part) => encode(part, "plan")).join("/"));
  }
  if (reference.kind === "azure-marketplace" && reference.thirdParty) {
    fields.set("thirdParty", "true");
  }
  return fields;
}

/** How many parts at the start of the path are not written. */
function leftOut(form: ReferenceForm, fields: ReadonlyMap<string, string>): number {
  return form.optionalFirst === true && !fields.has(form.path[0] ?? "") ? 1 : 0;
}

function formatTerm(term: AmiSelectorTerm): string {
  const fields = termFields.flatMap((name) => {
    const value = term[name];
    return value === undefined ? [] : [`${name}=${encode(value, name)}`];
  });
  const tags = Object.entries(term.tags ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `tag.${encode(name, "tags")}=${encode(value, "tags")}`);
  return [...fields, ...tags].join("&");
}

function encode(text: string, name: string): string {
  if (!text.isWellFormed()) {
    throw valueRefused("image reference", `/${name}`, "it holds a lone surrogate");
  }
  return encodeURIComponent(text);
}

/** A kind with a single path part keeps its slashes readable. */
function encodePath(text: string, name: string, parts: number): string {
  return parts === 1
    ? text
        .split("/")
        .map((part) => encode(part, name))
        .join("/")
    : encode(text, name);
}
