import type { Ec2Filter, Ec2ImageQuery } from "@imagewright/aws";
import {
  type AmiSelectorTerm,
  type Diagnostic,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

const available: Ec2Filter = { Name: "state", Values: ["available"] };

/**
 * The questions that Karpenter asks EC2 for selector terms, one for each term that searches, and
 * one for all ids together. Deprecated images are asked for as well.
 *
 * @param parameters - values of the SSM parameters among the terms, by name
 * @returns refused with `KARPENTER_NEEDS_SSM` for parameters whose value is not given, and for
 * aliases, which are parameters too: see `aliasParameters`
 * @example
 * ```ts
 * const queries = amiSelectorQueries([{ id: "ami-1" }, { name: "nodes-*" }, { tags: { team: "*" } }]);
 * queries.ok && queries.value;
 * // => [
 * //      {
 * //        Owners: ["self", "amazon"],
 * //        Filters: [
 * //          { Name: "name", Values: ["nodes-*"] },
 * //          { Name: "state", Values: ["available"] },
 * //        ],
 * //      },
 * //      {
 * //        Filters: [
 * //          { Name: "tag-key", Values: ["team"] },
 * //          { Name: "state", Values: ["available"] },
 * //        ],
 * //      },
 * //      {
 * //        Filters: [
 * //          { Name: "image-id", Values: ["ami-1"] },
 * //          { Name: "state", Values: ["available"] },
 * //        ],
 * //      },
 * //    ]
 * ```
 */
export function amiSelectorQueries(
  terms: readonly AmiSelectorTerm[],
  parameters: { readonly [name: string]: string } = {},
): Parsed<readonly Ec2ImageQuery[]> {
  const missing = terms.filter((term) => isUnknown(term, parameters));
  if (missing.length > 0) {
    return { ok: false, diagnostics: missing.map((term) => needsSsm(term)) };
  }
  const ids = terms.flatMap((term) => idOf(term, parameters) ?? []);
  const searches = terms.filter(
    ({ id, ssmParameter }) => id === undefined && ssmParameter === undefined,
  );
  const byId: Ec2ImageQuery = { Filters: [{ Name: "image-id", Values: ids }, available] };
  return toParsed([...searches.map((term) => searchOf(term)), ...(ids.length > 0 ? [byId] : [])]);
}

/**
 * The terms that ask these questions; the other way round. Owners of a search by name that are
 * Karpenter's default are left out.
 *
 * @returns refused with `KARPENTER_QUERY_LOSSY` for a question that no term asks
 * @example
 * ```ts
 * const read = readAmiSelectorQueries([
 *   {
 *     Owners: ["123456789012"],
 *     Filters: [
 *       { Name: "tag:team", Values: ["platform"] },
 *       { Name: "state", Values: ["available"] },
 *     ],
 *   },
 * ]);
 * read.ok && read.value; // => [{ owner: "123456789012", tags: { team: "platform" } }]
 * ```
 */
export function readAmiSelectorQueries(
  queries: readonly Ec2ImageQuery[],
): Parsed<readonly AmiSelectorTerm[]> {
  const read = queries.map((query) => termsOfQuery(query));
  const faults = read.flatMap((one) => ("fault" in one ? [one.fault] : []));
  return faults.length > 0
    ? {
        ok: false,
        diagnostics: faults.map((message) =>
          karpenterDiagnostics.report("KARPENTER_QUERY_LOSSY", { message }),
        ),
      }
    : toParsed(read.flatMap((one) => ("terms" in one ? one.terms : [])));
}

/** The id a term means, if it means one. A parameter's value that is no id is skipped. */
export function idOf(
  { id, ssmParameter }: AmiSelectorTerm,
  parameters: { readonly [name: string]: string } = {},
): string | undefined {
  const value =
    ssmParameter !== undefined && Object.hasOwn(parameters, ssmParameter)
      ? parameters[ssmParameter]
      : undefined;
  return id ?? (value?.startsWith("ami-") === true ? value : undefined);
}

function isUnknown(
  { alias, id, ssmParameter }: AmiSelectorTerm,
  parameters: { readonly [name: string]: string },
): boolean {
  return (
    alias !== undefined ||
    (id === undefined && ssmParameter !== undefined && !Object.hasOwn(parameters, ssmParameter))
  );
}

function needsSsm({ alias, ssmParameter }: AmiSelectorTerm): Diagnostic {
  const message =
    alias === undefined
      ? `the image is the value of the SSM parameter ${showValue(ssmParameter)}`
      : `the images of ${alias} are the values of SSM parameters`;
  return karpenterDiagnostics.report("KARPENTER_NEEDS_SSM", { message });
}

function searchOf({ name, owner, tags = {} }: AmiSelectorTerm): Ec2ImageQuery {
  const owners = owner === undefined ? (name === undefined ? [] : ["self", "amazon"]) : [owner];
  return {
    ...(owners.length > 0 && { Owners: owners }),
    Filters: [
      ...(name === undefined ? [] : [{ Name: "name", Values: [name] }]),
      ...Object.entries(tags).map(([key, value]) =>
        value === "*"
          ? { Name: "tag-key", Values: [key] }
          : { Name: `tag:${key}`, Values: [value] },
      ),
      available,
    ],
  };
}

type ReadQuery = { readonly terms: readonly AmiSelectorTerm[] } | { readonly fault: string };

function termsOfQuery({ ImageIds = [], Owners = [], Filters = [] }: Ec2ImageQuery): ReadQuery {
  const filters = Filters.map(({ Name = "", Values = [] }) => [Name, Values] as const);
  const states = filters.filter(([name]) => name === "state");
  const ids = [
    ...ImageIds,
    ...filters.flatMap(([name, values]) => (name === "image-id" ? values : [])),
  ];
  const others = filters.filter(([name]) => name !== "state" && name !== "image-id");
  if (states.some(([, values]) => values.join() !== "available")) {
    return { fault: "Karpenter asks for available images" };
  }
  if (ids.length > 0) {
    return others.length > 0 || Owners.length > 0
      ? { fault: "Karpenter asks for ids alone" }
      : { terms: ids.map((id) => ({ id })) };
  }
  const [owner, ...more] = Owners;
  const hasName = others.some(([name]) => name === "name");
  const isDefault = hasName && [...Owners].toSorted().join() === "amazon,self";
  if (more.length > 0 && !isDefault) {
    return { fault: "a term has one owner" };
  }
  const term = termOfFilters(others);
  if (typeof term === "string") {
    return { fault: term };
  }
  if (hasName && owner === undefined) {
    return { fault: "Karpenter never searches a name among all owners" };
  }
  return { terms: [{ ...(owner !== undefined && !isDefault && { owner }), ...term }] };
}

function termOfFilters(
  filters: readonly (readonly [string, readonly string[]])[],
): AmiSelectorTerm | string {
  const tags = new Map<string, string>();
  const names: string[] = [];
  for (const [filter, [value = "", ...more]] of filters) {
    const key = filter === "tag-key" ? value : filter.replace(/^tag:/u, "");
    const isTag = filter === "tag-key" || (filter.startsWith("tag:") && value !== "*");
    if (more.length > 0 || tags.has(key)) {
      return `the filter ${filter} has several values`;
    }
    if (filter === "name" && names.length === 0) {
      names.push(value);
    } else if (isTag) {
      tags.set(key, filter === "tag-key" ? "*" : value);
    } else {
      return `Karpenter sends no filter ${filter} of this form`;
    }
  }
  const [name] = names;
  return name === undefined && tags.size === 0
    ? "the question names no image"
    : {
        ...(name !== undefined && { name }),
        ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
      };
}
