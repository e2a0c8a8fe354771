import { type Diagnostic, defineDiagnostics, type Parsed, toParsed } from "../diagnostic.ts";
import { formatImageReference, locationOf } from "./format-image-reference.ts";
import type { ImageRecord, LifecycleState, UserDataFormat } from "./image-record.ts";
import { type ImageReference, type ImageReferenceKind } from "./image-reference.ts";
import type { Architecture, Distribution } from "./node-image.ts";

/** Codes of the image catalog. */
export const catalogDiagnostics = defineDiagnostics({
  IMAGE_NOT_FOUND: {
    severity: "error",
    cause: "No image of the catalog is what the manifest needs, at the place it needs it.",
    remedy:
      "Build the image and add its record to the catalog, or copy it to the location that is missing.",
  },
  IMAGE_AMBIGUOUS: {
    severity: "error",
    cause:
      "Several images fit, and choosing the newest silently would make the result depend on the day.",
    remedy:
      "Pin the image by its record name or by a reference, or deprecate the images that are out of use.",
  },
  IMAGE_DEPRECATED: {
    severity: "warning",
    cause:
      "The only image that fits is deprecated: it still works, but a newer one should replace it.",
    remedy: "Build a newer image and move to it.",
  },
  CATALOG_NAME_TWICE: {
    severity: "error",
    cause:
      "Two images of the catalog bear the same name, so that a pin would not say which one is meant.",
    remedy: "Give every image its own name, e.g. with the build date at its end.",
  },
  CATALOG_REFERENCE_TWICE: {
    severity: "error",
    cause:
      "The same reference stands for two images, or twice in one, so that one of the records is wrong.",
    remedy: "Remove the reference from the record it does not belong to.",
  },
  CATALOG_REGION_MISSING: {
    severity: "error",
    cause: "An AMI id holds in one region only, and the record does not say which.",
    remedy: "Write the region before the id, e.g. `ami:eu-west-1/ami-09709369c53539c11`.",
  },
});

/** What an image has to be. A field that is left out matches everything. */
export interface ImageQuery {
  /** Name of one record. */
  readonly name?: string;
  /** Kubernetes version, compared exactly. */
  readonly kubernetesVersion?: string;
  readonly distribution?: Distribution;
  readonly osRelease?: string;
  readonly architecture?: Architecture;
  readonly userDataFormat?: UserDataFormat;
  /** Kinds of reference the manifest can carry. */
  readonly kinds?: readonly ImageReferenceKind[];
  /** Region or zone; a reference that holds everywhere matches too. */
  readonly location?: string;
  /** RFC 3339 moment, in UTC, at which the image is to be used: images that have expired by then are left out. */
  readonly at?: string;
}

/** One image that fits, by the reference that makes it fit. */
export interface ImageMatch {
  readonly record: ImageRecord;
  readonly reference: ImageReference;
}

/** A set of images with pure queries. */
export interface ImageCatalog {
  readonly records: readonly ImageRecord[];
  /** All that fit: supported first, then preview, then deprecated; then newest; then by name. Never revoked ones. */
  list(query: ImageQuery): readonly ImageMatch[];
  /** The one that fits, or a refusal that lists the candidates. */
  resolve(query: ImageQuery): Parsed<ImageMatch>;
}

/** The port of a catalog that lives elsewhere, in a cloud for example. */
export interface CatalogPort {
  /** Every record that may fit, in a stable order; queries are then answered by {@link createImageCatalog}. */
  list(query: ImageQuery): Promise<readonly ImageRecord[]>;
}

/**
 * A catalog over records that are already there.
 *
 * `resolve` takes a supported image before a deprecated one and never a preview unless it is named;
 * where several are left it refuses instead of choosing.
 *
 * @example
 * ```ts
 * const catalog = createImageCatalog([
 *   {
 *     name: "ubuntu-2404-1.34.1-20261103",
 *     kubernetesVersion: "1.34.1",
 *     os: { distribution: "ubuntu", release: "24.04" },
 *     architecture: "amd64",
 *     references: [{ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }],
 *     components: {},
 *     created: "2026-11-03T10:00:00Z",
 *     lifecycle: { state: "supported" },
 *     parents: [],
 *   },
 * ]);
 * const match = catalog.resolve({ kubernetesVersion: "1.34.1", location: "eu-west-1" });
 * match.ok && formatImageReference(match.value.reference);
 * // => "ami:eu-west-1/ami-09709369c53539c11"
 * catalog.list({ architecture: "arm64" }); // => []
 * ```
 */
export function createImageCatalog(records: readonly ImageRecord[]): ImageCatalog {
  const byVersion = Map.groupBy(records, ({ kubernetesVersion }) => kubernetesVersion);
  const list = (query: ImageQuery): readonly ImageMatch[] =>
    (query.kubernetesVersion === undefined
      ? records
      : (byVersion.get(query.kubernetesVersion) ?? [])
    )
      .filter((record) => fits(record, query))
      .flatMap((record) => matchesOf(record, query))
      .toSorted(compareMatches);
  return {
    records,
    list,
    resolve: (query) => resolveAmong(list(query), query),
  };
}

/**
 * Every fault of the records: names and references that stand twice, AMIs without a region.
 *
 * @example
 * ```ts
 * import { exampleCatalog } from "@imagewright/core/testing";
 *
 * const { records } = exampleCatalog([{ kind: "ami", id: "ami-09709369c53539c11" }]);
 * checkRecords(records).map(({ code, pointer }) => `${code} ${pointer}`);
 * // => ["CATALOG_REGION_MISSING /images/0/references/0"]
 * ```
 */
