import { type Parsed, toParsed } from "../diagnostic.ts";
import type { ImageReference } from "../image/image-reference.ts";
import { type JsonObject, ownValue } from "../json-value.ts";
import type { FoundReference } from "../plugin/provider-plugin.ts";
import type { FieldChange } from "./object-change.ts";
import type { StoredObject, UpgradeContext } from "./plan-contribution.ts";
import { type RotatedTemplate, rotateTemplate } from "./rotate-template.ts";
import { nameWithDigest, type NamedVersions, templateDigest } from "./template-name.ts";

type WriteReference = UpgradeContext["writeReference"];

/** What is the same for all templates that say the same and get the same image. */
interface KnownRotation {
  readonly pointer: string;
  readonly reference: ImageReference;
  readonly fields: readonly FieldChange[];
  readonly digest: string;
}

/** Most templates that are remembered: those of a fleet say the same few things. */
const mostTemplates = 4096;

/** Most images that are remembered of one of them. */
const mostImages = 64;

/** By who writes the images, then by what a template says: apart from its metadata, in its order. */
const rotations = new WeakMap<WriteReference, Map<string, KnownRotation[]>>();

/**
 * A template with another image: a copy under a name that says what it holds. The templates of a
 * fleet are alike, so that what changes in one is remembered for all that say the same: what a
 * plugin writes depends on neither their names nor the rest of their metadata.
 *
 * @param found - where the image stands, and the reference it is to be
 * @returns with what the plugin says of the image; the plugin's refusal, or `PLAN_NAME_TAKEN` where an object of the new name says something
 *   else
 * @example
 * ```ts
 * const address = { group: "example.com", version: "v1", kind: "Template", name: "workers" };
 * const object = { apiVersion: "example.com/v1", kind: "Template", metadata: { name: "workers" }, spec: { image: "ami-1" } };
 * const rotated = rotateImage(
 *   { address, object },
 *   { pointer: "/spec/image", reference: { kind: "ami", id: "ami-2" } },
 *   {
 *     objects: planObjects([]),
 *     writeReference: (template, { reference }) => ({
 *       ok: true,
 *       value: { ...template, spec: { image: reference.kind === "ami" ? reference.id : "" } },
 *       diagnostics: [],
 *     }),
 *   },
 * );
 * rotated.ok && rotated.value.copy?.fields;
 * // => [{ pointer: "/spec/image", from: "ami-1", to: "ami-2" }]
 * ```
 */
export function rotateImage(
  template: StoredObject,
  found: FoundReference,
  { objects, writeReference }: Pick<UpgradeContext, "objects" | "writeReference">,
  versions?: NamedVersions,
): Parsed<RotatedTemplate> {
  const { address, object, source } = template;
  const alike = rotationsOf(object, writeReference);
  const known = alike.find(
    ({ pointer, reference }) => pointer === found.pointer && reference === found.reference,
  );
  if (known !== undefined) {
    const name = nameWithDigest(address.name, known.digest, versions);
    const target = { ...address, name };
    if (objects.find(target) === undefined) {
      const place = source === undefined ? {} : { source };
      const { fields } = known;
      return toParsed({
        name,
        copy: { change: "copy", object: target, of: address, fields, ...place },
      });
    }
  }
  const written = writeReference(object, found);
  if (!written.ok) {
    return written;
  }
  const rotated = rotateTemplate(template, written.value, objects, versions);
  const isAsBefore = ownValue(written.value, "metadata") === ownValue(object, "metadata");
  const copy = rotated.ok ? rotated.value.copy : undefined;
  // A plugin that has something to say of an image says it of every template.
  const isSilent = written.diagnostics.length === 0;
  const isNew = known === undefined && alike.length < mostImages;
  if (isNew && copy !== undefined && isAsBefore && isSilent) {
    const { pointer, reference } = found;
    const digest = templateDigest(written.value);
    alike.push({ pointer, reference, fields: copy.fields, digest });
  }
  return rotated.ok
    ? toParsed(rotated.value, [...written.diagnostics, ...rotated.diagnostics])
    : rotated;
}

/** What is known of all templates that say the same. */
function rotationsOf(object: JsonObject, writeReference: WriteReference): KnownRotation[] {
  let known = rotations.get(writeReference);
  if (known === undefined) {
    known = new Map();
    rotations.set(writeReference, known);
  }
  const text = JSON.stringify({ ...object, metadata: null });
  const found = known.get(text);
  if (found !== undefined) {
    return found;
  }
  if (known.size >= mostTemplates) {
    known.clear();
  }
  const none: KnownRotation[] = [];
  known.set(text, none);
  return none;
}
