import {
  type Diagnostic,
  hasErrors,
  type JsonObject,
  locateDiagnostics,
  type ManifestRule,
  type ManifestSet,
  manifestSet,
  nearestName,
  type ObjectKind,
  type SourceDocument,
  type SourceLocation,
  type TargetVersions,
  type Webhook,
} from "@imagewright/core";

import { judgeCreation, judgeUpdate } from "../admission.ts";
import { checkDefinition } from "../crd/check-definition.ts";
import type { CustomResourceSource } from "../crd/custom-resource-source.ts";
import type { Unchecked } from "../unchecked.ts";
import { askRules, rulesFor } from "./ask-rules.ts";
import { type GatheredObject, gatherObjects, identityOf } from "./gather-objects.ts";
import { type GuardedSource, guardSource } from "./guard-source.ts";
import { hintAtVariables } from "./hint-at-variables.ts";
import { lintDiagnostics } from "./lint-diagnostics.ts";

/** What a set of manifests is judged by. */
export interface LintOptions {
  /** In the order in which they are applied; lists are opened. */
  readonly documents: readonly SourceDocument[];
  /**
   * Objects that are there already: one of the same group, kind, namespace and name is judged as
   * replaced, others as created. Of these themselves nothing is said.
   */
  readonly against?: readonly SourceDocument[];
  /** Definitions of custom resources; without them, schemas are not checked. */
  readonly source?: CustomResourceSource;
  readonly webhooks: readonly Webhook[];
  readonly rules: readonly ManifestRule[];
  readonly targetVersions: TargetVersions;
}

/**
 * What admission says of an object: that an API server would take it, or would not; that there is
 * no definition of its kind; or that it was not judged, as there are no definitions at all, or its
 * own cannot be read.
 */
export type LintVerdict = "admitted" | "refused" | "noDefinition" | "notJudged";

/** One object of the set. */
export interface LintedObject extends ObjectKind {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where it begins. */
  readonly source: SourceLocation;
  /** Where it stands in its document: not empty for those of a `List`. */
  readonly pointer: string;
  /** Whether it replaces an object that is there already. */
  readonly isUpdate: boolean;
  readonly verdict: LintVerdict;
  /** Of admission and of the rules, with file, line and column; pointers lead into the document. */
  readonly diagnostics: readonly Diagnostic[];
  /** What admission could not judge; pointers lead into the object. */
  readonly unchecked: readonly Unchecked[];
}

