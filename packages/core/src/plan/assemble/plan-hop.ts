import { hasErrors } from "../../diagnostic.ts";
import type { ImageMatch } from "../../image/image-catalog.ts";
import type { ObjectChange } from "../object-change.ts";
import type {
  GroupUpgrade,
  MachineGroup,
  PlanObjects,
  StepDraft,
  UpgradeContext,
  UpgradeSteps,
} from "../plan-contribution.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import { changeObjects, type PlanObjectsDraft } from "../plan-objects.ts";
import type { PlanHop } from "../upgrade-plan.ts";
import { describeRequired, hopImages } from "./hop-images.ts";
import type { PathHop } from "./hop-path.ts";
import { approvalDraft, manualDraft, soakDraft } from "./own-steps.ts";
import type { NeededImage, PlanGroup } from "./plan-group.ts";
import type { PlanWork } from "./plan-work.ts";
import type { UpgradeUnit } from "./upgrade-units.ts";

/** @returns whether the next hop can be planned */
export function planHop(work: PlanWork, hop: PathHop, units: readonly UpgradeUnit[]): boolean {
  const { intent } = work.parts.options;
  const number = work.hops.length + 1;
  const buildMissing = intent.buildMissing === true;
  const found = hopImages(hop, number, work.current, {
    resolver: work.parts.resolver,
    buildMissing,
  });
  work.images.push(...found.required);
  work.diagnostics.push(...found.diagnostics);
  const planned: PlanHop = {
    number,
    version: hop.version.text,
    from: hop.from.text,
    movesControlPlane: hop.movesControlPlane,
    nodeGroups: hop.groups.flatMap(({ group, isControlPlane }) =>
      isControlPlane ? [] : [group.name],
    ),
  };
  if (buildMissing && found.missing.length > 0) {
    const place = { hop: number, version: hop.version.text };
    for (const image of found.missing) {
      work.builder.build(image, place, `Build an image of ${describeRequired(image)}`);
    }
    work.hops.push({ ...planned, waitsFor: "images that have to be built first" });
    return false;
  }
  work.hops.push(planned);
  if (hasErrors(work.diagnostics)) {
    // Nothing of the plan will stand: all that is told of later hops is which images they lack.
    return true;
  }
  const before = work.objects;
  const draft = changeObjects(before);
  const changes: ObjectChange[] = [];
  const upgrades = new Map(
    hop.groups.map((group) => [group, upgradeOf(work, group, found.images)]),
  );
  const asked = units.map((unit) => ({
    unit,
    groups: unit.groups.filter((group) => upgrades.has(group)),
  }));
  const context = contextOf(work, hop, draft);
  planUnits(work, { hop, number, draft, context, changes, upgrades, asked });
  work.objects = draft;
  work.changes.push(...changes);
  for (const [needed, match] of found.images) {
    work.current.set(needed, match);
  }
  for (const group of hop.groups) {
    work.versions.set(group, hop.version.text);
  }
  const moved = new Set<MachineGroup>(hop.groups.map(({ group }) => group));
  work.guarded.push({
    number,
    from: hop.from.text,
    version: hop.version.text,
    movesControlPlane: hop.movesControlPlane,
    groups: [...upgrades.values()],
    behind: work.input.state.nodeGroups.filter((node) => !moved.has(node)),
    before,
    after: draft,
    changes,
  });
  return true;
}

function upgradeOf(
  work: PlanWork,
  group: PlanGroup,
  images: ReadonlyMap<NeededImage, ImageMatch>,
): GroupUpgrade {
  const [image, ...otherImages] = group.images.flatMap((needed) => images.get(needed) ?? []);
  const [first] = group.images;
  const from = work.versions.get(group);
  const record = first && work.current.get(first)?.record;
  return {
    group: group.group,
    ...(from !== undefined && { from }),
    ...(image !== undefined && { image }),
    ...(otherImages.length > 0 && { otherImages }),
    ...(record !== undefined && { currentRecord: record }),
  };
}

/** One hop while its units are planned. */
interface HopWork {
  readonly hop: PathHop;
  readonly number: number;
  readonly draft: PlanObjectsDraft;
  /** What every upgrader is told. */
  readonly context: UpgradeContext;
  readonly changes: ObjectChange[];
  readonly upgrades: ReadonlyMap<PlanGroup, GroupUpgrade>;
  readonly asked: readonly AskedUnit[];
}

