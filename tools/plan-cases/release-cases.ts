import { plainCluster } from "./plain-cluster.ts";
import { lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogOf } from "./usual-catalog.ts";

const rule = "cluster-api §14 minor releases";
const support = "cluster-api §1 supported Kubernetes";
const all = ["PLAN_RELEASE_ENDED", "PLAN_RELEASE_ENDING", "PLAN_RELEASE_UNKNOWN"];

/** One hop of a cluster without nodes. */
function hop(from: string, to: string): Pick<PlanCase, "catalog" | "goal" | "manifests" | "steps"> {
  return {
    manifests: plainCluster({ version: from, nodes: [] }),
    catalog: catalogOf([from, to]),
    goal: { kubernetesVersion: to },
    steps: lockstep([from, to], { nodes: [] }),
  };
}

/** Whether versions still get fixes, and whether Cluster API supports them. */
export const releaseCases: readonly PlanCase[] = [
  {
    rule,
    name: "a goal that is supported on the day is nothing to speak of",
    ...hop("1.35.8", "1.36.4"),
    without: all,
  },
  {
    rule,
    name: "a goal past its end of life",
    ...hop("1.33.13", "1.34.11"),
    hazards: ["PLAN_RELEASE_ENDED Kubernetes 1.34 has reached its end of life on 2026-10-27"],
  },
  {
    rule,
    name: "the same goal in the time of maintenance",
    ...hop("1.33.13", "1.34.11"),
    at: "2026-09-30T12:00:00Z",
    hazards: ["PLAN_RELEASE_ENDING Kubernetes 1.34 gets critical fixes only, until 2026-10-27"],
    without: ["PLAN_RELEASE_ENDED"],
  },
  {
    rule,
    name: "the same goal before that",
    ...hop("1.33.13", "1.34.11"),
    at: "2026-08-26T12:00:00Z",
    without: all,
  },
  {
    rule,
    name: "the last day of life is a day of life",
    ...hop("1.33.13", "1.34.11"),
    at: "2026-10-27T23:00:00Z",
    without: ["PLAN_RELEASE_ENDED"],
  },
  {
    rule,
    name: "a minor above the data is unknown, not invalid",
    ...hop("1.36.4", "1.37.1"),
    hazards: ["PLAN_RELEASE_UNKNOWN Kubernetes 1.37 is not known to the data of 2026-08-22"],
  },
  {
    rule,
    name: "only the end counts: minors on the way may have ended",
    manifests: plainCluster({ version: "1.33.13", nodes: [] }),
    goal: { kubernetesVersion: "1.36.4" },
    steps: lockstep(["1.33.13", "1.34.11", "1.35.8", "1.36.4"], { nodes: [] }),
    without: all,
  },
  {
    rule,
    name: "a minor on the way without any image lacks its last known patch",
    manifests: plainCluster({ version: "1.33.13", nodes: [] }),
    catalog: catalogOf(["1.33.13", "1.35.8"]),
    goal: { kubernetesVersion: "1.35.8" },
    blockers: [
      "PLAN_IMAGE_MISSING there is no image of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as ami, in eu-west-1, which prod needs",
    ],
  },
  {
    rule: support,
    name: "1.36 needs Cluster API 1.12.8 or newer",
    ...hop("1.35.8", "1.36.4"),
    targetVersions: { capi: "1.12.7" },
    hazards: ["CAPI_PLAN_UNSUPPORTED Cluster API 1.12.7 does not support Kubernetes 1.36"],
  },
  {
    rule: support,
    name: "with 1.12.8 it is supported",
    ...hop("1.35.8", "1.36.4"),
    targetVersions: { capi: "1.12.8" },
    without: ["CAPI_PLAN_SUPPORT_UNKNOWN", "CAPI_PLAN_UNSUPPORTED"],
  },
  {
    rule: support,
    name: "1.35 needs Cluster API 1.12.1 or newer",
    ...hop("1.34.11", "1.35.8"),
    targetVersions: { capi: "1.12.0" },
    hazards: ["CAPI_PLAN_UNSUPPORTED Cluster API 1.12.0 does not support Kubernetes 1.35"],
  },
  {
    rule: support,
    name: "Cluster API 1.14 supports workload clusters from 1.31 on",
    ...hop("1.29.15", "1.30.14"),
    targetVersions: { capi: "1.14.0" },
    hazards: ["CAPI_PLAN_UNSUPPORTED Cluster API 1.14.0 does not support Kubernetes 1.30"],
  },
  {
    rule: support,
    name: "a minor above the data may be supported",
    ...hop("1.36.4", "1.37.1"),
    targetVersions: { capi: "1.14.0" },
    hazards: [
      "CAPI_PLAN_SUPPORT_UNKNOWN Cluster API 1.14.0 may or may not support Kubernetes 1.37",
    ],
  },
];
