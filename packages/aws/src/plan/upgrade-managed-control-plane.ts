import { replaceAt, textAt } from "@imagewright/core";
import { objectText, type Upgrader, type UpgradeSteps } from "@imagewright/core/plan";

import { controlPlaneGroup } from "../image-places.ts";
import { eksMinor } from "../lookup/eks-parameter.ts";
import { fieldOf, patchesOf } from "./group-objects.ts";
import { checkOf } from "./group-steps.ts";
import { capaPlanDiagnostics } from "./plan-diagnostics.ts";
import { ofTopology, withoutVersion } from "./plan-group.ts";
import { minorsBetween, versionLike } from "./version-form.ts";

const pointer = "/spec/version";

/**
 * A control plane of EKS: its version alone, one minor at a time. CAPA would walk through several
 * minors without waiting for the nodes.
 */
export const managedControlPlaneUpgrader: Upgrader = {
  handles: ({ place }) =>
    place.object.kind === "AWSManagedControlPlane" && place.object.group === controlPlaneGroup,
  unit: "group",
  imageNeed: () => ({ by: "version" }),
  isLockstep: true,
  plan([upgrade], { objects, version }): UpgradeSteps {
    const stored = upgrade && objects.find(upgrade.group.place.object);
    const before = stored && textAt(stored.object, pointer);
    if (upgrade === undefined) {
      return { steps: [], diagnostics: [] };
    }
    if (stored === undefined || before === undefined) {
      // Nodes would overtake a control plane that is left where it is.
      return { steps: [], diagnostics: [withoutVersion(upgrade.group)] };
    }
    const minor = eksMinor(version) ?? version;
    const distance = minorsBetween(before, version) ?? 0;
    const running = textAt(stored.object, "/status/version");
    const facts = { ...fieldOf(stored, pointer), found: before, expected: minor };
    const refuse = (
      code: "EKS_PLAN_AHEAD" | "EKS_PLAN_DOWNGRADE" | "EKS_PLAN_MINOR_SKIPPED",
      message: string,
    ): UpgradeSteps => ({
      steps: [],
      diagnostics: [capaPlanDiagnostics.report(code, { message, ...facts })],
    });
    const name = objectText(stored.address);
    if (distance < 0) {
      return refuse("EKS_PLAN_DOWNGRADE", `${name} asks for a newer version than ${minor}`);
    }
    if (distance > 1) {
      return refuse("EKS_PLAN_MINOR_SKIPPED", `${name} is ${distance} minor versions behind`);
    }
    if (running !== undefined && (minorsBetween(version, running) ?? 0) > 0) {
      return refuse("EKS_PLAN_AHEAD", `EKS runs ${running} for ${name}`);
    }
    // Another patch of the same minor is nothing to EKS.
    const after = distance === 0 ? before : versionLike(before, version);
    const effects = patchesOf(stored, replaceAt(stored.object, pointer, after) ?? stored.object);
    return ofTopology(upgrade.group, {
      steps:
        effects.length === 0
          ? []
          : [
              {
                class: "change",
                action: "upgradeControlPlane",
                title: `Upgrade ${name} to ${after}`,
                reason: "EKS raises a control plane by one minor version, and nodes follow it.",
                effects,
                check: checkOf(stored.address, minor),
                rollback: "impossible",
              },
            ],
      diagnostics: [],
    });
  },
};
