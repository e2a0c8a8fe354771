import {
  type Diagnostic,
  defineDiagnostics,
  type Parsed,
  showValue,
  toParsed,
} from "../diagnostic.ts";
import { valueRefused } from "../error.ts";
import { nearestName } from "../text/nearest.ts";
import type {
  AmiSelectorTerm,
  AzureCommunityGalleryReference,
  AzureGalleryReference,
  AzurePlan,
  ImageReference,
  ImageReferenceKind,
  KarpenterAmiSelectorReference,
} from "./image-reference.ts";

/** Codes of {@link parseImageReference}. */
export const referenceDiagnostics = defineDiagnostics({
  REFERENCE_KIND_UNKNOWN: {
    severity: "error",
    cause: "The text before the colon names no form of image reference.",
    remedy:
      "Start the reference with one of the known kinds, e.g. `ami:eu-west-1/ami-09709369c53539c11`.",
  },
  REFERENCE_MALFORMED: {
    severity: "error",
    cause: "The text has the wrong number of parts for its kind, or a part cannot be decoded.",
    remedy:
      "Write the reference in the canonical form of its kind, special characters percent-encoded.",
  },
  REFERENCE_FIELD_UNKNOWN: {
    severity: "error",
    cause:
      "A field behind the question mark does not belong to this kind of reference, or stands there twice.",
    remedy: "Remove the field, or write one that the kind has.",
  },
});

/** How the fields of a kind are laid out: `kind:path/path?query=…&query=…`. */
interface Form {
  readonly path: readonly string[];
  /** The first part of the path may be left out, together with its slash. */
  readonly optionalFirst?: boolean;
  readonly query: readonly string[];
  /** Holds without a query field only if this list is empty or one of its fields is there. */
  readonly oneOf?: readonly string[];
}

const plan = ["plan"] as const;

const forms: Readonly<Record<Exclude<ImageReferenceKind, "karpenter-ami-selector">, Form>> = {
  ami: { path: ["region", "id"], optionalFirst: true, query: [] },
  "ami-lookup": { path: [], query: ["format", "org", "baseOs", "eksLookupType"] },
  "ssm-parameter": { path: ["name"], query: [] },
  "azure-gallery": {
    path: ["subscriptionId", "resourceGroup", "gallery", "definition", "version"],
    query: plan,
  },
  "azure-community-gallery": { path: ["gallery", "definition", "version"], query: plan },
  "azure-shared-gallery": { path: ["gallery", "definition", "version"], query: [] },
  "azure-marketplace": { path: ["publisher", "offer", "sku", "version"], query: ["thirdParty"] },
  "azure-managed-image": { path: ["subscriptionId", "resourceGroup", "name"], query: [] },
  "cloudstack-template": { path: [], query: ["zone", "id", "name"], oneOf: ["id", "name"] },
};

const lookupTypes = [
  "AmazonLinux",
  "AmazonLinuxGPU",
  "AmazonLinux2023",
  "AmazonLinux2023GPU",
] as const;
const termFields = ["alias", "id", "name", "owner", "ssmParameter"] as const;

/** Every kind of reference, in the order of the documentation. */
export const imageReferenceKinds: readonly ImageReferenceKind[] = [
  "ami",
  "ami-lookup",
  "ssm-parameter",
  "azure-gallery",
  "azure-community-gallery",
  "azure-shared-gallery",
  "azure-marketplace",
  "azure-managed-image",
  "cloudstack-template",
  "karpenter-ami-selector",
];

/**
 * The canonical text of a reference: `kind:part/part?field=…`, every part percent-encoded.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if a field holds a lone surrogate, or a selector term
 * says nothing
 * @example
 * formatImageReference({ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" });
 * // "ami:eu-west-1/ami-09709369c53539c11"
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
  const form = forms[reference.kind];
  const fields = fieldsOf(reference);
  const names = form.path.slice(leftOut(form, fields));
  const path = names.map((name) => encodePath(fields.get(name) ?? "", name, form.path.length));
  const query = form.query.flatMap((name) => {
    const value = fields.get(name);
    return value === undefined ? [] : [`${name}=${encode(value, name)}`];
  });
  return `${reference.kind}:${path.join("/")}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/**
 * Reads the canonical text of a reference.
 *
 * @returns every problem of the text at once; ids and names are taken as they are
 */
