import {
  type Diagnostic,
  eksReleaseOf,
  isJsonObject,
  listAt,
  ownValue,
  supportOn,
  textAt,
} from "@imagewright/core";
import {
  type GuardContext,
  objectText,
  type PlanGuard,
  type StoredObject,
} from "@imagewright/core/plan";

import { eksMinor } from "../../lookup/eks-parameter.ts";
import { fieldOf } from "../group-objects.ts";
import { capaPlanDiagnostics } from "../plan-diagnostics.ts";

/** Versions that EKS does not offer, or upgrades by itself; add-ons of a control plane. */
export const eksVersionGuard: PlanGuard = (context) => {
  const { cluster, hops } = context;
  const address = cluster.controlPlane?.place.object;
  const plane = address && hops[0]?.before.find(address);
  const moves = hops.filter(({ movesControlPlane }) => movesControlPlane);
  if (plane?.address.kind !== "AWSManagedControlPlane" || moves.length === 0) {
    return [];
  }
  const minors = [...new Set(moves.flatMap(({ version }) => eksMinor(version) ?? []))];
  return [
    ...minors.flatMap((minor, index) =>
      supportFindings(plane, minor, context, index === minors.length - 1),
    ),
    ...autoUpgrade(plane, eksMinor(moves[0]?.from ?? ""), context),
    ...addOns(plane),
  ];
};

/** The day a plan is made. */
function dayOf({ at }: GuardContext): string | undefined {
  return at?.slice(0, "2026-11-21".length);
}

function supportFindings(
  plane: StoredObject,
  minor: string,
  context: GuardContext,
  isLast: boolean,
): readonly Diagnostic[] {
  const day = dayOf(context);
  const release = eksReleaseOf(minor);
  const facts = { ...fieldOf(plane, "/spec/version"), found: minor };
  if (release === undefined) {
    const message = `nothing is known here of Kubernetes ${minor} on EKS`;
    return [capaPlanDiagnostics.report("EKS_PLAN_VERSION_UNKNOWN", { ...facts, message })];
  }
  const support = day === undefined ? "standard" : supportOn(minor, day).eks;
  if (support === "ended") {
    const message = `support of Kubernetes ${minor} on EKS ended on ${release.extendedEnd ?? release.standardEnd}`;
    return [capaPlanDiagnostics.report("EKS_PLAN_VERSION_ENDED", { ...facts, message })];
  }
  if (support === "unreleased") {
    const message = `EKS offers Kubernetes ${minor} from ${release.released} on`;
    return [capaPlanDiagnostics.report("EKS_PLAN_VERSION_UNRELEASED", { ...facts, message })];
  }
  // On the way nobody stays long enough to pay.
  if (support === "extended" && isLast) {
    const message = `standard support of Kubernetes ${minor} on EKS ended on ${release.standardEnd}`;
    return [capaPlanDiagnostics.report("EKS_PLAN_VERSION_EXTENDED", { ...facts, message })];
  }
  return [];
}

function autoUpgrade(
  plane: StoredObject,
  minor: string | undefined,
  context: GuardContext,
): readonly Diagnostic[] {
  const pointer = "/spec/upgradePolicy";
  const day = dayOf(context);
  const end = minor === undefined ? undefined : eksReleaseOf(minor)?.standardEnd;
  const isLeft = textAt(plane.object, pointer) === "standard";
  if (!isLeft || day === undefined || end === undefined || day <= end) {
    return [];
  }
  const message = `standard support of Kubernetes ${minor} ended on ${end}: EKS may have upgraded ${objectText(plane.address)} already`;
  const facts = { ...fieldOf(plane, pointer), message };
  return [capaPlanDiagnostics.report("EKS_PLAN_AUTO_UPGRADE", facts)];
}

function addOns(plane: StoredObject): readonly Diagnostic[] {
  const pointer = "/spec/addons";
  const names = (listAt(plane.object, pointer) ?? []).flatMap((addOn) => {
    const name = isJsonObject(addOn) ? ownValue(addOn, "name") : undefined;
    return typeof name === "string" ? [name] : [];
  });
  const message = `${objectText(plane.address)} has add-ons with versions of their own`;
  const facts = { ...fieldOf(plane, pointer), message, found: names.join(", ") };
  return names.length === 0 ? [] : [capaPlanDiagnostics.report("EKS_PLAN_ADDONS", facts)];
}
