import {
  type Diagnostic,
  isJsonObject,
  locateDiagnostics,
  ownValue,
  type Parsed,
  type SourceDocument,
  toParsed,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import { type CustomResource, parseCustomResource } from "./custom-resource.ts";
import { openList } from "./open-list.ts";

/**
 * The definitions among documents, whatever else stands there: a stream such as a release's
 * components, or what `kubectl get crd -o yaml` prints.
 *
 * @returns the definitions in order, or every fault with its file and place: definitions that
 *   cannot be read, kinds that are defined twice, and no definition at all
 * @example
 * ```ts
 * import { readYaml } from "@imagewright/core/read";
 *
 * const text = `apiVersion: v1
 * kind: List
 * items:
 *   - apiVersion: apiextensions.k8s.io/v1
 *     kind: CustomResourceDefinition
 *     spec:
 *       group: example.com
 *       names: { kind: Widget, plural: widgets }
 *       scope: Namespaced
 *       versions: []
 * `;
 * const read = readYaml(text, { file: "crds.yaml" });
 * const resources = customResourcesOf(read.ok ? read.value : []);
 * resources.ok && resources.value.map(({ kind }) => kind); // => ["Widget"]
 * ```
 */
export function customResourcesOf(
  documents: readonly SourceDocument[],
): Parsed<readonly CustomResource[]> {
  const found = documents.flatMap(definitionsIn);
  const resources = found.flatMap(({ parsed }) => (parsed.ok ? [parsed.value] : []));
  const diagnostics = found.flatMap(({ parsed }) => parsed.diagnostics);
  if (found.length === 0) {
    const file = documents[0]?.file;
    const message = `${file ?? "the input"} holds no CustomResourceDefinition`;
    const source = documents[0]?.locate("");
    return toParsed(resources, [
      admissionDiagnostics.report("ADMISSION_CRD_MISSING", { message, source }),
    ]);
  }
  return toParsed(resources, [...diagnostics, ...repeated(found)]);
}

/** A definition that was read, and where. */
interface PlacedDefinition {
  readonly parsed: Parsed<CustomResource>;
  readonly document: SourceDocument;
  readonly pointer: string;
}

function definitionsIn(document: SourceDocument): readonly PlacedDefinition[] {
  return openList(document.value)
    .filter(({ value }) => isJsonObject(value) && ownValue(value, "kind") === definitionKind)
    .map(({ value, pointer }) => {
      const parsed = parseCustomResource(value);
      const moved = parsed.diagnostics.map((one) => ({
        ...one,
        pointer: `${pointer}${one.pointer}`,
      }));
      const diagnostics = locateDiagnostics(document, moved);
      return { parsed: { ...parsed, diagnostics }, document, pointer };
    });
}

const definitionKind = "CustomResourceDefinition";

function repeated(found: readonly PlacedDefinition[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.flatMap(({ parsed, document, pointer }) => {
    const name = parsed.ok ? `${parsed.value.group}/${parsed.value.kind}` : "";
    if (!parsed.ok || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const at = `${pointer}/spec/names/kind`;
    const facts = { message: `${name} is defined twice`, pointer: at, source: document.locate(at) };
    return [admissionDiagnostics.report("ADMISSION_CRD_DUPLICATE", facts)];
  });
}
