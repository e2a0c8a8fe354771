import type { Diagnostic } from "../../diagnostic.ts";
import { compareKubernetesMinors } from "../../version/kubernetes-minor.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import { presentImages } from "./group-image.ts";
import type { PathInput } from "./hop-path.ts";
import { knownText, pickVersion, takesMinor } from "./pick-version.ts";
import { type KnownVersion, locationAt, type PlanGroup } from "./plan-group.ts";
import { isOlder, isSameVersion } from "./version-distance.ts";

/** The versions after the first one. */
export function versionsTo(
  input: PathInput,
  goal: KnownVersion,
): { readonly versions: readonly KnownVersion[]; readonly diagnostics: readonly Diagnostic[] } {
  const { start, chains } = input;
  const distance = compareKubernetesMinors(goal.parsed, start.parsed);
  if (goal.parsed.major !== start.parsed.major) {
    const message = `${goal.text} is of another major version than ${start.text}`;
    const report = planDiagnostics.report("PLAN_MAJOR_CHANGE", { message });
    return { versions: [], diagnostics: [report] };
  }
  if (distance < 0 || isOlder(goal, start)) {
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
      const unread = moversOf(input, isLast).flatMap(({ need }) =>
        need.by === "unknown" ? [need.diagnostic] : [],
      );
      // Where nobody can say what images are, no version follows from them: that is the reason.
      const isUnread = answer.outcome === "unknown" && unread.length > 0;
      const open = isUnread
        ? unread
        : [versionOpen(input, `${goal.parsed.major}.${minor}`, answer)];
      diagnostics.push(...open);
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

/**
 * What groups go to while the control plane stays. A managed control plane says no patch: it is the
 * goal's then, or that of the newest images.
 */
export function presentVersion(input: PathInput, groups: readonly PlanGroup[]): KnownVersion {
  const { start, goal, through, resolver } = input;
  if (!start.isMinor || groups.length === 0) {
    return start;
  }
  // What was named is written for those too that could do without the patch.
  if ("to" in goal && !goal.to.isMinor && isSameVersion(goal.to, start)) {
    return goal.to;
  }
  const isNamed = through.some((text) => isPatchOf(text, start));
  const movers = groups.filter((group) => group.images.length > 0 || !takesMinor(group));
  if (movers.length === 0 && !isNamed) {
    return start;
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

function isPatchOf(text: string, minor: KnownVersion): boolean {
  const version = knownText(text);
  return version !== undefined && !version.isMinor && isSameVersion(version, minor);
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
