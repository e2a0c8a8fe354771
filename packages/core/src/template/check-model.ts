import type { JsonObject } from "../json-value.ts";
import { nearestName } from "../text/nearest.ts";
import { isEndless, partialContext, relationOf } from "./check-call.ts";
import { checkPath, type FoundValue, requireValue } from "./check-path.ts";
import { checkPrint, type PrintFacts } from "./check-print.ts";
import { type CheckScope, guarded, type KnownValue } from "./check-scope.ts";
import { type Call, createChecking, type ModelChecking, partialCost } from "./checking.ts";
import { didYouMean, type Findings, listNames } from "./findings.ts";
import { SchemaReader } from "./schema-shape.ts";
import type {
  ContextSyntax,
  IfSyntax,
  PartialSyntax,
  PrintSyntax,
  Syntax,
  SyntaxTree,
} from "./template-syntax.ts";

/** What the model says about every printed value of a template and its partials. */
export type PrintedValues = ReadonlyMap<PrintSyntax, PrintFacts>;

/** Checks every path of a template against the JSON Schema of its model. */
export function checkModel(
  tree: SyntaxTree,
  partials: ReadonlyMap<string, SyntaxTree>,
  schema: JsonObject,
  dialect: string,
  findings: Findings,
): PrintedValues {
  const reader = new SchemaReader(schema);
  const checking = createChecking(reader, findings, partials, dialect);
  const root: KnownValue = { schema, anchor: "" };
  checkNodes(checking, tree.nodes, {
    file: tree.file,
    slots: new Map([
      [-1, root],
      [0, root],
    ]),
    contextSlot: 0,
    names: [],
    guards: new Set(),
    textKeys: new Set(),
  });
  return checking.printed;
}

function checkNodes(checking: ModelChecking, nodes: readonly Syntax[], scope: CheckScope): void {
  for (const node of nodes) {
    if (!checking.budget.spend(scope.file)) {
      return;
    }
    checkNode(checking, node, scope);
  }
}

function checkNode(checking: ModelChecking, node: Syntax, scope: CheckScope): void {
  switch (node.kind) {
    case "text":
      break;
    case "print":
      checkPrint(checking, node, scope);
      break;
    case "if":
      checkIf(checking, node, scope);
      break;
    case "each":
    case "with":
      checkContext(checking, node, scope);
      break;
    case "partial":
      checkPartial(checking, node, scope);
      break;
  }
}

function checkIf(checking: ModelChecking, node: IfSyntax, scope: CheckScope): void {
  const { path, includeZero, body, otherwise } = node;
  const value = checkPath(checking, path, scope);
  const isNumber =
    value !== undefined &&
    checking.reader.branches(value.schema).some(({ kind }) => kind === "number");
  if (isNumber && !includeZero) {
    checking.findings.add("TEMPLATE_IF_NUMBER", scope.file, path.at, {
      message: `${path.written} is a number, and 0 counts as false`,
      found: path.written,
    });
  }
  checkNodes(checking, body, guarded(scope, value?.anchor));
  checkNodes(checking, otherwise, scope);
}

function checkContext(checking: ModelChecking, node: ContextSyntax, scope: CheckScope): void {
  const { path, slot, body, otherwise, kind } = node;
  checkNodes(checking, otherwise, scope);
  const value = checkPath(checking, path, scope);
  if (value === undefined) {
    return;
  }
  const accepted = kind === "each" ? ["array", "object"] : ["object"];
  const branches = checking.reader
    .branches(value.schema)
    .filter((branch) => branch.kind !== "null");
  const wrong = branches.find((branch) => !accepted.includes(branch.kind));
  if (wrong !== undefined || branches.length === 0) {
    const code = kind === "each" ? "TEMPLATE_EACH_TYPE" : "TEMPLATE_WITH_TYPE";
    checking.findings.add(code, scope.file, path.at, {
      message: `#${kind} needs ${kind === "each" ? "a list or a map" : "a map"}`,
      found: `${path.written}, ${wrong?.kind ?? "null"}`,
    });
    return;
  }
  reportShadows(checking, node, value, scope);
  const anchor = kind === "each" ? `${value.anchor}#${slot}` : value.anchor;
  const schema = kind === "each" ? checking.reader.items(value.schema) : value.schema;
  const isNullable =
    kind === "each" && checking.reader.branches(schema).some((branch) => branch.kind === "null");
  const context = { schema, anchor: isNullable ? `${anchor}?` : anchor };
  const isMap = kind === "each" && branches.some((branch) => branch.kind === "object");
  checkNodes(checking, body, {
    ...guarded(scope, value.anchor),
    slots: new Map([...scope.slots, [slot, context]]),
    contextSlot: slot,
    names: [...scope.names, ...node.parameters.map(({ name }) => name)],
    textKeys: isMap ? new Set([...scope.textKeys, slot]) : scope.textKeys,
  });
}

/** A block parameter must not hide a field of the root or of the context, nor another one. */
function reportShadows(
  { reader, findings }: ModelChecking,
  { parameters, kind }: ContextSyntax,
  value: FoundValue,
  scope: CheckScope,
): void {
  const rootSchema = scope.slots.get(-1)?.schema ?? {};
  const inner = kind === "each" ? reader.items(value.schema) : value.schema;
  const taken = [...scope.names];
  for (const { name, at } of parameters) {
    const isField = reader.names(rootSchema).includes(name) || reader.names(inner).includes(name);
    if (isField || taken.includes(name)) {
      findings.add("TEMPLATE_SHADOWED", scope.file, at, {
        message: `The block parameter ${name} hides ${isField ? "a field" : "another one"} of that name`,
        found: name,
      });
    }
    taken.push(name);
  }
}

function checkPartial(checking: ModelChecking, node: PartialSyntax, scope: CheckScope): void {
  const { name, at, path } = node;
  const tree = checking.partials.get(name);
  if (tree === undefined) {
    const known = [...checking.partials.keys()];
    checking.findings.add("TEMPLATE_PARTIAL_UNKNOWN", scope.file, at, {
      message: `There is no partial ${name}`,
      found: name,
      expected: listNames(known),
      hint: didYouMean(nearestName(name, known)),
    });
  }
  const given = path === undefined ? undefined : checkPath(checking, path, scope);
  if (path !== undefined && (given === undefined || !requireValue(checking, path, given, scope))) {
    return;
  }
  const context = partialContext(checking, node, given, scope);
  if (tree === undefined || context === undefined) {
    return;
  }
  const call = { name, relation: relationOf(node, given, scope) };
  if (isEndless(checking, call)) {
    checking.findings.add("TEMPLATE_RECURSION", scope.file, at, {
      message: `The partial ${name} calls itself with a context that is not smaller`,
      found: path?.written,
    });
    return;
  }
  enterPartial(checking, call, tree, context, scope);
}

function enterPartial(
  checking: ModelChecking,
  call: Call,
  tree: SyntaxTree,
  schema: JsonObject,
  scope: CheckScope,
): void {
  const key = `${call.name}\n${checking.reader.id(schema)}`;
  if (checking.visited.has(key) || !checking.budget.spend(scope.file, partialCost)) {
    return;
  }
  checking.visited.add(key);
  checking.calls.push(call);
  const root = scope.slots.get(-1) ?? { schema, anchor: "" };
  checkNodes(checking, tree.nodes, {
    file: tree.file,
    slots: new Map([
      [-1, { schema: root.schema, anchor: "" }],
      [0, { schema, anchor: "partial" }],
    ]),
    contextSlot: 0,
    names: [],
    guards: new Set(),
    textKeys: new Set(),
  });
  checking.calls.pop();
}
