import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import type { AmiSelectorTerm, ImageReference } from "./image-reference.ts";
import { decode, decodeInto, pick, splitQuery } from "./reference-fields.ts";
import { malformed, unknownField } from "./reference-findings.ts";
import { termFields } from "./reference-forms.ts";

/** Reads the terms of a selector: `field=…&tag.NAME=…`, one after the other behind semicolons. */
export function parseTerms(text: string): Parsed<ImageReference> {
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
