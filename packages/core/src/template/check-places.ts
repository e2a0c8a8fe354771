import type { PrintedValues } from "./check-model.ts";
import type { Escape, PartialNode, TemplateNode, TemplatePath } from "./checked-template.ts";
import { createBudget, type Budget } from "./checking.ts";
import type { Findings } from "./findings.ts";
import { placeMachines } from "./place-machines.ts";
import { isSameState, type PlaceMachine, type PrintResult } from "./place.ts";
import { positionInside } from "./source-text.ts";
import type { TemplateDialect } from "./template-dialect.ts";
import type {
  ContextSyntax,
  FieldSyntax,
  IfSyntax,
  PartialSyntax,
  Position,
  PrintSyntax,
  Syntax,
  SyntaxPath,
  SyntaxTree,
  TextSyntax,
} from "./template-syntax.ts";

/** The nodes of a template, and of its partials at each state they are called in. */
export interface PlacedNodes {
  readonly nodes: readonly TemplateNode[];
  readonly partials: { readonly [name: string]: readonly TemplateNode[] };
}

/** A partial as it is called in one state. */
interface Instance<State> {
  readonly key: string;
  readonly start: State;
  /** Absent while the partial is being placed. */
  end?: State;
  nodes: readonly TemplateNode[];
}

interface Placing<State> {
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
interface Place {
  readonly file: string;
  /** Tells the instances of one partial apart. */
  readonly instance: string;
}

/** Nodes, and the state behind them. */
interface Placed<State> {
  readonly nodes: readonly TemplateNode[];
  readonly state: State;
  /** See {@link TextResult}. */
  readonly makesKey?: boolean | undefined;
}

/** Finds the place of every printed value, and chooses how it is escaped there. */
export function checkPlaces(
  tree: SyntaxTree,
  partials: ReadonlyMap<string, SyntaxTree>,
  dialect: TemplateDialect,
  printed: PrintedValues,
  findings: Findings,
): PlacedNodes {
  return placeMachines[dialect].use((machine) =>
    placeTemplate(machine, tree, partials, dialect, printed, findings),
  );
}

function placeTemplate<State>(
  machine: PlaceMachine<State>,
  tree: SyntaxTree,
  partials: ReadonlyMap<string, SyntaxTree>,
  dialect: TemplateDialect,
  printed: PrintedValues,
  findings: Findings,
): PlacedNodes {
  const placing: Placing<State> = {
    machine,
    dialect,
    printed,
    partials,
    findings,
    budget: createBudget(findings),
    instances: new Map(),
    loops: new Map(),
  };
  const placed = placeNodes(placing, tree.nodes, machine.start, { file: tree.file, instance: "" });
  const open = machine.unclosed(placed.state);
  if (open !== undefined) {
    findings.add("TEMPLATE_UNCLOSED", tree.file, endOf(tree.nodes), {
      message: `The template ends inside ${open}`,
      found: open,
    });
  }
  const mark = machine.end?.(placed.state);
  const nodes = mark === undefined ? placed.nodes : [...placed.nodes, regionNode(mark)];
  const all = [...placing.instances.values()].flat();
  return {
    nodes,
    partials: Object.fromEntries(all.map((instance) => [instance.key, instance.nodes])),
  };
}

function placeNodes<State>(
  placing: Placing<State>,
  nodes: readonly Syntax[],
  start: State,
  place: Place,
): Placed<State> {
  let state = start;
  const output: TemplateNode[] = [];
  for (const node of nodes) {
    if (!placing.budget.spend(place.file)) {
      break;
    }
    const placed = placeNode(placing, node, state, place);
    const before = output.at(-1);
    if (placed.makesKey === true && typeof before === "object" && before.kind === "print") {
      output.splice(-1, 1, { ...before, escape: "yaml-key" });
    }
    output.push(...placed.nodes);
    state = placed.state;
  }
  return { nodes: output, state };
}

function placeNode<State>(
  placing: Placing<State>,
  node: Syntax,
  state: State,
  place: Place,
): Placed<State> {
  switch (node.kind) {
    case "text":
      return placeText(placing, node, state, place);
    case "print":
      return placePrint(placing, node, state, place);
    case "if":
      return placeIf(placing, node, state, place);
    case "each":
    case "with":
      return placeContext(placing, node, state, place);
    case "partial":
      return placePartial(placing, node, state, place);
  }
}

function placeText<State>(
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

function regionNode(mark: {
  readonly edge: "start" | "end";
  readonly delimiter: string;
  readonly tabs: boolean;
}): TemplateNode {
  const { edge, delimiter, tabs } = mark;
  return { kind: "region", edge, delimiter, ...(tabs && { tabs: true as const }) };
}

function placePrint<State>(
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

function placeIf<State>(
  placing: Placing<State>,
  node: IfSyntax,
  start: State,
  place: Place,
): Placed<State> {
  const body = placeNodes(placing, node.body, start, place);
  const otherwise = placeNodes(placing, node.otherwise, start, place);
  return {
    nodes: [
      {
        kind: "if",
        path: plainPath(node.path),
        ...(node.includeZero && { includeZero: true as const }),
        body: body.nodes,
        otherwise: otherwise.nodes,
      },
    ],
    state: joinBranches(placing, body.state, otherwise.state, node.at, place),
  };
}

function joinBranches<State>(
  { machine, findings }: Placing<State>,
  a: State,
  b: State,
  at: Position,
  { file }: Place,
): State {
  const joined = machine.join(a, b);
  if (joined === undefined) {
    const [inA, inB] = [machine.unclosed(a), machine.unclosed(b)];
    findings.add("TEMPLATE_BRANCHES", file, at, {
      message: "The branches end at different places",
      found: inA === inB ? undefined : `${inA ?? "nothing open"} and ${inB ?? "nothing open"}`,
    });
  }
  return joined ?? a;
}

function placeContext<State>(
  placing: Placing<State>,
  node: ContextSyntax,
  start: State,
  place: Place,
): Placed<State> {
  const { kind, slot, at } = node;
  const body =
    kind === "each"
      ? placeLoop(placing, node, start, place)
      : placeNodes(placing, node.body, start, place);
  const otherwise = placeNodes(placing, node.otherwise, start, place);
  const path = plainPath(node.path);
  return {
    nodes: [{ kind, path, slot, body: body.nodes, otherwise: otherwise.nodes }],
    state: joinBranches(placing, body.state, otherwise.state, at, place),
  };
}

/** A body is placed for the state before the loop and the state behind its own end together. */
function placeLoop<State>(
  placing: Placing<State>,
  node: ContextSyntax,
  before: State,
  place: Place,
): Placed<State> {
  const { machine, findings, loops } = placing;
  const key = `${place.instance}\n${place.file}\n${node.at.line}:${node.at.column}`;
  const last = loops.get(key);
  let start = last === undefined ? before : (machine.join(last, before) ?? before);
  for (;;) {
    loops.set(key, start);
    const body = placeNodes(placing, node.body, start, place);
    const joined = machine.join(start, body.state);
    if (joined === undefined) {
      const open = machine.unclosed(body.state);
      findings.add("TEMPLATE_LOOP", place.file, node.at, {
        message: "The body of the loop does not end as it began",
        found: open,
      });
      return { nodes: body.nodes, state: start };
    }
    if (isSameState(joined, start) || !placing.budget.spend(place.file)) {
      return { nodes: body.nodes, state: joined };
    }
    start = joined;
  }
}

function placePartial<State>(
  placing: Placing<State>,
  node: PartialSyntax,
  start: State,
  place: Place,
): Placed<State> {
  const tree = placing.partials.get(node.name);
  if (tree === undefined) {
    return { nodes: [], state: start };
  }
  const instance = enterInstance(placing, node.name, tree, start);
  if (instance.end === undefined) {
    // A partial that calls itself: it has to end as it began, which is checked when it ends.
    return { nodes: [partialNode(node, instance.key)], state: start };
  }
  return { nodes: [partialNode(node, instance.key)], state: instance.end };

  function enterInstance(
    current: Placing<State>,
    name: string,
    partial: SyntaxTree,
    from: State,
  ): Instance<State> {
    const all = current.instances.get(name) ?? [];
    current.instances.set(name, all);
    const known = all.find((candidate) => isSameState(candidate.start, from));
    if (known !== undefined) {
      return known;
    }
    const key = all.length === 0 ? name : `${name}#${all.length + 1}`;
    const created: Instance<State> = { key, start: from, nodes: [] };
    all.push(created);
    const placed = placeNodes(current, partial.nodes, from, { file: partial.file, instance: key });
    created.nodes = placed.nodes;
    created.end = placed.state;
    reportRecursion(current, created, node, place);
    return created;
  }
}

function reportRecursion<State>(
  { findings }: Placing<State>,
  instance: Instance<State>,
  { at, name }: PartialSyntax,
  { file }: Place,
): void {
  const isRecursive = JSON.stringify(instance.nodes).includes(
    `"kind":"partial","name":${JSON.stringify(instance.key)}`,
  );
  if (isRecursive && !isSameState(instance.start, instance.end)) {
    findings.add("TEMPLATE_LOOP", file, at, {
      message: `The partial ${name} calls itself, and does not end as it began`,
    });
  }
}

function partialNode({ path, fields }: PartialSyntax, key: string): PartialNode {
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

function plainPath({ slot, parts, data }: SyntaxPath): TemplatePath {
  return { slot, parts, ...(data !== undefined && { data }) };
}

/** Behind the last node, or the start of an empty template. */
function endOf(nodes: readonly Syntax[]): Position {
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
