import type { ClusterState, ControlPlaneState, Diagnostic } from "@imagewright/core";
import { type GuardedHop, nameList, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { bootTexts } from "../../lint/boot-texts.ts";
import { kubeadmSpecPointer } from "../../reference/version-fields.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { changesMinor, reaches } from "./hop-minors.ts";
import { kubeadmView } from "./kubeadm-view.ts";

/** Components of the control plane that do not follow its version, or come from elsewhere. */
export const componentGuard: PlanGuard = ({ cluster, hops }) => {
  const moving = hops.filter(({ movesControlPlane }) => movesControlPlane);
  const [first] = moving;
  const view = first && kubeadmView(cluster, first.before);
  return view === undefined
    ? []
    : [
        ...(moving.some(changesMinor) ? checkCoreDns(view.controlPlane) : []),
        ...checkRepositories(view.controlPlane, moving),
        ...checkProxy(cluster, moving),
      ];
};

/** The control plane keeps what runs, or the tag; that it keeps off is known to whoever said so. */
function checkCoreDns({
  components,
  controls,
  name,
  place,
}: ControlPlaneState): readonly Diagnostic[] {
  const tag = components.find(({ component, part }) => component === "coredns" && part === "tag");
  const isLeft = controls.some(
    (control) => control.effect === "skipAddOn" && control.place.pointer.endsWith("skip-coredns"),
  );
  const message =
    tag === undefined
      ? `${name} keeps the CoreDNS that runs`
      : `${name} keeps CoreDNS at ${tag.text}`;
  const facts = { message, ...placeFacts(tag?.place ?? place) };
  return isLeft ? [] : [clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_COREDNS", facts)];
}

function checkRepositories(
  { components }: ControlPlaneState,
  hops: readonly GuardedHop[],
): readonly Diagnostic[] {
  const versions = nameList(hops.map(({ version }) => version));
  return components
    .filter(({ part }) => part === "repository")
    .map(({ component, text, place }) =>
      clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_REPOSITORY", {
        message: `${text} has to hold the images of ${component} for ${versions}`,
        ...placeFacts(place),
        found: text,
      }),
    );
}

function checkProxy(cluster: ClusterState, hops: readonly GuardedHop[]): readonly Diagnostic[] {
  const hop = hops.find((one) => reaches(one, "ipvs-deprecated"));
  const view = hop && kubeadmView(cluster, hop.after);
  const at = view?.stored && kubeadmSpecPointer(view.stored.object);
  if (hop === undefined || view?.stored === undefined || at === undefined) {
    return [];
  }
  const { address, object, source } = view.stored;
  const stands = { object: address, ...(source !== undefined && { source }) };
  return bootTexts(object, at)
    .filter(({ text }) => /^\s*mode:\s*["']?ipvs\b/mu.test(text))
    .map(({ pointer }) =>
      clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_IPVS", {
        message: `kube-proxy of ${view.controlPlane.name} uses ipvs with ${hop.version}`,
        ...placeFacts({ ...stands, pointer }),
      }),
    );
}
