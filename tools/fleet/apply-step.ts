import { type JsonObject, type ObjectAddress, textAt } from "@imagewright/core";
import type { ObjectChange, PlanStep } from "@imagewright/core/plan";

/** The manifests after a step, as a server that takes anything would keep them. */
export function applyStep(
  manifests: readonly JsonObject[],
  { effects }: PlanStep,
): readonly JsonObject[] {
  return effects.reduce(applyChange, manifests);
}

function applyChange(
  manifests: readonly JsonObject[],
  change: ObjectChange,
): readonly JsonObject[] {
  if (change.change === "delete") {
    return manifests.filter((object) => !isIt(object, change.object));
  }
  if (change.change === "create") {
    return [...manifests, change.manifest];
  }
  const source = change.change === "copy" ? change.of : change.object;
  const found = manifests.filter((object) => isIt(object, source));
  const [before] = found;
  if (before === undefined || found.length > 1) {
    throw new Error(`${source.kind} ${source.name} is there ${found.length} times`);
  }
  const draft = JSON.parse(JSON.stringify(before));
  for (const { pointer, from, to } of change.fields) {
    const path = pointer
      .slice(1)
      .split("/")
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = path.pop() ?? "";
    let holder = draft;
    for (const part of path) {
      holder = holder[part] ??= {};
    }
    if (JSON.stringify(holder[last]) !== JSON.stringify(from)) {
      throw new Error(
        `${source.name}${pointer} holds ${JSON.stringify(holder[last])} instead of ${JSON.stringify(from)}`,
      );
    }
    if (to === undefined) {
      delete holder[last];
    } else {
      holder[last] = to;
    }
  }
  if (change.change === "copy") {
    draft.metadata.name = change.object.name;
    if (manifests.some((object) => isIt(object, change.object))) {
      throw new Error(`${change.object.name} is there already`);
    }
    return [...manifests, draft];
  }
  return manifests.map((object) => (object === before ? draft : object));
}

function isIt(object: JsonObject, address: ObjectAddress): boolean {
  return (
    textAt(object, "/kind") === address.kind && textAt(object, "/metadata/name") === address.name
  );
}
