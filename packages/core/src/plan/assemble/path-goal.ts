import type { Diagnostic } from "../../diagnostic.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import { imageAt, isSettled, presentImages } from "./group-image.ts";
import type { PathGoal } from "./hop-path.ts";
import { knownText, pickVersion } from "./pick-version.ts";
import { type KnownVersion, locationAt, type PlanGroup } from "./plan-group.ts";
import type { PlannerParts } from "./planner-parts.ts";

/** Where the path of a cluster leads, as the intent wants it. */
export function pathGoal(
  parts: PlannerParts,
  groups: readonly PlanGroup[],
  start: KnownVersion,
): { readonly goal: PathGoal; readonly diagnostics: readonly Diagnostic[] } {
  const { goal } = parts.options.intent;
  if ("kubernetesVersion" in goal) {
    const to = knownText(goal.kubernetesVersion);
    return to === undefined
      ? { goal: { stay: [] }, diagnostics: [noVersion(goal.kubernetesVersion)] }
      : { goal: { to }, diagnostics: [] };
  }
  return "image" in goal
    ? imageGoal(parts, groups, goal.image)
    : supportedGoal(parts, groups, start);
}

function noVersion(text: string): Diagnostic {
  const message = "the goal is no Kubernetes version";
  return planDiagnostics.report("PLAN_VERSION_UNKNOWN", { message, found: text });
}

/** One image wherever it fits: the whole cluster goes to the version that is on it. */
function imageGoal(
  { resolver }: PlannerParts,
  groups: readonly PlanGroup[],
  name: string,
): { readonly goal: PathGoal; readonly diagnostics: readonly Diagnostic[] } {
  const record = resolver.records.find((one) => one.name === name);
  const to = record && knownText(record.kubernetesVersion);
  if (record === undefined || to === undefined) {
    const message = `the catalog has no image ${name}`;
    const report = planDiagnostics.report("PLAN_IMAGE_MISSING", { message });
    return { goal: { stay: [] }, diagnostics: [report] };
  }
  const isWanted = groups.some(({ images }) =>
    images.some((needed) => {
      const image = imageAt(needed, to, needed.current, resolver);
      return "match" in image && image.match.record === record;
    }),
  );
  if (isWanted) {
    return { goal: { to }, diagnostics: [] };
  }
  const message = `${name} fits no group of the cluster`;
  return {
    goal: { stay: [] },
    diagnostics: [planDiagnostics.report("PLAN_NOTHING_FITS", { message })],
  };
}

/** Away from images that are out of use: at the version the cluster has, else at the next patch. */
function supportedGoal(
  { resolver, options }: PlannerParts,
  groups: readonly PlanGroup[],
  start: KnownVersion,
): { readonly goal: PathGoal; readonly diagnostics: readonly Diagnostic[] } {
  const bad = groups.filter(({ images }) =>
    images.some(({ current }) => current !== undefined && !resolver.isUsable(current.record)),
  );
  const settles = ({ images }: PlanGroup, version: KnownVersion): boolean =>
    images.every((needed) => isSettled(imageAt(needed, version, needed.current, resolver)));
  if (bad.every((group) => !start.isMinor && settles(group, start))) {
    return { goal: { stay: bad }, diagnostics: [] };
  }
  const answer = pickVersion({
    minor: start.parsed,
    movers: groups,
    current: presentImages(groups),
    atLeast: start,
    through: options.intent.through ?? [],
    resolver,
  });
  if (answer.outcome === "version" && groups.every((group) => settles(group, answer.version))) {
    return { goal: { to: answer.version }, diagnostics: [] };
  }
  return {
    goal: { stay: [] },
    diagnostics: bad.map(({ group, images: [image] }) =>
      planDiagnostics.report("PLAN_IMAGES_UNSUPPORTED", {
        message: `${group.name} uses ${image?.current?.record.name ?? "an image"}, and the minor version has no supported image for all groups`,
        pointer: group.place.pointer,
        source: locationAt(group.place),
      }),
    ),
  };
}