export function parseImageReference(text: string): Parsed<ImageReference> {
  const colon = text.indexOf(":");
  const kind = imageReferenceKinds.find((known) => known === text.slice(0, Math.max(colon, 0)));
  if (kind === undefined) {
    return { ok: false, diagnostics: [unknownKind(text, colon)] };
  }
  const rest = text.slice(colon + 1);
  return kind === "karpenter-ami-selector" ? parseTerms(rest) : parseForm(kind, forms[kind], rest);
}

/** Region, zone or subscription a reference belongs to; undefined if it holds everywhere. */
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
function leftOut(form: Form, fields: ReadonlyMap<string, string>): number {
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

function parseForm(
  kind: Exclude<ImageReferenceKind, "karpenter-ami-selector">,
  form: Form,
  rest: string,
): Parsed<ImageReference> {
  const mark = rest.indexOf("?");
  const path = mark === -1 ? rest : rest.slice(0, mark);
  const diagnostics: Diagnostic[] = [];
  const fields = new Map<string, string>();
  const parts =
    form.path.length === 1 ? [path] : path === "" && form.path.length === 0 ? [] : path.split("/");
  const missing = form.path.length - parts.length;
  if (missing === 0 || (missing === 1 && form.optionalFirst === true)) {
    for (const [index, name] of form.path.slice(missing).entries()) {
      decodeInto(fields, name, parts[index] ?? "", diagnostics);
    }
  } else {
    diagnostics.push(
      malformed(kind, `${kind} takes ${form.path.length} parts, not ${parts.length}`, path),
    );
  }
  for (const [name, value] of splitQuery(mark === -1 ? "" : rest.slice(mark + 1))) {
    if (!form.query.includes(name) || fields.has(name)) {
      diagnostics.push(unknownField(kind, name, form.query));
    } else {
      decodeInto(fields, name, value, diagnostics);
    }
  }
  if (form.oneOf !== undefined && !form.oneOf.some((name) => fields.has(name))) {
    diagnostics.push(malformed(kind, `${kind} needs ${form.oneOf.join(" or ")}`, rest));
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : build(kind, fields);
}

function build(
  kind: Exclude<ImageReferenceKind, "karpenter-ami-selector">,
  fields: ReadonlyMap<string, string>,
): Parsed<ImageReference> {
  const get = (name: string): string => fields.get(name) ?? "";
  switch (kind) {
    case "ami":
      return toParsed({ kind, ...pick(fields, "region"), id: get("id") });
    case "ami-lookup":
      return buildLookup(fields);
    case "ssm-parameter":
      return toParsed({ kind, name: get("name") });
    case "azure-gallery":
      return withPlan(fields, {
        kind,
        subscriptionId: get("subscriptionId"),
        resourceGroup: get("resourceGroup"),
        gallery: get("gallery"),
        definition: get("definition"),
        version: get("version"),
      });
    case "azure-community-gallery":
      return withPlan(fields, {
        kind,
        gallery: get("gallery"),
        definition: get("definition"),
        version: get("version"),
      });
    case "azure-shared-gallery":
      return toParsed({
        kind,
        gallery: get("gallery"),
        definition: get("definition"),
        version: get("version"),
      });
    case "azure-marketplace":
      return buildMarketplace(fields);
    case "azure-managed-image":
      return toParsed({
        kind,
        subscriptionId: get("subscriptionId"),
        resourceGroup: get("resourceGroup"),
        name: get("name"),
      });
    case "cloudstack-template":
      return toParsed({
        kind,
        ...pick(fields, "zone"),
        ...pick(fields, "id"),
        ...pick(fields, "name"),
      });
  }
}

function buildLookup(fields: ReadonlyMap<string, string>): Parsed<ImageReference> {
  const type = fields.get("eksLookupType");
  const eksLookupType = lookupTypes.find((known) => known === type);
  if (type !== undefined && eksLookupType === undefined) {
    const facts = { found: showValue(type), expected: lookupTypes.join(", ") };
    return {
      ok: false,
      diagnostics: [malformed("ami-lookup", "no such eksLookupType", type, facts)],
    };
  }
  return toParsed({
    kind: "ami-lookup",
    ...pick(fields, "format"),
    ...pick(fields, "org"),
    ...pick(fields, "baseOs"),
    ...(eksLookupType !== undefined && { eksLookupType }),
  });
}

function buildMarketplace(fields: ReadonlyMap<string, string>): Parsed<ImageReference> {
  const thirdParty = fields.get("thirdParty");
  if (thirdParty !== undefined && thirdParty !== "true") {
    return {
      ok: false,
      diagnostics: [malformed("azure-marketplace", "thirdParty is `true` or left out", thirdParty)],
    };
  }
  return toParsed({
    kind: "azure-marketplace",
    publisher: fields.get("publisher") ?? "",
    offer: fields.get("offer") ?? "",
    sku: fields.get("sku") ?? "",
    version: fields.get("version") ?? "",
    thirdParty: thirdParty === "true",
  });
}

function withPlan(
  fields: ReadonlyMap<string, string>,
  reference: AzureGalleryReference | AzureCommunityGalleryReference,
): Parsed<ImageReference> {
  const text = fields.get("plan");
  if (text === undefined) {
    return toParsed(reference);
  }
  const parts = text.split("/").map(decode);
  const [publisher, offer, sku] = parts;
  if (publisher === undefined || offer === undefined || sku === undefined || parts.length > 3) {
    return {
      ok: false,
      diagnostics: [malformed(reference.kind, "a plan is publisher/offer/sku", text)],
    };
  }
  const value: AzurePlan = { publisher, offer, sku };
  return toParsed({ ...reference, plan: value });
}

function parseTerms(text: string): Parsed<ImageReference> {
  const diagnostics: Diagnostic[] = [];
  const terms = text === "" ? [] : text.split(";").map((term) => parseTerm(term, diagnostics));
  return toParsed<ImageReference>({ kind: "karpenter-ami-selector", terms }, diagnostics);
}

function parseTerm(text: string, diagnostics: Diagnostic[]): AmiSelectorTerm {
  if (text === "") {
    diagnostics.push(malformed("karpenter-ami-selector", "a term is empty", text));
  }
  const fields = new Map<string, string>();
  const tags: [string, string][] = [];
  for (const [name, value] of splitQuery(text)) {
    const tag = name.startsWith("tag.") ? decode(name.slice(4)) : undefined;
    const decoded = decode(value);
    if (tag !== undefined && decoded !== undefined && !tags.some(([known]) => known === tag)) {
      tags.push([tag, decoded]);
    } else if (termFields.some((known) => known === name) && !fields.has(name)) {
      decodeInto(fields, name, value, diagnostics);
    } else {
      diagnostics.push(unknownField("karpenter-ami-selector", name, [...termFields, "tag.NAME"]));
    }
  }
  const plain = Object.assign({}, ...termFields.map((name) => pick(fields, name)));
  return tags.length === 0 ? plain : { ...plain, tags: Object.fromEntries(tags) };
}

function pick<Name extends string>(
  fields: ReadonlyMap<string, string>,
  name: Name,
): { readonly [key in Name]?: string } {
  const value = fields.get(name);
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in Name]: string }); // a computed key widens to string
}

