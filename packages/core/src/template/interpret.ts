import { isPlain } from "../emit/carriable.ts";
import { valueRefused } from "../error.ts";
import type {
  CheckedTemplate,
  EachNode,
  IfNode,
  PartialNode,
  RegionNode,
  TemplateNode,
  WithNode,
} from "./checked-template.ts";
import { createFrame, type Frame, notData, readPath } from "./frame.ts";
import { endsEarly } from "./region.ts";
import {
  assertData,
  isFilled,
  limitReached,
  located,
  print,
  printSafe,
  type Rendering,
  slotFrame,
  wholeValue,
} from "./rendering.ts";
import type { TemplateLimits } from "./template-limits.ts";

/** Renders the nodes of a template; generates no code. */
export function interpret(
  template: CheckedTemplate<never>,
  model: object,
  limits: TemplateLimits,
): string {
  const root = createFrame(model);
  const rendering: Rendering = {
    template,
    limits,
    root,
    output: "",
    steps: 0,
    depth: 0,
    regionStart: 0,
    frame: root,
    path: wholeValue,
  };
  if (!isPlain(model) || Array.isArray(model)) {
    throw notData(root, wholeValue);
  }
  try {
    renderNodes(rendering, template.nodes, [root]);
  } catch (error) {
    throw located(error, rendering);
  }
  return rendering.output;
}

function renderNodes(rendering: Rendering, nodes: readonly TemplateNode[], slots: Frame[]): void {
  for (const node of nodes) {
    rendering.steps += 1;
    if (typeof node === "string") {
      rendering.output += node;
    } else {
      renderNode(rendering, node, slots);
    }
    if (rendering.output.length > rendering.limits.output) {
      throw limitReached(rendering, "output", rendering.limits.output);
    }
    if (rendering.steps > rendering.limits.steps) {
      throw limitReached(rendering, "steps", rendering.limits.steps);
    }
  }
}

function renderNode(
  rendering: Rendering,
  node: Exclude<TemplateNode, string>,
  slots: Frame[],
): void {
  switch (node.kind) {
    case "print":
      print(rendering, node, slots);
      break;
    case "safe":
      printSafe(rendering, node, slots);
      break;
    case "if":
      renderIf(rendering, node, slots);
      break;
    case "each":
      renderEach(rendering, node, slots);
      break;
    case "with":
      renderWith(rendering, node, slots);
      break;
    case "partial":
      renderPartial(rendering, node, slots);
      break;
    case "region":
      checkRegion(rendering, node);
      break;
  }
}

function renderIf(rendering: Rendering, node: IfNode, slots: Frame[]): void {
  const frame = slotFrame(rendering, slots, node.path);
  const value = readPath(frame, node.path);
  assertData(frame, node.path, value);
  const isTrue = node.includeZero === true && value === 0 ? true : isFilled(value);
  renderNodes(rendering, isTrue ? node.body : node.otherwise, slots);
}

function renderEach(rendering: Rendering, node: EachNode, slots: Frame[]): void {
  const origin = slotFrame(rendering, slots, node.path);
  const value = readPath(origin, node.path);
  assertData(origin, node.path, value);
  const loop = createFrame(undefined, origin, node.path.parts);
  slots[node.slot] = loop;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    loop.size = items.length;
    for (let index = 0; index < items.length; index += 1) {
      turn(rendering, node, slots, loop, index, index, items[index]);
    }
  } else if (typeof value === "object" && value !== null && isPlain(value)) {
    const keys = Object.keys(value);
    loop.size = keys.length;
    for (const [index, key] of keys.entries()) {
      turn(rendering, node, slots, loop, index, key, value[key]);
    }
  } else if (value !== undefined && value !== null) {
    throw notData(origin, node.path);
  }
  if (loop.size === 0) {
    renderNodes(rendering, node.otherwise, slots);
  }
}

function turn(
  rendering: Rendering,
  { slot, body }: EachNode,
  slots: Frame[],
  loop: Frame,
  index: number,
  key: string | number,
  value: unknown,
): void {
  loop.index = index;
  loop.key = key;
  loop.value = value;
  slots[slot] = loop;
  rendering.steps += 1;
  renderNodes(rendering, body, slots);
}

function renderWith(rendering: Rendering, node: WithNode, slots: Frame[]): void {
  const origin = slotFrame(rendering, slots, node.path);
  const value = readPath(origin, node.path);
  assertData(origin, node.path, value);
  if (!isFilled(value)) {
    renderNodes(rendering, node.otherwise, slots);
    return;
  }
  slots[node.slot] = createFrame(value, origin, node.path.parts);
  renderNodes(rendering, node.body, slots);
}

function renderPartial(rendering: Rendering, node: PartialNode, slots: Frame[]): void {
  const { partials } = rendering.template;
  const nodes = Object.hasOwn(partials, node.name) ? partials[node.name] : undefined;
  if (nodes === undefined) {
    throw new Error(`the template ${rendering.template.name} lost its partial ${node.name}`);
  }
  if (rendering.depth >= rendering.limits.depth) {
    throw limitReached(rendering, "depth", rendering.limits.depth);
  }
  rendering.depth += 1;
  renderNodes(rendering, nodes, [partialFrame(rendering, node, slots)]);
  rendering.depth -= 1;
}

function partialFrame(rendering: Rendering, node: PartialNode, slots: Frame[]): Frame {
  const { path, fields } = node;
  const origin = path === undefined ? undefined : slotFrame(rendering, slots, path);
  const given = origin === undefined || path === undefined ? undefined : readPath(origin, path);
  if (fields === undefined && path !== undefined) {
    return createFrame(given, origin, path.parts);
  }
  const context: { [name: string]: unknown } = Object.create(null);
  if (typeof given === "object" && given !== null && isPlain(given)) {
    Object.assign(context, given);
  }
  for (const [name, field] of Object.entries(fields ?? {})) {
    context[name] =
      "constant" in field ? field.constant : readPath(slotFrame(rendering, slots, field), field);
  }
  return createFrame(context, origin, path?.parts ?? []);
}

/** No line of what was written since the start may be taken for the end. */
function checkRegion(rendering: Rendering, region: RegionNode): void {
  if (region.edge === "start") {
    rendering.regionStart = rendering.output.length;
  } else if (endsEarly(rendering.output.slice(rendering.regionStart), region)) {
    const sink = rendering.template.dialect;
    const reason = `the printed text holds the line ${region.delimiter}, which ends it`;
    throw valueRefused(sink, "", reason);
  }
}
