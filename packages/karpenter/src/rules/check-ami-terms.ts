import {
  type AmiSelectorTerm,
  type Diagnostic,
  type DiagnosticFacts,
  showValue,
} from "@imagewright/core";

import { familyOfAlias } from "../ami-family.ts";
import { selectorTagsFault } from "../aws-tags.ts";
import { checkAmiId } from "../check-ami-id.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { compareMinors } from "../karpenter-version.ts";
import type { AmiFamily } from "../node-class-spec.ts";

const aliasForm = /^[a-z0-9]+@[^@\s]+$/u;
const owner = /^(?:\d{12}|self|amazon|aws-marketplace)$/u;

/** How an alias names a version, by family. */
const versionForms: Readonly<Record<string, RegExp>> = {
  al2: /^(?:latest|v\d{8})$/u,
  al2023: /^(?:latest|v\d{8})$/u,
  bottlerocket: /^(?:latest|v?\d+\.\d+\.\d+)$/u,
  windows2019: /^latest$/u,
  windows2022: /^latest$/u,
  windows2025: /^latest$/u,
};

/** What AMI selector terms are judged by beside themselves. */
export interface AmiTermContext {
  /** Version of the cluster; aliases are not judged by it where it is left out. */
  readonly kubernetes?: string | undefined;
  /** Where a term stands; the whole selector where no term is named. */
  readonly pointerOf: (index?: number) => string;
}

/** Every problem of AMI selector terms: what the API refuses, and what would surprise. */
export function checkAmiTerms(
  terms: readonly AmiSelectorTerm[],
  { kubernetes, pointerOf }: AmiTermContext,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (terms.length === 0 || terms.length > 30) {
    const message = `a selector has 1 to 30 terms, not ${terms.length}`;
    found.push(refuse({ message, pointer: pointerOf() }));
  }
  if (terms.length > 1 && terms.some(({ alias }) => alias !== undefined)) {
    found.push(
      refuse({ message: "an alias is not the only term of its selector", pointer: pointerOf() }),
    );
  }
  for (const [index, term] of terms.entries()) {
    const at = pointerOf(index);
    found.push(...checkCombination(term, at), ...checkFields(term, at));
    found.push(...checkAlias(term, kubernetes, at));
  }
  return found;
}

/** Where the terms of a target's one reference stand: at the reference. */
export function termsAt(pointer: string, terms: readonly AmiSelectorTerm[]): AmiTermContext {
  return {
    pointerOf: (index) =>
      index === undefined || terms.length === 1 ? pointer : `${pointer}/${index}`,
  };
}

/** A family beside an alias is the alias' own, or `Custom`. */
export function checkAliasFamily(
  terms: readonly AmiSelectorTerm[],
  amiFamily: AmiFamily | undefined,
  pointer: string,
): readonly Diagnostic[] {
  const alias = terms.find((term) => term.alias !== undefined)?.alias;
  const family = alias === undefined ? undefined : familyOfAlias(alias);
  if (family === undefined || amiFamily === undefined) {
    return [];
  }
  const message = `the alias is of the family ${family.name}, not of ${amiFamily}`;
  return amiFamily === family.name || amiFamily === "Custom"
    ? []
    : [karpenterDiagnostics.report("KARPENTER_AMI_FAMILY", { message, pointer })];
}

/** What makes a term; id, alias and ssmParameter each stand alone. */
function checkCombination(term: AmiSelectorTerm, pointer: string): readonly Diagnostic[] {
  const fields = Object.entries(term)
    .filter(([, value]: [string, unknown]) => value !== undefined)
    .map(([field]) => field);
  const alone = fields.find((field) => ["id", "alias", "ssmParameter"].includes(field));
  if (alone !== undefined && fields.length > 1) {
    const message = `${alone} is not alone in its term`;
    return [refuse({ message, pointer, found: fields.join(", ") })];
  }
  const message = "a term needs tags, id, name, alias or ssmParameter";
  return alone === undefined && term.name === undefined && term.tags === undefined
    ? [refuse({ message, pointer, found: showValue(term) })]
    : [];
}

function checkFields(term: AmiSelectorTerm, pointer: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (term.id !== undefined) {
    found.push(...checkAmiId(term.id, pointer));
  }
  if (term.name === "" || term.ssmParameter === "") {
    found.push(refuse({ message: "an empty name finds no image", pointer }));
  }
  const tags = term.tags === undefined ? undefined : selectorTagsFault(term.tags);
  if (tags !== undefined) {
    found.push(refuse({ message: tags, pointer }));
  }
  if (term.owner !== undefined && !owner.test(term.owner)) {
    const facts = { message: "this is no owner", pointer, found: showValue(term.owner) };
    const expected = "a 12-digit account id, self, amazon or aws-marketplace";
    found.push(refuse({ ...facts, expected }));
  }
  return [...found, ...checkSearch(term, pointer)];
}

/** What finds other images than one might think. */
function checkSearch(term: AmiSelectorTerm, pointer: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const isSearch = term.id === undefined && term.ssmParameter === undefined;
  const hasFilter = term.name !== undefined || term.tags !== undefined;
  if (isSearch && hasFilter && term.owner === undefined) {
    const message = "the term names no owner";
    found.push(karpenterDiagnostics.report("KARPENTER_AMI_OWNER", { message, pointer }));
  }
  if (isSearch && /[*?]/u.test(term.name ?? "")) {
    const facts = { message: "the name is a pattern", pointer, found: showValue(term.name) };
    found.push(karpenterDiagnostics.report("KARPENTER_AMI_WILDCARD", facts));
  }
  return found;
}

function checkAlias(
  { alias }: AmiSelectorTerm,
  kubernetes: string | undefined,
  pointer: string,
): readonly Diagnostic[] {
  if (alias === undefined) {
    return [];
  }
  const report = (message: string): readonly Diagnostic[] => [
    karpenterDiagnostics.report("KARPENTER_AMI_ALIAS", {
      message,
      pointer,
      found: showValue(alias),
    }),
  ];
  const family = familyOfAlias(alias);
  const version = alias.slice(alias.indexOf("@") + 1);
  if (family === undefined || !aliasForm.test(alias) || alias.length > 30) {
    return report("this is no alias of an AMI family");
  }
  if (versionForms[family.alias ?? ""]?.test(version) !== true) {
    return report(`${family.alias ?? ""} has no version of this form`);
  }
  if (family.name === "AL2" && kubernetes !== undefined && compareMinors(kubernetes, "1.33") >= 0) {
    return report("Amazon Linux 2 images end with Kubernetes 1.32");
  }
  if (
    family.name === "Windows2025" &&
    kubernetes !== undefined &&
    compareMinors(kubernetes, "1.35") < 0
  ) {
    return report("Windows 2025 images begin with Kubernetes 1.35");
  }
  if (version !== "latest") {
    return [];
  }
  const message = `${alias} follows what upstream publishes`;
  const hint =
    family.os === "windows"
      ? "Write an id or a name: the aliases of Windows have no versions."
      : undefined;
  return [karpenterDiagnostics.report("KARPENTER_AMI_LATEST", { message, pointer, hint })];
}

function refuse(facts: DiagnosticFacts): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_AMI_TERM", facts);
}
