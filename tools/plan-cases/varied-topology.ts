import {
  patchOf,
  topologyCluster,
  type TopologyCluster,
  versionedPatch,
} from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";

/** Where the templates of classes on AWS name their image. */
export const amiPath = "/spec/template/spec/ami/id";

/** A topology whose image is a variable. */
export function varied(options: TopologyCluster = {}): string {
  const { version = "1.33.13" } = options;
  return topologyCluster({
    definitions: { ami: { type: "string" } },
    patches: [patchOf(amiPath, { valueFrom: { variable: "ami" } })],
    values: { ami: amiOf(version) },
    ...options,
  });
}

/** A topology whose class makes the image from the version, of CloudStack. */
export function versioned(options: TopologyCluster & { readonly version: string }): string {
  const name = "/spec/template/spec/template/name";
  const kind = "CloudStackMachineTemplate";
  return topologyCluster({
    kind,
    machine: {
      template: { name: `ubuntu-2404-kube-v${options.version}` },
      offering: { name: "large" },
    },
    patches: [
      versionedPatch(name, (builtin) => `ubuntu-2404-kube-{{ .builtin.${builtin}.version }}`, kind),
    ],
    ...options,
  });
}

/** Steps through versions, each with the value of the variable. */
export function variedSteps(versions: readonly string[]): readonly string[] {
  return versions.slice(1).map((to, index) => {
    const from = versions[index] ?? "";
    return `${index + 1} upgradeTopology Cluster prod /spec/topology/version: v${from} -> v${to}, /spec/topology/variables/0/value: ${amiOf(from)} -> ${amiOf(to)}`;
  });
}

/** The one step of a usual upgrade. */
export const usualSteps = variedSteps(["1.33.13", "1.34.11"]);
