import type { Artifact } from "../../artifact.ts";
import { emitCommand } from "../../emit/shell-words.ts";
import { formatImageReference } from "../../image/format-image-reference.ts";
import { renderTemplate } from "../../template/render-template.ts";
import type { TemplateOverrides } from "../../template/template-overrides.ts";
import { formatObjectAddress } from "../object-address.ts";
import type { PlanObjects } from "../plan-contribution.ts";
import type { ClusterPlan, PlanGarbage, RequiredImage } from "../upgrade-plan.ts";
import { codeBlock } from "./markdown-code.ts";
import { clusterFolder, clusterLabel } from "./plan-paths.ts";
import { planStages, type StagedStep } from "./plan-stages.ts";
import { runbookFinding } from "./runbook-findings.ts";
import type {
  ClusterRunbookModel,
  RunbookGarbage,
  RunbookHop,
  RunbookImage,
} from "./runbook-model.ts";
import { runbookStep } from "./runbook-step.ts";
import { changeCommand } from "./step-command.ts";
import { clusterRunbookTemplate } from "./templates/compiled.ts";

/** How the runbook of a cluster is rendered. */
export interface ClusterRunbookOptions {
  /**
   * The objects of the cluster as they stand before the plan. Without them, what is created is named
   * as a file: see {@link renderPlanManifests}.
   */
  readonly objects?: PlanObjects;
  /** Templates that are used instead of the built-in ones of their names. */
  readonly overrides?: TemplateOverrides;
}

/**
 * What a person needs to carry out the plan of one cluster by hand, as Markdown.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` where a change cannot be made to the objects, and for
 * text that no shell or YAML reader carries
 * @example
 * ```ts
 * import { type ClusterPlan, renderClusterRunbook } from "@imagewright/core/plan";
 *
 * const plan: ClusterPlan = {
 *   formatVersion: 1,
 *   cluster: { name: "orders", namespace: "shop" },
 *   from: "1.34.1",
 *   hops: [],
 *   steps: [],
 *   images: [],
 *   garbage: [],
 *   hazards: [],
 *   blockers: [],
 *   applyable: true,
 * };
 * renderClusterRunbook(plan).text.split("\n");
 * // => ["## Cluster shop/orders", "", "It runs Kubernetes 1.34.1, and nothing is to be done.", ""]
 * ```
 */
export function renderClusterRunbook(
  plan: ClusterPlan,
  { objects, overrides }: ClusterRunbookOptions = {},
): Artifact {
  const text = renderTemplate(clusterRunbookTemplate, clusterModel(plan, objects), {
    overrides,
    limits: { output: 100_000_000, steps: 20_000_000 },
  });
  return {
    path: `${clusterFolder(plan.cluster)}/runbook.md`,
    mediaType: "text/markdown",
    text: `${text.trimEnd()}\n`,
  };
}

function clusterModel(plan: ClusterPlan, objects: PlanObjects | undefined): ClusterRunbookModel {
  const steps = planStages(plan, objects).flatMap((stage) => stage.steps);
  return {
    name: clusterLabel(plan.cluster),
    way: wayOf(plan),
    blockers: plan.blockers.map(runbookFinding),
    hazards: plan.hazards.map(runbookFinding),
    images: plan.images.map(runbookImage),
    hops: runbookHops(plan, steps),
    garbage: plan.garbage.map(runbookGarbage),
  };
}

function wayOf({ from, to, hops, steps, blockers }: ClusterPlan): string {
  const start = from === undefined ? "What it runs is not known" : `It runs Kubernetes ${from}`;
  if (blockers.length > 0) {
    return `${start}, and it cannot be upgraded yet.`;
  }
  if (steps.length === 0) {
    return `${start}, and nothing is to be done.`;
  }
  const versions = hops.map(({ version }) => version).join(", then ");
  const end = to === undefined || hops.at(-1)?.version === to ? "" : `, and ends at ${to}`;
  return `${start}, and goes to ${versions}${end}, in ${steps.length} steps.`;
}

/** Steps in their order, under the version they lead to. */
function runbookHops(plan: ClusterPlan, steps: readonly StagedStep[]): readonly RunbookHop[] {
  const numbers = new Map(steps.map(({ step, number }) => [step.id, number]));
  const sections: { readonly hop: number; readonly steps: StagedStep[] }[] = [];
  for (const staged of steps) {
    const last = sections.at(-1);
    if (last === undefined || last.hop !== staged.step.hop) {
      sections.push({ hop: staged.step.hop, steps: [staged] });
    } else {
      last.steps.push(staged);
    }
  }
  return sections.map((section, index) => ({
    ...hopText(plan, section.hop, index === 0),
    steps: section.steps.map((staged) => runbookStep(staged, plan, numbers)),
  }));
}

function hopText(
  { hops }: ClusterPlan,
  number: number,
  isFirst: boolean,
): { readonly title: string; readonly notes: readonly string[] } {
  const hop = hops.find((one) => one.number === number);
  if (hop === undefined) {
    return { title: isFirst ? "Before the upgrade" : "After the upgrade", notes: [] };
  }
  const { version, from, movesControlPlane, nodeGroups, waitsFor } = hop;
  const groups = [...(movesControlPlane ? ["the control plane"] : []), ...nodeGroups].join(", ");
  const start = from === undefined || from === version ? "" : ` from ${from}`;
  return {
    title: `Hop ${number}: to ${version}`,
    notes: [
      ...(groups === "" ? [] : [`To ${version}${start}: ${groups}.`]),
      ...(waitsFor === undefined
        ? []
        : [`Its steps are not planned yet: it waits for ${waitsFor}.`]),
    ],
  };
}

function runbookImage(image: RequiredImage): RunbookImage {
  const { hop, groups, kubernetesVersion, kinds, location, record, reference } = image;
  const { distribution, osRelease, architecture, userDataFormat } = image;
  const system = [distribution, osRelease].filter((part) => part !== undefined).join(" ");
  const traits = [system, architecture, userDataFormat, location].filter(
    (part) => part !== undefined && part !== "",
  );
  const chosen = [record, reference && formatImageReference(reference)].filter(
    (part) => part !== undefined,
  );
  return {
    hop,
    groups: groups.join(", "),
    version: kubernetesVersion,
    what: traits.length === 0 ? kinds.join(" or ") : traits.join(", "),
    choice: chosen.length === 0 ? "missing: build one" : chosen.join(", "),
  };
}

function runbookGarbage({ object, keep }: PlanGarbage): RunbookGarbage {
  const address = formatObjectAddress(object);
  if (keep !== undefined) {
    return { object: address, keep };
  }
  const { words } = changeCommand({ change: "delete", object });
  return { object: address, command: codeBlock("sh", emitCommand(words)) };
}