/** A unit, and those of its groups that move. */
interface AskedUnit {
  readonly unit: UpgradeUnit;
  readonly groups: readonly PlanGroup[];
}

function planUnits(work: PlanWork, one: HopWork): void {
  const { intent } = work.parts.options;
  const place = { hop: one.number, version: one.hop.version.text };
  const [first, ...rest] = one.asked;
  const isLed = first?.unit.groups.some(({ isControlPlane }) => isControlPlane) === true;
  const workers = (isLed ? rest : one.asked).filter(({ groups }) => groups.length > 0);
  // What has to be there before the control plane moves is asked for first, and planned first.
  const leading = isLed && first.groups.length > 0 ? first : undefined;
  if (one.hop.movesControlPlane && intent.approve === "controlPlane") {
    work.frontier = work.builder.chain(
      [approvalDraft(work.input.state, one.hop)],
      place,
      work.frontier,
    );
  }
  for (const asked of one.hop.movesControlPlane ? workers : []) {
    if (asked.unit.upgrader?.precedesControlPlane === true) {
      const { before = [] } = askUnit(one, asked);
      const drafts = applied(work, one, before);
      work.frontier = work.builder.chain(drafts, { ...place, ...unitName(asked) }, work.frontier);
    }
  }
  if (leading !== undefined) {
    const steps = askUnit(one, leading);
    const drafts = applied(work, one, [...(steps.before ?? []), ...steps.steps]);
    work.diagnostics.push(...steps.diagnostics);
    work.frontier = work.builder.chain(drafts, { ...place, ...unitName(leading) }, work.frontier);
  } else if (one.hop.movesControlPlane) {
    work.frontier = work.builder.chain(
      [manualDraft(work.input.state, one.hop)],
      place,
      work.frontier,
    );
  }
  planWorkers(work, one, workers);
  if (intent.soakSeconds !== undefined && intent.soakSeconds > 0 && one.changes.length > 0) {
    work.frontier = work.builder.chain(
      [soakDraft(intent.soakSeconds, one.hop)],
      place,
      work.frontier,
    );
  }
}

function planWorkers(work: PlanWork, one: HopWork, workers: readonly AskedUnit[]): void {
  const place = { hop: one.number, version: one.hop.version.text };
  const lanes = Array.from(
    { length: Math.min(work.parts.options.intent.concurrency ?? 1, Math.max(workers.length, 1)) },
    () => work.frontier,
  );
  for (const asked of workers) {
    const steps = askUnit(one, asked);
    work.diagnostics.push(...steps.diagnostics);
    const drafts = applied(
      work,
      one,
      one.hop.movesControlPlane ? steps.steps : [...(steps.before ?? []), ...steps.steps],
    );
    if (drafts.length > 0) {
      const lane = lanes.shift() ?? work.frontier;
      lanes.push(work.builder.chain(drafts, { ...place, ...unitName(asked) }, lane));
    }
  }
  work.frontier = [...new Set(lanes.flat())];
}

function unitName({ groups }: AskedUnit): { readonly group?: string } {
  const [only, second] = groups;
  return only === undefined || second !== undefined ? {} : { group: only.group.name };
}

function askUnit({ upgrades, context }: HopWork, { unit, groups }: AskedUnit): UpgradeSteps {
  const asked = groups.flatMap((group) => upgrades.get(group) ?? []);
  return unit.upgrader?.plan(asked, context) ?? { steps: [], diagnostics: [] };
}

function contextOf(work: PlanWork, hop: PathHop, objects: PlanObjects): UpgradeContext {
  const { intent, targetVersions = {}, writeReference } = work.parts.options;
  return {
    cluster: work.input.state,
    objects,
    version: hop.version.text,
    movesControlPlane: hop.movesControlPlane,
    intent,
    targetVersions,
    writeReference,
  };
}

/** Makes the changes of drafts; one that cannot be made is a fault of who drafted it. */
function applied(work: PlanWork, one: HopWork, drafts: readonly StepDraft[]): readonly StepDraft[] {
  for (const { effects, title } of drafts) {
    for (const change of effects) {
      one.changes.push(change);
      if (!one.draft.apply(change)) {
        const message = `"${title}" cannot be made to ${change.object.kind} ${change.object.name}`;
        work.diagnostics.push(planDiagnostics.report("PLAN_CHANGE_REFUSED", { message }));
      }
    }
  }
  return drafts;
}
