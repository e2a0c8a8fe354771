import type { JsonObject } from "../json-value.ts";
import { checkPath, type FoundValue } from "./check-path.ts";
import type { CheckScope } from "./check-scope.ts";
import type { Call, ModelChecking } from "./checking.ts";
import type { PartialSyntax } from "./template-syntax.ts";

/** The schema of what a partial gets: the context given, with the fields of the call. */
export function partialContext(
  checking: ModelChecking,
  { fields, path }: PartialSyntax,
  given: FoundValue | undefined,
  scope: CheckScope,
): JsonObject | undefined {
  const { reader, findings } = checking;
  if (fields.length === 0) {
    return given?.schema ?? checking.emptyContext;
  }
  const base = given === undefined ? [] : reader.branches(given.schema);
  if (path !== undefined && (base.length !== 1 || base[0]?.kind !== "object")) {
    findings.add("TEMPLATE_CONTEXT_TYPE", scope.file, path.at, {
      message: "A partial with fields of its own needs a map as its context",
      found: path.written,
    });
    return undefined;
  }
  const added: { [name: string]: JsonObject } = {};
  const required: string[] = [];
  for (const { name, at, value } of fields) {
    if (given !== undefined && reader.names(given.schema).includes(name)) {
      findings.add("TEMPLATE_SHADOWED", scope.file, at, {
        message: `The field ${name} hides one of the context`,
        found: name,
      });
    }
    const found = "constant" in value ? undefined : checkPath(checking, value, scope);
    if (!("constant" in value) && found === undefined) {
      return undefined;
    }
    added[name] = found?.schema ?? checking.constantSchema(value);
    if (found?.isOptional !== true) {
      required.push(name);
    }
  }
  return checking.contextSchema(base[0]?.schema, added, required);
}

/** Whether a partial gets a part of what its caller was given. */
export function relationOf(
  { path }: PartialSyntax,
  given: FoundValue | undefined,
  scope: CheckScope,
): Call["relation"] {
  const own = scope.slots.get(0)?.anchor ?? "";
  if (path === undefined || given === undefined || path.slot === -1) {
    return "other";
  }
  return given.anchor === own ? "same" : given.anchor.startsWith(own) ? "smaller" : "other";
}

/** Whether a call closes a circle on which the context does not get smaller. */
export function isEndless({ calls }: ModelChecking, call: Call): boolean {
  const start = calls.findLastIndex(({ name }) => name === call.name);
  if (start === -1) {
    return false;
  }
  const circle = new Set([...calls.slice(start + 1), call].map(({ relation }) => relation));
  return circle.has("other") || !circle.has("smaller");
}
