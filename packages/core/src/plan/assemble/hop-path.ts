import type { Diagnostic } from "../../diagnostic.ts";
import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import { compareKubernetesMinors, formatKubernetesMinor } from "../../version/kubernetes-minor.ts";
import { skewRules } from "../../version/skew-policy.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import { presentImages } from "./group-image.ts";
import type { ImageResolver } from "./image-resolver.ts";
import { knownText, pickVersion, takesMinor } from "./pick-version.ts";
import { type KnownVersion, locationAt, type PlanGroup } from "./plan-group.ts";

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
  return { hops: hopsThrough(input, versions.versions), diagnostics: [] };
}

/** The versions after the first one. */
function versionsTo(
  input: PathInput,
  goal: KnownVersion,
): { readonly versions: readonly KnownVersion[]; readonly diagnostics: readonly Diagnostic[] } {
  const { start, chains } = input;
  const distance = compareKubernetesMinors(goal.parsed, start.parsed);
  if (goal.parsed.major !== start.parsed.major || distance < 0 || isOlder(goal, start)) {
    return { versions: [], diagnostics: [downgrade(input, goal)] };
  }
  const versions: KnownVersion[] = [];
  const diagnostics: Diagnostic[] = [];
  const first =
    goal.parsed.minor === start.parsed.minor || chains ? goal.parsed.minor : start.parsed.minor + 1;
  for (let minor = first; minor <= goal.parsed.minor; minor += 1) {
    const isLast = minor === goal.parsed.minor;
    const answer =
      isLast && !goal.isMinor
        ? ({ outcome: "version", version: goal } as const)
        : pickVersion({
            minor: { major: goal.parsed.major, minor },
            movers: moversOf(input, isLast),
            current: presentImages(moversOf(input, isLast)),
            through: input.through,
            resolver: input.resolver,
            ...(minor === start.parsed.minor && { atLeast: start }),
          });
    if (answer.outcome === "version") {
      versions.push(answer.version);
    } else {
      diagnostics.push(versionOpen(input, `${goal.parsed.major}.${minor}`, answer));
    }
  }
  return { versions: versions.filter((version) => !isSameVersion(version, start)), diagnostics };
}

/** Who has to run a version on the way, or at its end. */
function moversOf(input: PathInput, isLast: boolean): readonly PlanGroup[] {
  const { controlPlane, companions, workers, pace } = input;
  return [
    ...(controlPlane === undefined ? [] : [controlPlane]),
    ...companions,
    ...(isLast || pace === "lockstep" ? workers : []),
  ];
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
    if (behind.length > 0 && (isTooOld || (pace === "lockstep" && index === 0))) {
      follow(behind);
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

/**
 * What groups go to while the control plane stays. A managed control plane says no patch: it is the
 * goal's then, or that of the newest images.
 */
function presentVersion(input: PathInput, groups: readonly PlanGroup[]): KnownVersion {
  const { start, goal, through, resolver } = input;
  const movers = groups.filter((group) => group.images.length > 0 || !takesMinor(group));
  if (!start.isMinor || movers.length === 0) {
    return start;
  }
  if ("to" in goal && !goal.to.isMinor && isSameVersion(goal.to, start)) {
    return goal.to;
  }
  const answer = pickVersion({
    minor: start.parsed,
    movers,
    current: presentImages(movers),
    through,
    resolver,
  });
  return answer.outcome === "version" ? answer.version : start;
}

const kubeletRule = skewRules.find(
  ({ component, peer }) => component === "kubelet" && peer === "kube-apiserver",
);

/** Whether a kubelet would be too old for an API server. */
export function isOutOfReach(kubelet: KnownVersion, apiServer: KnownVersion): boolean {
  const { oldest = -3, legacy } = kubeletRule ?? {};
  const below = knownText(legacy?.below ?? "1.25");
  const isLegacy = below !== undefined && compareKubernetesMinors(kubelet.parsed, below.parsed) < 0;
  const reach = isLegacy ? (legacy?.reach ?? 2) : -oldest;
  return apiServer.parsed.minor - kubelet.parsed.minor > reach;
}

/** Whether a version is of a later minor release than another. */
export function isNewerMinor(a: KnownVersion | undefined, b: KnownVersion | undefined): boolean {
  return a !== undefined && b !== undefined && compareKubernetesMinors(a.parsed, b.parsed) > 0;
}

/** Whether two places ask for the same; where one leaves the patch open, for the same minor. */
export function isSameVersion(a: KnownVersion, b: KnownVersion): boolean {
  return a.isMinor || b.isMinor
    ? compareKubernetesMinors(a.parsed, b.parsed) === 0
    : compareKubernetesVersions(a.parsed, b.parsed, "with-build") === 0;
}

/** Whether a goal lies before the start: pre-releases and build tags count. */
function isOlder(goal: KnownVersion, start: KnownVersion): boolean {
  return (
    !goal.isMinor &&
    !start.isMinor &&
    compareKubernetesVersions(goal.parsed, start.parsed, "with-build") === -1
  );
}

function downgrade({ controlPlane, start }: PathInput, goal: KnownVersion): Diagnostic {
  const place =
    controlPlane?.group.version.by === "field"
      ? controlPlane.group.version.version.place
      : undefined;
  return planDiagnostics.report("PLAN_DOWNGRADE", {
    message: `${goal.text} is older than ${start.text}, which the control plane asks for`,
    found: start.text,
    expected: `${goal.text} or older`,
    pointer: place?.pointer,
    source: place && locationAt(place),
  });
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

function versionOpen(
  { controlPlane }: PathInput,
  minor: string,
  answer: { readonly outcome: "unknown" } | { readonly outcome: "several"; readonly found: string },
): Diagnostic {
  const place = controlPlane?.group.place;
  const facts = { pointer: place?.pointer, source: place && locationAt(place) };
  return answer.outcome === "unknown"
    ? planDiagnostics.report("PLAN_VERSION_UNKNOWN", {
        ...facts,
        message: `nothing says which version of ${minor} to go to: no group's image is looked for in the catalog`,
        expected: `a version of ${minor}`,
        hint: `Name the version of ${minor} to pass through with \`through\`, or a goal of three numbers.`,
      })
    : planDiagnostics.report("PLAN_VERSION_UNKNOWN", {
        ...facts,
        message: `the newest builds of ${minor} have tags that have no order`,
        found: answer.found,
        hint: `Name the one to take with \`through\`.`,
      });
}
