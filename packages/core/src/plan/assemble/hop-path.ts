import type { Diagnostic } from "../../diagnostic.ts";
import { formatKubernetesMinor } from "../../version/kubernetes-minor.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { ImageResolver } from "./image-resolver.ts";
import { presentVersion, versionsTo } from "./path-versions.ts";
import { type KnownVersion, locationAt, type PlanGroup } from "./plan-group.ts";
import { isNewerMinor, isOlder, isOutOfReach } from "./version-distance.ts";

/** Where a path leads. */
export type PathGoal =
  /** A version; of two numbers, the newest that there are images of. */
  | { readonly to: KnownVersion }
  /** Nowhere else: only images change, of these groups. */
  | { readonly stay: readonly PlanGroup[] };

/** What a path is made from. */
export interface PathInput {
  readonly controlPlane: PlanGroup | undefined;
  /** What the control plane asks for. */
  readonly start: KnownVersion;
  /** Groups that go wherever the control plane goes, in the same step. */
  readonly companions: readonly PlanGroup[];
  readonly workers: readonly PlanGroup[];
  /** Groups of which an upgrade was begun: they are asked for its end, whatever the goal is. */
  readonly begun: readonly PlanGroup[];
  /** Groups whose upgrade has to end before the control plane moves again. */
  readonly unended: readonly PlanGroup[];
  readonly goal: PathGoal;
  readonly pace: "lockstep" | "fewer";
  /** Whether the control plane passes through all minor versions by itself. */
  readonly chains: boolean;
  readonly through: readonly string[];
  readonly resolver: ImageResolver;
}

/** One hop: a version, and who goes there. */
export interface PathHop {
  readonly version: KnownVersion;
  readonly from: KnownVersion;
  readonly movesControlPlane: boolean;
  readonly groups: readonly PlanGroup[];
}

/** The hops of a cluster, in order, or what forbids them. */
export interface Path {
  readonly hops: readonly PathHop[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The versions a cluster passes through: no minor is skipped, and nodes are never further from the
 * control plane than the skew policy allows.
 */
export function hopPath(input: PathInput): Path {
  const { start, workers, goal } = input;
  const skewed = workers.filter(({ version }) => isNewerMinor(version, start));
  if (skewed.length > 0) {
    return { hops: [], diagnostics: skewed.map((group) => newerThanControlPlane(group, start)) };
  }
  const versions = "stay" in goal ? { versions: [], diagnostics: [] } : versionsTo(input, goal.to);
  if (versions.diagnostics.length > 0) {
    return { hops: [], diagnostics: versions.diagnostics };
  }
  const hops = hopsThrough(input, versions.versions);
  return { hops, diagnostics: hops.flatMap(downgrades) };
}

/** Groups that would go back within the minor release: nothing but the plan would refuse that. */
function downgrades({ version, groups }: PathHop): readonly Diagnostic[] {
  return groups.flatMap(({ group, version: asked }) => {
    const fact = group.version.by === "field" ? group.version.version : undefined;
    return fact === undefined || asked === undefined || !isOlder(version, asked)
      ? []
      : [
          planDiagnostics.report("PLAN_DOWNGRADE", {
            message: `${version.text} is older than ${asked.text}, which ${group.name} asks for`,
            found: asked.text,
            expected: `${version.text} or older`,
            pointer: fact.place.pointer,
            source: locationAt(fact.place),
          }),
        ];
  });
}

function hopsThrough(input: PathInput, versions: readonly KnownVersion[]): readonly PathHop[] {
  const { controlPlane, companions, workers, start, goal, pace } = input;
  const own = [...(controlPlane === undefined ? [] : [controlPlane]), ...companions];
  const hops: PathHop[] = [];
  const present = (groups: readonly PlanGroup[]): PathHop => ({
    version: presentVersion(input, groups),
    from: start,
    movesControlPlane: false,
    groups,
  });
  if ("stay" in goal) {
    const staying = new Set([...goal.stay, ...input.begun]);
    const groups = [...own, ...workers].filter((group) => staying.has(group));
    return [present(groups)];
  }
  if (versions.length === 0) {
    return [present([...own, ...workers])];
  }
  const reached = new Map(workers.map((group) => [group, group.runs ?? start]));
  let at = start;
  const follow = (groups: readonly PlanGroup[]): void => {
    const version = at === start ? presentVersion(input, groups) : at;
    hops.push({ version, from: at, movesControlPlane: false, groups });
    for (const group of groups) {
      reached.set(group, at);
    }
  };
  const lagging = (): readonly PlanGroup[] =>
    workers.filter((group) => isNewerMinor(at, reached.get(group)));
  for (const [index, version] of versions.entries()) {
    const behind = lagging();
    const isTooOld = behind.some((group) => isOutOfReach(reached.get(group) ?? start, version));
    const isCaughtUp = isTooOld || (pace === "lockstep" && index === 0);
    const before = new Set([...(isCaughtUp ? behind : []), ...(index === 0 ? input.unended : [])]);
    if (before.size > 0) {
      follow(workers.filter((group) => before.has(group)));
    }
    const isLast = index === versions.length - 1;
    const following = isLast || pace === "lockstep" ? workers : [];
    hops.push({ version, from: at, movesControlPlane: true, groups: [...own, ...following] });
    at = version;
    for (const group of following) {
      reached.set(group, at);
    }
  }
  return hops;
}

function newerThanControlPlane({ group, version }: PlanGroup, start: KnownVersion): Diagnostic {
  const place = group.version.by === "field" ? group.version.version.place : group.place;
  const expected = `${formatKubernetesMinor(start.parsed)} or older`;
  return planDiagnostics.report("PLAN_SKEW", {
    message: `${group.name} asks for ${version?.text ?? "a version"}, newer than its control plane's ${start.text}`,
    ...(version !== undefined && { found: version.text }),
    expected,
    pointer: place.pointer,
    source: locationAt(place),
    hint: "Bring the control plane to that minor version first, or the nodes back by hand.",
  });
}
