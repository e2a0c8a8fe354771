import { parsePointer } from "../json-pointer.ts";
import type { SchemaError } from "./schema-error.ts";

/**
 * Drops what the branches say that were not meant.
 *
 * A branch is not meant if a `const` or `enum` directly below the union's value refuses it while
 * another branch has no such error. Where every branch is refused so, only the choice is reported;
 * where several may be meant and all lack the same key, only that key.
 */
export function pickBranches(errors: readonly SchemaError[]): readonly SchemaError[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  let kept = [...errors];
  for (const union of unions) {
    const prefix = `${union.schemaPath}/`;
    const below = parsePointer(union.instancePath).length;
    const inside = (error: SchemaError): boolean =>
      error.schemaPath.startsWith(prefix) && isAtOrBelow(error.instancePath, union.instancePath);
    const branches = Map.groupBy(kept.filter(inside), ({ schemaPath }) =>
      schemaPath.slice(prefix.length, schemaPath.indexOf("/", prefix.length)),
    );
    const meant = [...branches].filter(
      ([, list]) => !list.some((error) => isDiscriminator(error, below)),
    );
    if (meant.length > 0) {
      const keep = new Set(lackedByAll(meant.map(([, list]) => list)));
      kept = kept.filter((error) => error !== union && (!inside(error) || keep.has(error)));
    } else if (branches.size > 0) {
      const choices = [...branches.values()]
        .flat()
        .filter((error) => isDiscriminator(error, below));
      const choice = mergeChoices(choices);
      kept = [
        ...kept.filter((error) => error !== union && !inside(error)),
        ...(choice === undefined ? [union] : [choice]),
      ];
    }
  }
  return kept;
}

/** The errors of the branches, or those about keys that none of several branches can do without. */
function lackedByAll(branches: readonly (readonly SchemaError[])[]): readonly SchemaError[] {
  const [first = [], ...others] = branches;
  const shared = first.filter(
    ({ keyword, instancePath, params }) =>
      keyword === "required" &&
      others.every((list) =>
        list.some(
          (error) =>
            error.keyword === "required" &&
            error.instancePath === instancePath &&
            error.params["missingProperty"] === params["missingProperty"],
        ),
      ),
  );
  return others.length > 0 && shared.length > 0 ? shared : branches.flat();
}

function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

function isDiscriminator({ instancePath, keyword }: SchemaError, depth: number): boolean {
  return (
    parsePointer(instancePath).length === depth + 1 && (keyword === "const" || keyword === "enum")
  );
}

function mergeChoices(choices: readonly SchemaError[]): SchemaError | undefined {
  const [first] = choices;
  if (first === undefined) {
    return undefined;
  }
  const allowed = choices.flatMap(({ keyword, params }) =>
    keyword === "const" ? [params["allowedValue"]] : toList(params["allowedValues"]),
  );
  return { ...first, keyword: "enum", params: { allowedValues: [...new Set(allowed)] } };
}

/** A list that a keyword carries; none where it carries something else. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
