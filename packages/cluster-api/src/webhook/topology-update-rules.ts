import {
  compareKubernetesVersions,
  type Diagnostic,
  formatKubernetesVersion,
  type JsonObject,
  parseKubernetesVersion,
  textAt,
} from "@imagewright/core";

import { annotationOf } from "../json/read-field.ts";
import { skipsMinor } from "./version-checks.ts";
import { clusterApiWebhookDiagnostics } from "./webhook-diagnostics.ts";
import { invalid, notChecked } from "./webhook-findings.ts";

const at = "/spec/topology/version";
const unsafe = "unsafe.topology.cluster.x-k8s.io/disable-update-version-check";

/** How the version of a topology may change. */
export function checkTopologyUpdate(
  oldObject: JsonObject,
  object: JsonObject,
): readonly Diagnostic[] {
  const [before, after] = [textAt(oldObject, at) ?? "", textAt(object, at) ?? ""];
  if (annotationOf(object, unsafe) !== undefined) {
    const message = `Skipping version validation for Cluster because annotation "${unsafe}" is set.`;
    return [clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_WARNING", { message, pointer: at })];
  }
  const from = parseKubernetesVersion(before, "tolerant");
  const to = parseKubernetesVersion(after, "tolerant");
  if (from === undefined || to === undefined) {
    return from === undefined
      ? [
          invalid(
            at,
            before,
            "old version must be a valid semantic version",
            "CAPI_WEBHOOK_VERSION",
          ),
        ]
      : [];
  }
  const [fromText, toText] = [from, to].map((version) => formatKubernetesVersion(version));
  if (fromText === toText) {
    return [];
  }
  const steps = `from "${fromText}" to "${toText}"`;
  if (compareKubernetesVersions(to, from, "without-prerelease") < 0) {
    const message = `version cannot be decreased ${steps}`;
    return [invalid(at, after, message, "CAPI_WEBHOOK_VERSION_STEP")];
  }
  return [
    ...(skipsMinor(from, to) ? [tooFar(steps)] : []),
    ...checkOrder(compareKubernetesVersions(to, from, "with-build"), after, steps),
    ...checkHooks(object, after),
    notChecked(at, "whether all machines of the cluster are at the old version was not checked"),
  ];
}

/** A class with a list of versions, or an extension that plans, allows more than one minor. */
function tooFar(steps: string): Diagnostic {
  return clusterApiWebhookDiagnostics.report("CAPI_WEBHOOK_VERSION_CEILING", {
    message: `version cannot be increased ${steps}`,
    pointer: at,
  });
}

/** The webhook looks at the three numbers only; the upgrade plan then refuses what goes back. */
function checkOrder(
  order: -1 | 0 | 1 | "different",
  after: string,
  steps: string,
): readonly Diagnostic[] {
  return order === -1
    ? [
        invalid(
          at,
          after,
          `the upgrade plan refuses ${steps}: the version must be greater`,
          "CAPI_WEBHOOK_VERSION_STEP",
        ),
      ]
    : [];
}

function checkHooks(object: JsonObject, after: string): readonly Diagnostic[] {
  const pending = annotationOf(object, "runtime.cluster.x-k8s.io/pending-hooks") ?? "";
  return pending.split(",").includes("AfterClusterUpgrade")
    ? [
        invalid(
          at,
          after,
          'version cannot be changed when the "AfterClusterUpgrade" hook is still blocking',
          "CAPI_WEBHOOK_HOOK_PENDING",
        ),
      ]
    : [];
}
