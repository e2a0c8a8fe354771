import { type AmiSelectorTerm, type ImageReference, valueRefused } from "@imagewright/core";

/** Kinds of reference that a node class can carry. */
export const nodeClassKinds = ["ami", "ssm-parameter", "karpenter-ami-selector"] as const;

/** Kinds of reference that a launch template can carry. */
export const launchTemplateKinds = ["ami", "ssm-parameter"] as const;

/** An image as AMI selector terms; undefined for a reference of another kind. */
export function amiTerms(reference: ImageReference): readonly AmiSelectorTerm[] | undefined {
  switch (reference.kind) {
    case "ami":
      return [{ id: reference.id }];
    case "ssm-parameter":
      return [{ ssmParameter: reference.name }];
    case "karpenter-ami-selector":
      return reference.terms;
    default:
      return undefined;
  }
}

/** The reference that selector terms stand for: the plain one where a term says nothing else. */
export function referenceOfTerms(terms: readonly AmiSelectorTerm[]): ImageReference {
  const [term, ...others] = terms;
  const fields = Object.keys(term ?? {});
  if (term !== undefined && others.length === 0 && fields.length === 1) {
    if (term.id !== undefined) {
      return { kind: "ami", id: term.id };
    }
    if (term.ssmParameter !== undefined) {
      return { kind: "ssm-parameter", name: term.ssmParameter };
    }
  }
  return { kind: "karpenter-ami-selector", terms };
}

/** The terms of the reference a manifest is rendered from. */
export function requireTerms(reference: ImageReference | undefined): readonly AmiSelectorTerm[] {
  const terms = reference === undefined ? undefined : amiTerms(reference);
  if (terms === undefined) {
    const reason = "the reference is of a kind that Karpenter cannot select by";
    throw valueRefused("karpenter", "/spec/amiSelectorTerms", reason);
  }
  return terms;
}