export function checkRecords(records: readonly ImageRecord[]): readonly Diagnostic[] {
  const names = new Map<string, number>();
  const references = new Map<string, string>();
  return records.flatMap((record, index) => {
    const found: Diagnostic[] = [];
    const first = names.get(record.name);
    if (first !== undefined) {
      const message = `${record.name} is already the name of image ${first + 1}`;
      found.push(
        catalogDiagnostics.report("CATALOG_NAME_TWICE", {
          message,
          pointer: `/images/${index}/name`,
        }),
      );
    }
    names.set(record.name, first ?? index);
    for (const [at, reference] of record.references.entries()) {
      const text = formatImageReference(reference);
      if (reference.kind === "ami" && reference.region === undefined) {
        const message = `${text} does not say its region`;
        const pointer = `/images/${index}/references/${at}`;
        found.push(catalogDiagnostics.report("CATALOG_REGION_MISSING", { message, pointer }));
      }
      const owner = references.get(text);
      if (owner !== undefined) {
        const message = `${text} already stands for ${owner}`;
        const pointer = `/images/${index}/references/${at}`;
        found.push(catalogDiagnostics.report("CATALOG_REFERENCE_TWICE", { message, pointer }));
      }
      references.set(text, owner ?? record.name);
    }
    return found;
  });
}

const preference: Readonly<Record<LifecycleState, number>> = {
  supported: 0,
  preview: 1,
  deprecated: 2,
  revoked: 3,
};

function fits(record: ImageRecord, query: ImageQuery): boolean {
  return (
    record.lifecycle.state !== "revoked" &&
    (query.name === undefined || record.name === query.name) &&
    (query.distribution === undefined || record.os.distribution === query.distribution) &&
    (query.osRelease === undefined || record.os.release === query.osRelease) &&
    (query.architecture === undefined || record.architecture === query.architecture) &&
    (query.userDataFormat === undefined || record.userDataFormat === query.userDataFormat) &&
    !isExpired(record, query.at)
  );
}

function isExpired({ lifecycle }: ImageRecord, at: string | undefined): boolean {
  return at !== undefined && lifecycle.expires !== undefined && lifecycle.expires <= at;
}

function matchesOf(record: ImageRecord, query: ImageQuery): readonly ImageMatch[] {
  return record.references
    .filter((reference) => {
      const location = locationOf(reference);
      return (
        (query.kinds === undefined || query.kinds.includes(reference.kind)) &&
        (query.location === undefined || location === query.location || isEverywhere(reference))
      );
    })
    .map((reference) => ({ record, reference }));
}

/** An AMI without its region is in one all the same, only nobody knows in which. */
function isEverywhere(reference: ImageReference): boolean {
  return reference.kind !== "ami" && locationOf(reference) === undefined;
}

function compareMatches(a: ImageMatch, b: ImageMatch): number {
  return (
    preference[a.record.lifecycle.state] - preference[b.record.lifecycle.state] ||
    compareText(b.record.created, a.record.created) ||
    compareText(a.record.name, b.record.name) ||
    compareText(formatImageReference(a.reference), formatImageReference(b.reference))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function resolveAmong(matches: readonly ImageMatch[], query: ImageQuery): Parsed<ImageMatch> {
  const named = query.name !== undefined;
  const usable = matches.filter(({ record }) => named || record.lifecycle.state !== "preview");
  const best = usable[0];
  if (best === undefined) {
    return { ok: false, diagnostics: [notFound(matches, query)] };
  }
  const rivals = usable.filter(
    ({ record }) => record.lifecycle.state === best.record.lifecycle.state,
  );
  if (rivals.length > 1) {
    const message = `${rivals.length} images fit ${describeQuery(query)}`;
    const found = rivals.map(describeMatch).join(", ");
    return {
      ok: false,
      diagnostics: [catalogDiagnostics.report("IMAGE_AMBIGUOUS", { message, found })],
    };
  }
  const warnings =
    best.record.lifecycle.state === "deprecated"
      ? [
          catalogDiagnostics.report("IMAGE_DEPRECATED", {
            message: `${best.record.name} is deprecated`,
          }),
        ]
      : [];
  return toParsed(best, warnings);
}

function notFound(previews: readonly ImageMatch[], query: ImageQuery): Diagnostic {
  const message = `no image fits ${describeQuery(query)}`;
  const preview = previews[0];
  return catalogDiagnostics.report("IMAGE_NOT_FOUND", {
    message,
    ...(preview !== undefined && {
      found: previews.map(describeMatch).join(", "),
      hint: `Only previews fit: pin one by its name, e.g. ${preview.record.name}.`,
    }),
  });
}

function describeMatch({ record, reference }: ImageMatch): string {
  return `${record.name} (${formatImageReference(reference)})`;
}

function describeQuery(query: ImageQuery): string {
  const parts = [
    query.name,
    query.kubernetesVersion === undefined ? undefined : `Kubernetes ${query.kubernetesVersion}`,
    query.distribution === undefined
      ? undefined
      : `${query.distribution} ${query.osRelease ?? ""}`.trim(),
    query.architecture,
    query.userDataFormat === undefined ? undefined : `user data ${query.userDataFormat}`,
    query.kinds === undefined ? undefined : `as ${query.kinds.join(" or ")}`,
    query.location === undefined ? undefined : `in ${query.location}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "the query" : parts.join(", ");
}
