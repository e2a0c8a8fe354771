import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  type ObjectKind,
  ownValue,
  showValue,
  type SourceDocument,
} from "@imagewright/core";

import { openList } from "../crd/open-list.ts";
import { checkPlain } from "../judge/check-plain.ts";
import { lintDiagnostics } from "./lint-diagnostics.ts";

/** An object of a set of manifests, and where it was written. */
export interface GatheredObject {
  readonly document: SourceDocument;
  /** Where it stands in its document: not empty for those of a `List`. */
  readonly pointer: string;
  readonly object: JsonObject;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Why it can be looked at no further. */
  readonly fault: Diagnostic | undefined;
}

/** The objects of documents, lists opened, and the documents that are none. */
export interface Gathering {
  readonly objects: readonly GatheredObject[];
  readonly diagnostics: readonly Diagnostic[];
}

export function gatherObjects(documents: readonly SourceDocument[]): Gathering {
  const objects: GatheredObject[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    for (const { value, pointer } of openList(document.value)) {
      const kind = isJsonObject(value) ? objectKind(value) : undefined;
      if (isJsonObject(value) && kind !== undefined) {
        objects.push({ document, pointer, object: value, kind, ...describe(value) });
      } else {
        diagnostics.push(noObject(document, pointer, value));
      }
    }
  }
  return { objects, diagnostics: [...diagnostics, ...duplicates(objects)] };
}

function describe(object: JsonObject): Pick<GatheredObject, "name" | "namespace" | "fault"> {
  const metadata = ownValue(object, "metadata");
  const text = (key: string): string | undefined => {
    const value = isJsonObject(metadata) ? ownValue(metadata, key) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return { name: text("name") ?? "", namespace: text("namespace"), fault: checkPlain(object) };
}

function noObject(document: SourceDocument, pointer: string, value: JsonValue): Diagnostic {
  const code = looksLikeObject(value) ? "LINT_NO_OBJECT" : "LINT_OTHER_DOCUMENT";
  return lintDiagnostics.report(code, {
    message: "the document is no Kubernetes object",
    pointer,
    source: document.locate(pointer),
    found: showValue(isJsonObject(value) ? Object.keys(value).slice(0, 5) : value),
  });
}

/** Fields, in whatever case, that files such as package.json have none of. */
const objectFields = new Set(["apiversion", "kind", "metadata"]);

function looksLikeObject(value: JsonValue): boolean {
  return (
    isJsonObject(value) && Object.keys(value).some((name) => objectFields.has(name.toLowerCase()))
  );
}

/** What two documents about one object have in common. */
export function identityOf({ kind, name, namespace = "" }: GatheredObject): string {
  return JSON.stringify([kind.group, kind.kind, namespace, name]);
}

function duplicates(objects: readonly GatheredObject[]): readonly Diagnostic[] {
  const seen = new Map<string, GatheredObject>();
  return objects.flatMap((one) => {
    const { kind, name, document, pointer } = one;
    const identity = identityOf(one);
    const first = seen.get(identity);
    if (name === "" || first === undefined) {
      seen.set(identity, one);
      return [];
    }
    const { file, line } = first.document.locate(first.pointer);
    const at = `${pointer}/metadata/name`;
    const message = `${kind.kind} ${showValue(name)} stands at ${file}:${line} already`;
    const source = document.locate(at);
    return [lintDiagnostics.report("LINT_DUPLICATE_OBJECT", { message, pointer: at, source })];
  });
}
