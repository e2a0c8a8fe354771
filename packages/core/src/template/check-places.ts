import type { PrintedValues } from "./check-model.ts";
import type { TemplateNode } from "./checked-template.ts";
import { createBudget } from "./checking.ts";
import type { Findings } from "./findings.ts";
import { placeMachines } from "./place-machines.ts";
import { isSameState, type PlaceMachine } from "./place.ts";
import {
  endOf,
  type Instance,
  partialNode,
  type Place,
  type Placed,
  placePrint,
  placeText,
  type Placing,
  plainPath,
  regionNode,
} from "./placing.ts";
import type { TemplateDialect } from "./template-dialect.ts";
import type {
  ContextSyntax,
  IfSyntax,
  PartialSyntax,
  Position,
  Syntax,
  SyntaxTree,
} from "./template-syntax.ts";

/** The nodes of a template, and of its partials at each state they are called in. */
export interface PlacedNodes {
  readonly nodes: readonly TemplateNode[];
  readonly partials: { readonly [name: string]: readonly TemplateNode[] };
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