function splitQuery(text: string): (readonly [string, string])[] {
  return text === ""
    ? []
    : text.split("&").map((pair) => {
        const equals = pair.indexOf("=");
        return equals === -1 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
      });
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

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function decodeInto(
  fields: Map<string, string>,
  name: string,
  text: string,
  diagnostics: Diagnostic[],
): void {
  const value = decode(text);
  if (value === undefined) {
    diagnostics.push(malformed(name, `${name} is not percent-encoded text`, text));
  } else {
    fields.set(name, value);
  }
}

function unknownKind(text: string, colon: number): Diagnostic {
  const kind = colon === -1 ? text : text.slice(0, colon);
  const nearest = nearestName(kind.slice(0, 64), imageReferenceKinds);
  return referenceDiagnostics.report("REFERENCE_KIND_UNKNOWN", {
    message: "the text names no kind of image reference",
    found: showValue(kind),
    expected: imageReferenceKinds.join(", "),
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}:\`?` }),
  });
}

function malformed(
  kind: string,
  message: string,
  found: string,
  facts: { readonly expected?: string } = {},
): Diagnostic {
  const form = new Map<string, Form>(Object.entries(forms)).get(kind);
  return referenceDiagnostics.report("REFERENCE_MALFORMED", {
    message,
    found: showValue(found),
    ...(form !== undefined && { expected: shapesOf(kind, form) }),
    ...facts,
  });
}

function shapesOf(kind: string, { path, optionalFirst }: Form): string {
  const paths = optionalFirst === true ? [path, path.slice(1)] : [path];
  return paths.map((names) => `${kind}:${names.map((name) => `{${name}}`).join("/")}`).join(", ");
}

function unknownField(kind: string, name: string, known: readonly string[]): Diagnostic {
  const nearest = nearestName(name.slice(0, 64), known);
  return referenceDiagnostics.report("REFERENCE_FIELD_UNKNOWN", {
    message: `${kind} has no second or unknown field ${showValue(name)}`,
    found: showValue(name),
    expected: known.join(", ") || "no field",
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
  });
}
