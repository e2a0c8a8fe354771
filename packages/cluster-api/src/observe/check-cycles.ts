import { finding, type Finding, nameText, type PlacedObject } from "./placed-object.ts";
import type { ReferenceGraph } from "./reference-graph.ts";

/**
 * Circles of references and owners: an object leads to what it refers to, and an owner to what it
 * owns. One finding for each circle, at the first of its objects.
 */
export function checkCycles(
  objects: readonly PlacedObject[],
  graph: ReferenceGraph,
): readonly Finding[] {
  const next = successors(objects, graph);
  const order = new Map(objects.map((placed, at) => [placed, at]));
  return components(objects, next)
    .filter((circle) => circle.length > 1 || circle.some((one) => next.get(one)?.has(one) === true))
    .flatMap((circle) => {
      const [first, ...others] = circle.toSorted(
        (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
      );
      const names = others.slice(0, 5).map(({ address }) => `${address.kind} ${nameText(address)}`);
      const through = names.length === 0 ? "itself" : `itself through ${names.join(", ")}`;
      return first === undefined
        ? []
        : [finding("CLUSTER_REFERENCE_CYCLE", first, { message: `it leads back to ${through}` })];
    });
}

type Successors = ReadonlyMap<PlacedObject, ReadonlySet<PlacedObject>>;

function successors(objects: readonly PlacedObject[], graph: ReferenceGraph): Successors {
  const next = new Map(objects.map((placed) => [placed, new Set<PlacedObject>()]));
  for (const { owner, target } of graph.edges) {
    if (target !== undefined) {
      next.get(owner)?.add(target);
    }
  }
  for (const placed of objects) {
    for (const { owner } of graph.owners(placed)) {
      if (owner !== undefined) {
        next.get(owner)?.add(placed);
      }
    }
  }
  return next;
}

/** Where an object stands in the search, after Tarjan; without recursion, however long the chain. */
interface Visit {
  readonly order: number;
  low: number;
  readonly waiting: Iterator<PlacedObject>;
}

/** Strongly connected components. */
function components(
  objects: readonly PlacedObject[],
  next: Successors,
): readonly (readonly PlacedObject[])[] {
  const visits = new Map<PlacedObject, Visit>();
  const open: PlacedObject[] = [];
  const isOpen = new Set<PlacedObject>();
  const found: (readonly PlacedObject[])[] = [];
  const enter = (placed: PlacedObject): void => {
    const order = visits.size;
    visits.set(placed, { order, low: order, waiting: (next.get(placed) ?? new Set()).values() });
    open.push(placed);
    isOpen.add(placed);
  };
  const leave = (placed: PlacedObject, { order, low }: Visit): void => {
    if (low === order) {
      const circle = open.splice(open.lastIndexOf(placed));
      for (const one of circle) {
        isOpen.delete(one);
      }
      found.push(circle);
    }
  };
  for (const start of objects.filter((placed) => !visits.has(placed))) {
    if (visits.has(start)) {
      continue;
    }
    const path = [start];
    enter(start);
    for (let placed = path.at(-1); placed !== undefined; placed = path.at(-1)) {
      const visit = visits.get(placed);
      const step = visit?.waiting.next();
      if (visit === undefined || step === undefined || step.done === true) {
        path.pop();
        if (visit !== undefined) {
          leave(placed, visit);
          lower(path.at(-1), visit.low, visits);
        }
      } else if (!visits.has(step.value)) {
        enter(step.value);
        path.push(step.value);
      } else if (isOpen.has(step.value)) {
        visit.low = Math.min(visit.low, visits.get(step.value)?.order ?? visit.low);
      }
    }
  }
  return found;
}

function lower(
  placed: PlacedObject | undefined,
  low: number,
  visits: ReadonlyMap<PlacedObject, Visit>,
): void {
  const visit = placed && visits.get(placed);
  if (visit !== undefined) {
    visit.low = Math.min(visit.low, low);
  }
}