/** What is wrong with a set of manifests. */
export interface LintReport {
  /** In the order of the documents. */
  readonly objects: readonly LintedObject[];
  /** Everything, that of each object included. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Judges manifests as they lie in a folder: each object by admission, as a creation or as an update
 * of what is there already, where its definition is known, and by the rules of its kind, which see
 * the whole set. A rule or definition that breaks is reported and stops nothing.
 *
 * @example
 * ```ts
 * import { readYaml } from "@imagewright/core/read";
 *
 * const text = `apiVersion: example.com/v1
 * kind: Widget
 * metadata:
 *   name: w
 * spec:
 *   size: 12
 * `;
 * const schema = {
 *   type: "object",
 *   properties: {
 *     spec: { type: "object", properties: { size: { type: "integer", maximum: 9 } } },
 *   },
 * };
 * const definition = parseCustomResource({
 *   apiVersion: "apiextensions.k8s.io/v1",
 *   kind: "CustomResourceDefinition",
 *   spec: {
 *     group: "example.com",
 *     names: { kind: "Widget", plural: "widgets" },
 *     scope: "Namespaced",
 *     versions: [
 *       { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } },
 *     ],
 *   },
 * });
 * const read = readYaml(text, { file: "widget.yaml" });
 * const report = lintManifests({
 *   documents: read.ok ? read.value : [],
 *   source: customResourceSource(definition.ok ? [definition.value] : []),
 *   webhooks: [],
 *   rules: [],
 *   targetVersions: {},
 * });
 * report.objects.map(({ name, verdict }) => `${name} ${verdict}`); // => ["w refused"]
 * report.diagnostics.map(({ code, source }) => `${source?.line}:${source?.column} ${code}`);
 * // => ["6:9 ADMISSION_VALUE"]
 * ```
 */
export function lintManifests(options: LintOptions): LintReport {
  const { objects: gathered, diagnostics } = gatherObjects(options.documents);
  const usable = gathered.filter(({ fault }) => fault === undefined);
  const manifests = manifestSet(usable.map(({ object }) => object));
  const source = options.source === undefined ? undefined : guardSource(options.source);
  const old = oldObjects(options.against ?? []);
  const objects = gathered.map((one) =>
    lintObject(one, old.get(identityOf(one)), manifests, source, options),
  );
  return {
    objects,
    diagnostics: [
      ...(source === undefined ? [schemaNotChecked()] : source.diagnostics()),
      ...diagnostics,
      ...objects.flatMap((object) => object.diagnostics),
    ],
  };
}

function schemaNotChecked(): Diagnostic {
  const message = "no definitions were given: schemas and webhooks were not checked";
  return lintDiagnostics.report("LINT_SCHEMA_NOT_CHECKED", { message });
}

/** The last of several that describe one object is what is there. */
function oldObjects(documents: readonly SourceDocument[]): ReadonlyMap<string, JsonObject> {
  const { objects } = gatherObjects(documents);
  return new Map(
    objects
      .filter(({ name, fault }) => name !== "" && fault === undefined)
      .map((one) => [identityOf(one), one.object]),
  );
}

function lintObject(
  gathered: GatheredObject,
  old: JsonObject | undefined,
  manifests: ManifestSet,
  source: GuardedSource | undefined,
  options: LintOptions,
): LintedObject {
  const { document, pointer, kind, name, namespace, fault } = gathered;
  const { verdict, diagnostics, unchecked } =
    fault === undefined
      ? admit(gathered, old, source, options)
      : { verdict: "refused" as const, diagnostics: [fault], unchecked: [] };
  const hazards =
    fault === undefined ? askRules(gathered, options.rules, manifests, options.targetVersions) : [];
  const own = hintAtVariables(gathered.object, diagnostics);
  const placed = [...own, ...beyond(hazards, own)].map((one) => ({
    ...one,
    pointer: `${pointer}${one.pointer}`,
  }));
  return {
    ...kind,
    name,
    namespace,
    source: document.locate(pointer),
    pointer,
    isUpdate: old !== undefined,
    verdict,
    diagnostics: withoutRepeats(locateDiagnostics(document, placed)),
    unchecked,
  };
}

/**
 * Errors of rules at places that admission has refused already say it twice. Only of a field that
 * the schema does not have, a rule may know more: which release has it.
 */
function beyond(
  hazards: readonly Diagnostic[],
  admission: readonly Diagnostic[],
): readonly Diagnostic[] {
  const refused = new Set(
    admission
      .filter(({ severity, code }) => severity === "error" && code !== "ADMISSION_UNKNOWN_FIELD")
      .map(({ pointer }) => pointer),
  );
  return hazards.filter(({ severity, pointer }) => severity !== "error" || !refused.has(pointer));
}

type Admission = Pick<LintedObject, "verdict" | "diagnostics" | "unchecked">;

function admit(
  { object, kind }: GatheredObject,
  old: JsonObject | undefined,
  source: GuardedSource | undefined,
  options: LintOptions,
): Admission {
  if (kind.kind === "CustomResourceDefinition") {
    const diagnostics = checkDefinition(object);
    return { verdict: hasErrors(diagnostics) ? "refused" : "admitted", diagnostics, unchecked: [] };
  }
  if (source === undefined) {
    return { verdict: "notJudged", diagnostics: [], unchecked: [] };
  }
  if (source.find(kind.group, kind.kind) === undefined) {
    const isBroken = source.isBroken(kind.group, kind.kind);
    const verdict = isBroken ? "notJudged" : "noDefinition";
    return { verdict, diagnostics: isBroken ? [] : noDefinition(kind, options), unchecked: [] };
  }
  const { webhooks, targetVersions } = options;
  const { admitted, diagnostics, unchecked } =
    old === undefined
      ? judgeCreation(object, source.find, { webhooks, targetVersions })
      : judgeUpdate(old, object, source.find, { webhooks, targetVersions });
  return { verdict: admitted ? "admitted" : "refused", diagnostics, unchecked };
}

/** Nothing is said of a kind that has no definition but rules of its own. */
function noDefinition(
  { group, kind }: ObjectKind,
  { rules, webhooks }: LintOptions,
): readonly Diagnostic[] {
  if (rulesFor(rules, group, kind).length > 0) {
    return [];
  }
  const kinds = [...rules, ...webhooks].flatMap((one) => (one.group === group ? one.kinds : []));
  const nearest = kinds.includes(kind) ? undefined : nearestName(kind, kinds);
  const name = group === "" ? kind : `${group}/${kind}`;
  const facts = { message: `there is no definition of ${name}`, pointer: "/kind", found: kind };
  return nearest === undefined
    ? [lintDiagnostics.report("LINT_NO_DEFINITION", facts)]
    : [
        lintDiagnostics.report("LINT_KIND_UNKNOWN", {
          ...facts,
          expected: nearest,
          hint: `Did you mean \`${nearest}\`?`,
        }),
      ];
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, pointer, message }) => {
    const text = JSON.stringify([code, pointer, message]);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
