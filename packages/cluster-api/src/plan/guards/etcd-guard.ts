import {
  compareKubernetesVersions,
  type ControlPlaneState,
  type Diagnostic,
  formatKubernetesVersion,
  type JsonObject,
  type KubernetesVersion,
  requireKubernetesVersion,
  textAt,
} from "@imagewright/core";
import { type GuardedHop, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { isDefined } from "../../json/read-field.ts";
import { kubeadmSpecPointer } from "../../reference/version-fields.ts";
import { imageTagVersion } from "../../webhook/image-tag-version.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { reaches } from "./hop-minors.ts";
import { type KubeadmView, kubeadmView } from "./kubeadm-view.ts";

/** The oldest etcd that a member of 3.6 may follow, and the first release of that line. */
const oldest = requireKubernetesVersion("3.5.26");
const next = requireKubernetesVersion("3.6.0");

/** Members of etcd that have to be newer before Kubernetes brings 3.6. */
export const etcdGuard: PlanGuard = ({ cluster, hops }) =>
  hops
    .filter((hop) => reaches(hop, "etcd-3-6"))
    .flatMap((hop) => {
      const view = kubeadmView(cluster, hop.before);
      return view === undefined ? [] : check(view, kubeadmView(cluster, hop.after), hop);
    });

function check(
  view: KubeadmView,
  after: KubeadmView | undefined,
  hop: GuardedHop,
): readonly Diagnostic[] {
  const { controlPlane, stored } = view;
  if (stored !== undefined && isExternal(stored.object)) {
    const message = `the etcd of ${controlPlane.name} is external, and Kubernetes ${hop.version} expects 3.6`;
    return [report("CAPI_PLAN_ETCD_EXTERNAL", controlPlane, message)];
  }
  const kept = tagOf(after);
  if (kept !== undefined && compareKubernetesVersions(kept, next, "without-prerelease") < 0) {
    // A tag of 3.5 keeps etcd where it is: that is a finding of its own, among the lint rules.
    return [];
  }
  const runs = tagOf(view) ?? recordedEtcd(controlPlane, hop);
  if (runs === undefined) {
    const message = `which etcd ${controlPlane.name} runs before ${hop.version} is not known`;
    return [report("CAPI_PLAN_ETCD_UNKNOWN", controlPlane, message)];
  }
  const text = formatKubernetesVersion(runs);
  return compareKubernetesVersions(runs, oldest, "without-prerelease") < 0
    ? [
        report(
          "CAPI_PLAN_ETCD_OLD",
          controlPlane,
          `${controlPlane.name} runs etcd ${text} before ${hop.version}`,
          text,
        ),
      ]
    : [];
}

function report(
  code: "CAPI_PLAN_ETCD_EXTERNAL" | "CAPI_PLAN_ETCD_OLD" | "CAPI_PLAN_ETCD_UNKNOWN",
  { components, place }: ControlPlaneState,
  message: string,
  found?: string,
): Diagnostic {
  const about = components.find(({ component }) => component === "etcd")?.place ?? place;
  return clusterApiPlanGuardDiagnostics.report(code, { message, found, ...placeFacts(about) });
}

function isExternal(object: JsonObject): boolean {
  const at = kubeadmSpecPointer(object);
  return at !== undefined && isDefined(object, `${at}/clusterConfiguration/etcd/external`);
}

/** What the tag says that overrides kubeadm's choice; undefined where there is none. */
function tagOf(view: KubeadmView | undefined): KubernetesVersion | undefined {
  const object = view?.stored?.object;
  const at = object && kubeadmSpecPointer(object);
  const tag =
    object === undefined || at === undefined
      ? undefined
      : textAt(object, `${at}/clusterConfiguration/etcd/local/imageTag`);
  return tag === undefined ? undefined : imageTagVersion(tag);
}

/** What the image there is now holds. */
function recordedEtcd(
  controlPlane: ControlPlaneState,
  { groups }: GuardedHop,
): KubernetesVersion | undefined {
  const components = groups.find(({ group }) => group === controlPlane)?.currentRecord?.components;
  const text =
    components !== undefined && Object.hasOwn(components, "etcd") ? components["etcd"] : undefined;
  return text === undefined ? undefined : imageTagVersion(text);
}
