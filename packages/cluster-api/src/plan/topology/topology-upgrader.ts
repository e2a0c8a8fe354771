import { hasErrors, textAt } from "@imagewright/core";
import {
  fieldChanges,
  type GroupUpgrade,
  objectText,
  type StepDraft,
  type StoredObject,
  type UpgradeContext,
  type Upgrader,
  type UpgradeSteps,
} from "@imagewright/core/plan";

import { withValueAt } from "../../json/write-field.ts";
import { type NextVersion, nextVersion } from "../next-version.ts";
import { refusal, rolloutCheck } from "../upgrade-owner.ts";
import { chains } from "./chains.ts";
import { checkIdle } from "./check-idle.ts";
import { type ImageSolution, solveImages } from "./solve-images.ts";
import { topologyImageNeed } from "./topology-image-need.ts";
import {
  isTopologyGroup,
  type MovedMachines,
  readScene,
  type TopologyScene,
} from "./topology-scene.ts";
import { checkTopologyVersion } from "./topology-version.ts";

/**
 * Clusters that a class describes: version and values of variables change in one patch. Cluster API
 * holds back what waits for the control plane, image and all, so that nothing rolls out twice.
 */
export const topologyUpgrader: Upgrader = {
  unit: "cluster",
  handles: isTopologyGroup,
  imageNeed: topologyImageNeed,
  chains,
  plan: planTopology,
};

function planTopology(groups: readonly GroupUpgrade[], context: UpgradeContext): UpgradeSteps {
  const { cluster: state, objects } = context;
  const scene = readScene(state, objects);
  const fact = state.topology?.version;
  if (!("machines" in scene) || fact === undefined) {
    return refusal("machines" in scene ? [] : scene);
  }
  const version = nextVersion(fact, scene.cluster, context.version);
  if (version.outcome === "refused") {
    return refusal([version.diagnostic]);
  }
  const current = textAt(scene.cluster.object, fact.place.pointer) ?? "";
  const to = version.outcome === "changed" ? version.text : current;
  const cluster = withValueAt(scene.cluster.object, fact.place.pointer, to);
  const solution = solveImages(movedMachines(groups, scene), {
    scene,
    next: { cluster, clusterClass: scene.clusterClass.object },
    versions: { from: current, to },
    context,
  });
  const diagnostics = [
    // What annotations say of the upgrade is the guards' to find.
    ...(version.outcome === "changed"
      ? [...checkTopologyVersion(scene, version.from, version.to), ...checkIdle(state, current)]
      : []),
    ...solution.diagnostics,
  ];
  const steps = draftsOf(groups, { scene, solution, version, context });
  return { steps: hasErrors(diagnostics) ? [] : steps, diagnostics };
}

function movedMachines(
  groups: readonly GroupUpgrade[],
  { machines }: TopologyScene,
): readonly MovedMachines[] {
  return groups.flatMap(({ group, image }) => {
    const found = machines.find((one) => one.group === group);
    const [use] = group.images;
    return found === undefined || use === undefined || image === undefined
      ? []
      : [{ machines: found, pointer: use.place.pointer, reference: image.reference }];
  });
}

interface Drafting {
  readonly scene: TopologyScene;
  readonly solution: ImageSolution;
  readonly version: NextVersion;
  readonly context: UpgradeContext;
}

function draftsOf(groups: readonly GroupUpgrade[], drafting: Drafting): readonly StepDraft[] {
  const { scene, solution, version, context } = drafting;
  const fields = fieldChanges(scene.cluster.object, solution.cluster);
  if (fields.length === 0) {
    return [];
  }
  const { address } = scene.cluster;
  const isMoved = version.outcome === "changed";
  const patch: StepDraft = {
    class: "change",
    action: "upgradeTopology",
    title: isMoved
      ? `Upgrade ${objectText(address)} to ${version.text}`
      : `Give ${objectText(address)} its next images`,
    reason: reasonOf(isMoved, fields.length),
    effects: [patchOf(scene.cluster, fields)],
    check: rolloutCheck(scene.cluster, context.version, commonImage(groups)),
    // The webhook takes no version back, not even a patch release.
    rollback: isMoved ? "impossible" : "revert",
  };
  return [...classDrafts(drafting), patch];
}

function classDrafts({ scene: { clusterClass }, solution }: Drafting): readonly StepDraft[] {
  const fields = fieldChanges(clusterClass.object, solution.clusterClass);
  return fields.length === 0
    ? []
    : [
        {
          class: "change",
          action: "changeClass",
          title: `Add ${solution.added.length > 1 ? "variables" : "variable"} ${solution.added.join(", ")} to ${objectText(clusterClass.address)}, which clusters share`,
          reason:
            "Its templates name the image for all clusters; those that give the variable no value stay as they are.",
          effects: [patchOf(clusterClass, fields)],
          rollback: "revert",
        },
      ];
}

function patchOf(
  { address, source }: StoredObject,
  fields: ReturnType<typeof fieldChanges>,
): StepDraft["effects"][number] {
  return { change: "patch", object: address, fields, ...(source !== undefined && { source }) };
}

/** The image of all groups; undefined where they have several, or find their own. */
function commonImage(groups: readonly GroupUpgrade[]): GroupUpgrade["image"] {
  const [first] = groups;
  return groups.every(({ image }) => image?.record.name === first?.image?.record.name)
    ? first?.image
    : undefined;
}

function reasonOf(isMoved: boolean, count: number): string {
  if (!isMoved) {
    return "Its class makes the image of its machines from variables.";
  }
  return count > 1
    ? "Version and variables change together, so that machines are replaced once."
    : "Its class gives every group the image of the version.";
}
