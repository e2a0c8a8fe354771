import {
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonValue,
  objectKind,
  ownValue,
} from "@imagewright/core";

import { nameOf, namespaceOf } from "../json/read-field.ts";
import type { ObservedDocument } from "./observation.ts";
import { observeDiagnostics } from "./observe-diagnostics.ts";
import { type Finding, type PlacedObject, sourceOf } from "./placed-object.ts";

/** The objects of a stream, and what is no object. */
export interface UnwrappedDocuments {
  readonly objects: readonly PlacedObject[];
  readonly findings: readonly Finding[];
}

interface Item {
  readonly value: JsonValue;
  readonly base: string;
}

/** The objects in documents, those inside lists one by one. */
export function unwrapDocuments(documents: readonly ObservedDocument[]): UnwrappedDocuments {
  const objects: PlacedObject[] = [];
  const findings: Finding[] = [];
  for (const document of documents) {
    for (const item of itemsOf({ value: document.value, base: "" })) {
      const placed = placeObject(document, item);
      if (placed === undefined) {
        findings.push(unnamed(document, item));
      } else {
        objects.push(placed);
      }
    }
  }
  return { objects, findings };
}

/** The items of a list, which may be lists themselves; anything else as it is. */
function itemsOf(root: Item): readonly Item[] {
  const found: Item[] = [];
  const waiting: Item[] = [root];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    const { value, base } = item;
    const items = isListObject(value) ? ownValue(value, "items") : undefined;
    if (isJsonList(items)) {
      // One by one: a dump has more items than a call may have arguments.
      for (let index = items.length - 1; index >= 0; index -= 1) {
        waiting.push({
          value: items[index] ?? null,
          base: `${base}/items${formatPointer([index])}`,
        });
      }
    } else {
      found.push(item);
    }
  }
  return found;
}

/** `List` of Kubernetes, and the typed lists an API server answers with. */
function isListObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  if (!isJsonObject(value)) {
    return false;
  }
  const kind = objectKind(value)?.kind;
  return kind !== undefined && kind.endsWith("List") && isJsonList(ownValue(value, "items"));
}

function placeObject(document: ObservedDocument, { value, base }: Item): PlacedObject | undefined {
  const kind = isJsonObject(value) ? objectKind(value) : undefined;
  if (!isJsonObject(value) || kind === undefined || nameOf(value) === "") {
    return undefined;
  }
  const namespace = namespaceOf(value);
  const { group, version, kind: name } = kind;
  return {
    address: {
      group,
      version,
      kind: name,
      ...(namespace !== undefined && namespace !== "" && { namespace }),
      name: nameOf(value),
    },
    object: value,
    document,
    base,
  };
}

function unnamed(document: ObservedDocument, { value, base }: Item): Finding {
  const kind = isJsonObject(value) ? objectKind(value)?.kind : undefined;
  const source = sourceOf(document, base);
  const place = source === undefined ? "" : ` (document ${source.document} of ${source.file})`;
  const what =
    kind === undefined ? "a document names no API version and kind" : `a ${kind} has no name`;
  return {
    about: undefined,
    diagnostic: observeDiagnostics.report("CLUSTER_DOCUMENT_UNNAMED", {
      message: `${what}${place}`,
      pointer: base,
      source: document.locate?.(base),
    }),
  };
}
