import type { ClusterState, ControlPlaneState, Diagnostic } from "@imagewright/core";
import { type GuardedHop, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { bootTexts } from "../../lint/boot-texts.ts";
import { kubeadmSpecPointer } from "../../reference/version-fields.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { reaches } from "./hop-minors.ts";
import { kubeadmView } from "./kubeadm-view.ts";
import { nameList } from "./name-list.ts";

/** Components of the control plane that do not follow its version, or come from elsewhere. */
export const componentGuard: PlanGuard = ({ cluster, hops }) => {
  const moving = hops.filter(({ movesControlPlane }) => movesControlPlane);
  const [first] = moving;
  const view = first && kubeadmView(cluster, first.before);
  return view === undefined
    ? []
    : [
        checkCoreDns(view.controlPlane),
        ...checkRepositories(view.controlPlane, moving),
        ...checkProxy(cluster, moving),
      ];
};

/** Without a tag, the control plane keeps what runs. */
function checkCoreDns({ components, controls, name, place }: ControlPlaneState): Diagnostic {
  const tag = components.find(({ component, part }) => component === "coredns" && part === "tag");
  const isLeft = controls.some(
    (control) => control.effect === "skipAddOn" && control.place.pointer.endsWith("skip-coredns"),
  );
  const message = isLeft
    ? `${name} leaves CoreDNS alone`
    : tag === undefined
      ? `${name} keeps the CoreDNS that runs`
      : `${name} keeps CoreDNS at ${tag.text}`;
  return clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_COREDNS", {
    message,
    ...placeFacts(tag?.place ?? place),
  });
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
  const at = view?.object && kubeadmSpecPointer(view.object);
  return hop === undefined || view?.object === undefined || at === undefined
    ? []
    : bootTexts(view.object, at)
        .filter(({ text }) => /^\s*mode:\s*["']?ipvs\b/mu.test(text))
        .map(({ pointer }) =>
          clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_IPVS", {
            message: `kube-proxy of ${view.controlPlane.name} uses ipvs with ${hop.version}`,
            pointer,
          }),
        );
}
