import type { PrintedValues } from "./check-model.ts";
import type { Escape, PartialNode, TemplateNode, TemplatePath } from "./checked-template.ts";
import type { Budget } from "./checking.ts";
import type { Findings } from "./findings.ts";
import type { PlaceMachine, PrintResult } from "./place.ts";
import { positionInside } from "./source-text.ts";
import type { TemplateDialect } from "./template-dialect.ts";
import type {
  FieldSyntax,
  PartialSyntax,
  Position,
  PrintSyntax,
  Syntax,
  SyntaxPath,
  SyntaxTree,
  TextSyntax,
} from "./template-syntax.ts";

/** A partial as it is called in one state. */
export interface Instance<State> {
  readonly key: string;
  readonly start: State;
  /** Absent while the partial is being placed. */
  end?: State;
  nodes: readonly TemplateNode[];
}

/** What placing one template knows. */
export interface Placing<State> {
  readonly machine: PlaceMachine<State>;
  readonly dialect: TemplateDialect;
  readonly printed: PrintedValues;
  readonly partials: ReadonlyMap<string, SyntaxTree>;
  readonly findings: Findings;
  readonly budget: Budget;
  readonly instances: Map<string, Instance<State>[]>;
  /** In what state each loop was last entered. */
  readonly loops: Map<string, State>;
}

/** Where the nodes stand that are being placed. */
export interface Place {
  readonly file: string;
  /** Tells the instances of one partial apart. */
  readonly instance: string;
}

/** Nodes, and the state behind them. */
export interface Placed<State> {
  readonly nodes: readonly TemplateNode[];
  readonly state: State;
  /** See `TextResult`. */
  readonly makesKey?: boolean | undefined;
}

/** Follows literal text. */
export function placeText<State>(
  { machine, findings }: Placing<State>,
  { value, at }: TextSyntax,
  start: State,
  { file }: Place,
): Placed<State> {
  const { state, fault, marks = [], makesKey } = machine.text(start, value);
  if (fault !== undefined) {
    findings.add("TEMPLATE_TEXT", file, positionInside(at, value, fault.index), {
      message: `The text does not fit here: ${fault.reason}`,
      found: JSON.stringify(value.slice(fault.index, fault.index + 20)),
    });
  }
  const nodes: TemplateNode[] = [];
  let from = 0;
  for (const mark of marks) {
    nodes.push(value.slice(from, mark.index), regionNode(mark));
    from = mark.index;
  }
  nodes.push(value.slice(from));
  return { state, nodes: nodes.filter((node) => node !== ""), makesKey };
}

/** A mark, in the tree. */
export function regionNode(mark: {
  readonly edge: "start" | "end";
  readonly delimiter: string;
  readonly tabs: boolean;
}): TemplateNode {
  const { edge, delimiter, tabs } = mark;
  return { kind: "region", edge, delimiter, ...(tabs && { tabs: true as const }) };
}

/** Chooses how a value is written. */
export function placePrint<State>(
  { machine, printed, findings, dialect }: Placing<State>,
  node: PrintSyntax,
  start: State,
  { file }: Place,
): Placed<State> {
  const { path, isSafe } = node;
  const result: PrintResult<State> | { readonly state: State } = isSafe
    ? machine.safe(start)
    : machine.print(start);
  const facts = printed.get(node);
  if ("refused" in result || ("plainOnly" in result && facts?.isPlain === false)) {
    const where = "refused" in result ? result.refused : "plainOnly" in result && result.plainOnly;
    const isPlainPlace = !("refused" in result);
    findings.add("TEMPLATE_PLACE", file, path.at, {
      message: `${path.written} stands ${String(where)}, where ${dialect} cannot carry any text`,
      found: path.written,
      hint: isPlainPlace
        ? "Move the value, or give it a pattern or an enum of letters, digits, `_`, `.` and `-`."
        : undefined,
    });
    return { nodes: [], state: "refused" in result ? start : result.state };
  }
  if (isSafe) {
    return { nodes: [{ kind: "safe", path: plainPath(path) }], state: result.state };
  }
  const escape: Escape = isEscaped(result) ? result.escape : "plain";
  return { nodes: [{ kind: "print", path: plainPath(path), escape }], state: result.state };
}

function isEscaped(result: object): result is { readonly escape: Escape } {
  return "escape" in result;
}

/** The call of a partial, in the tree. */
export function partialNode({ path, fields }: PartialSyntax, key: string): PartialNode {
  const entries = fields.map((field) => [field.name, fieldNode(field)] as const);
  return {
    kind: "partial",
    name: key,
    ...(path !== undefined && { path: plainPath(path) }),
    ...(entries.length > 0 && { fields: Object.fromEntries(entries) }),
  };
}

function fieldNode({
  value,
}: FieldSyntax): TemplatePath | { readonly constant: string | number | boolean } {
  return "constant" in value ? { constant: value.constant } : plainPath(value);
}

/** A path without what only findings need. */
export function plainPath({ slot, parts, data }: SyntaxPath): TemplatePath {
  return { slot, parts, ...(data !== undefined && { data }) };
}

/** Behind the last node, or the start of an empty template. */
export function endOf(nodes: readonly Syntax[]): Position {
  const last = nodes.at(-1);
  if (last === undefined) {
    return { line: 1, column: 1 };
  }
  switch (last.kind) {
    case "text":
      return positionInside(last.at, last.value, last.value.length);
    case "print":
      return last.path.at;
    case "if":
    case "each":
    case "with":
    case "partial":
      return last.at;
  }
}
