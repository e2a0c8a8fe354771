import { checkPath, type FoundValue, requireValue } from "./check-path.ts";
import type { CheckScope } from "./check-scope.ts";
import type { ModelChecking } from "./checking.ts";
import { constantOf } from "./schema-parts.ts";
import type { TemplateDiagnosticCode } from "./template-diagnostics.ts";
import type { PrintSyntax } from "./template-syntax.ts";

/** What the model says about a printed value. */
export interface PrintFacts {
  /** Every text of it means itself in every language. */
  readonly isPlain: boolean;
  /** It is never a number or a boolean. */
  readonly isText: boolean;
}

const faults: { readonly [kind: string]: readonly [TemplateDiagnosticCode, string] } = {
  object: ["TEMPLATE_PRINTED_OBJECT", "a map, which has no text"],
  array: ["TEMPLATE_PRINTED_LIST", "a list, which has no text"],
  null: ["TEMPLATE_PRINTED_NULL", "null, which has no text"],
  unknown: ["TEMPLATE_PRINTED_UNKNOWN", "of a type the model does not tell"],
};

/** Checks that a printed value is a scalar that is there, or safe text of the dialect. */
export function checkPrint(checking: ModelChecking, node: PrintSyntax, scope: CheckScope): void {
  const { path, isSafe } = node;
  const value = checkPath(checking, path, scope);
  if (value === undefined || !requireValue(checking, path, value, scope)) {
    return;
  }
  if (isSafe) {
    checkSafe(checking, node, value, scope);
    return;
  }
  const { reader, findings, printed } = checking;
  // A guard, or `requireValue`, has left null out.
  const all = reader.branches(value.schema);
  const branches = all.some(({ kind }) => kind !== "null")
    ? all.filter(({ kind }) => kind !== "null")
    : all;
  const wrong = branches.find(({ kind }) => faults[kind] !== undefined);
  const fault = wrong === undefined ? undefined : faults[wrong.kind];
  if (wrong !== undefined && fault !== undefined) {
    const isText = wrong.kind === "object" && constantOf(wrong.schema, "dialect") !== undefined;
    findings.add(fault[0], scope.file, path.at, {
      message: `${path.written} is ${fault[1]}`,
      found: path.written,
      hint: isText ? `Print safe text with three braces: {{{${path.written}}}}.` : undefined,
    });
    return;
  }
  const before = printed.get(node);
  printed.set(node, {
    isPlain: reader.isPlain(value.schema) && before?.isPlain !== false,
    isText: branches.every(({ kind }) => kind === "string") && before?.isText !== false,
  });
}

function checkSafe(
  { reader, findings, printed, dialect }: ModelChecking,
  node: PrintSyntax,
  value: FoundValue,
  scope: CheckScope,
): void {
  const { path } = node;
  const branches = reader.branches(value.schema).filter(({ kind }) => kind !== "null");
  const isSafe =
    branches.length > 0 &&
    branches.every(
      ({ kind, schema }) =>
        kind === "object" &&
        constantOf(schema, "dialect") === dialect &&
        reader.property(schema, "text")?.isOptional === false,
    );
  if (isSafe) {
    printed.set(node, { isPlain: false, isText: true });
    return;
  }
  const found = branches.map(({ schema }) => constantOf(schema, "dialect"));
  const other = found.find((name) => typeof name === "string");
  findings.add("TEMPLATE_SAFE_TEXT", scope.file, path.at, {
    message: `${path.written} is no safe text of ${dialect}`,
    found: other === undefined ? path.written : `${path.written}, safe text of ${other}`,
  });
}
