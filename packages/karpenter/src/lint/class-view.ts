import {
  type AmiSelectorTerm,
  type JsonObject,
  type ManifestRuleContext,
  type ManifestSet,
  objectKind,
  textAt,
} from "@imagewright/core";

import { familyOfAlias } from "../ami-family.ts";
import { mapAt } from "../json-parts.ts";
import { type ApiGeneration, generationOf, nodeClassKinds } from "../objects/object-kinds.ts";
import { termsOfMap, textMap } from "../objects/selector-map.ts";
import { readTerms } from "../selector-terms.ts";

/** The group of node classes. */
export const classGroup = "karpenter.k8s.aws";

/** The kinds of node classes. */
export const classKinds = ["EC2NodeClass", "AWSNodeTemplate"] as const;

/** A node class as rules look at it: whatever can be read, the rest left out. */
export interface ClassView {
  readonly name: string | undefined;
  readonly generation: ApiGeneration;
  readonly spec: JsonObject;
  /** Where the images stand. */
  readonly selectorPointer: string;
  /** Undefined where the class leaves the choice to Karpenter. */
  readonly terms: readonly AmiSelectorTerm[] | undefined;
  /** How nodes boot; undefined where nothing says so. */
  readonly family: string | undefined;
}

/** A node class; undefined for an object of another kind. */
export function classView(object: JsonObject): ClassView | undefined {
  const kind = objectKind(object);
  const generation = kind === undefined ? undefined : generationOf(kind, nodeClassKinds);
  if (generation === undefined) {
    return undefined;
  }
  const spec = mapAt(object, "/spec");
  const terms = termsOf(spec, generation);
  const alias = terms?.find((term) => term.alias !== undefined)?.alias;
  const implied = alias === undefined ? undefined : familyOfAlias(alias)?.name;
  return {
    name: textAt(object, "/metadata/name"),
    generation,
    spec,
    selectorPointer: generation === "alpha" ? "/spec/amiSelector" : "/spec/amiSelectorTerms",
    terms,
    family:
      textAt(spec, "/amiFamily") ??
      implied ??
      (generation === "alpha" && textAt(spec, "/launchTemplate") === undefined ? "AL2" : undefined),
  };
}

/** The node class a rule is about. */
export function requireClass({ object }: ManifestRuleContext): ClassView {
  const view = classView(object);
  if (view === undefined) {
    throw new Error("a rule about node classes was asked about another kind");
  }
  return view;
}

/** Every rule about pools asks for the classes: they are looked at once. */
const known = new WeakMap<ManifestSet, ReadonlyMap<string, ClassView>>();

/** The node classes among manifests, by kind and name; of several the first. */
export function classesOf(manifests: ManifestSet): ReadonlyMap<string, ClassView> {
  const classes = known.get(manifests) ?? findClasses(manifests);
  known.set(manifests, classes);
  return classes;
}

function findClasses(manifests: ManifestSet): ReadonlyMap<string, ClassView> {
  const classes = classKinds.flatMap((kind) =>
    manifests
      .ofKind(classGroup, kind)
      .flatMap((object): readonly (readonly [string, ClassView])[] => {
        const view = classView(object);
        return view?.name === undefined ? [] : [[classKey(kind, view.name), view]];
      }),
  );
  return new Map(classes.toReversed());
}

/** What `classesOf` knows a node class by. */
export function classKey(kind: string, name: string): string {
  return `${kind}/${name}`;
}

function termsOf(
  spec: JsonObject,
  generation: ApiGeneration,
): readonly AmiSelectorTerm[] | undefined {
  if (generation !== "alpha") {
    const value = spec["amiSelectorTerms"];
    return value === undefined ? undefined : readTerms(value, "").terms;
  }
  const map = textMap(spec["amiSelector"]);
  return map === undefined ? undefined : termsOfMap(map);
}
