import {
  compareKubernetesVersions,
  type KubernetesVersion,
  parseKubernetesVersion,
} from "@imagewright/core";

import { fail, giveUp } from "../evaluation.ts";

const clause =
  /^(?<operator>=|!=|<=|>=|=<|=>|<|>)?\s*v?(?<major>\d+)(?:\.(?<minor>\d+))?(?:\.(?<patch>\d+))?(?<tag>-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?$/u;

interface Constraint {
  readonly operator: string;
  readonly version: KubernetesVersion;
  /** How many numbers were left out. */
  readonly missing: 0 | 1 | 2;
}

/**
 * Whether a version meets a constraint, as `semverCompare` of sprig says it: clauses joined by
 * commas or blanks all have to hold, those joined by `||` one of them. A pre-release meets only
 * constraints that name one. Ranges with `~`, `^` and wildcards are not evaluated.
 */
export function meetsConstraint(constraint: string, text: string): boolean {
  const version = parseKubernetesVersion(text, "tolerant");
  if (version === undefined) {
    return fail(`${JSON.stringify(text)} is no semantic version`);
  }
  return constraint
    .split("||")
    .some((all) => clausesOf(all).every((part) => meets(parseClause(part), version)));
}

/** Blanks between an operator and its version do not end a clause. */
function clausesOf(text: string): readonly string[] {
  const tight = text.replaceAll(/(?<operator>[=!<>]+)\s+/gu, "$<operator>").trim();
  return tight.split(/[\s,]+/u);
}

function parseClause(text: string): Constraint {
  const groups = clause.exec(text)?.groups;
  if (groups === undefined) {
    return giveUp(`the version constraint ${JSON.stringify(text)} is not evaluated`);
  }
  const { operator = "=", major = "0", minor, patch, tag } = groups;
  return {
    operator: operator === "=<" ? "<=" : operator === "=>" ? ">=" : operator,
    version: {
      major: Number(major),
      minor: Number(minor ?? 0),
      patch: Number(patch ?? 0),
      prerelease: tag === undefined ? [] : tag.slice(1).split("."),
      build: [],
    },
    missing: minor === undefined ? 2 : patch === undefined ? 1 : 0,
  };
}

function meets(
  { operator, version: limit, missing }: Constraint,
  version: KubernetesVersion,
): boolean {
  if (version.prerelease.length > 0 && limit.prerelease.length === 0) {
    return false;
  }
  const order = compareKubernetesVersions(version, limit, "precedence");
  const isLine = isSameLine(version, limit, missing);
  switch (operator) {
    case "<":
      return order < 0;
    case ">=":
      return order >= 0;
    case ">":
      return missing === 0 ? order > 0 : order > 0 && !isLine;
    case "<=":
      return order <= 0 || (missing > 0 && isLine);
    case "=":
      return missing === 0 ? order === 0 : isLine && order >= 0;
    default:
      return missing === 0 ? order !== 0 : !isLine;
  }
}

/** Whether two versions agree in the numbers that a constraint gives. */
function isSameLine(a: KubernetesVersion, b: KubernetesVersion, missing: number): boolean {
  return a.major === b.major && (missing === 2 || a.minor === b.minor);
}
