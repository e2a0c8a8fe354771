import { type JsonObject, manifestSet, objectKind } from "@imagewright/core";
import { describe, expect, test } from "vitest";

import { dockerClass, dockerCluster, machineTemplates } from "../__fixtures__/docker-class.ts";
import { clusterApiRules } from "./cluster-api-rules.ts";

/** What is found in manifests that lie together: code and pointer. */
function lint(objects: readonly JsonObject[]): readonly string[] {
  const manifests = manifestSet(objects);
  return objects.flatMap((object) => {
    const kind = objectKind(object) ?? { group: "", version: "", kind: "" };
    return clusterApiRules
      .filter((rule) => rule.group === kind.group && rule.kinds.includes(kind.kind))
      .flatMap((rule) => rule.check({ ...kind, object, manifests, targetVersions: {} }))
      .map(({ code, pointer }) => `${code} ${pointer}`);
  });
}

const infrastructure = "infrastructure.cluster.x-k8s.io";
const patched = {
  ...dockerClass("v1beta2"),
  spec: {
    ...Object(dockerClass("v1beta2")["spec"]),
    patches: [
      {
        name: "image",
        definitions: [
          {
            selector: {
              apiVersion: `${infrastructure}/v1beta2`,
              kind: "DockerMachineTemplate",
              matchResources: { controlPlane: true },
            },
            jsonPatches: [
              { op: "replace", path: "/spec/template/spec/customImage", value: "kindest/node" },
            ],
          },
        ],
      },
    ],
  },
};
const cluster = dockerCluster("v1beta2", "v1.34.1");
const failed = "CAPI_CLASS_PATCH_FAILS /spec/topology/controlPlane";

describe("the patches of a class are tried on", () => {
  test("its template, and not on one of that name in another namespace", () => {
    const elsewhere = machineTemplates().map((template) => ({
      ...template,
      metadata: { name: "control-plane", namespace: "other" },
    }));
    const own = machineTemplates(undefined, { customImage: "kindest/node:v1" });
    expect(lint([...elsewhere.slice(0, 1), ...own, patched, cluster])).not.toContain(failed);
    expect(lint([...machineTemplates(), patched, cluster])).toContain(failed);
  });

  test("its template, in whichever version that is written", () => {
    const old = machineTemplates().map((template) => ({
      ...template,
      apiVersion: `${infrastructure}/v1beta1`,
    }));
    expect(lint([...old, patched, cluster])).toContain(failed);
  });
});

test("an argument behind what is none is found at its own place", () => {
  const config = {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind: "KubeadmControlPlane",
    metadata: { name: "cp" },
    spec: {
      version: "v1.35.0",
      kubeadmConfigSpec: {
        joinConfiguration: {
          nodeRegistration: {
            kubeletExtraArgs: ["odd", { name: "pod-infra-container-image", value: "pause" }],
          },
        },
      },
    },
  };
  expect(lint([config])).toContain(
    "CAPI_KUBELET_FLAG /spec/kubeadmConfigSpec/joinConfiguration/nodeRegistration/kubeletExtraArgs/1",
  );
});

/** How often the metadata of a fleet are read: each namespace holds a cluster of the same names. */
function readsOf(count: number): number {
  let reads = 0;
  const objects = Array.from({ length: count }, (_, at) => {
    const namespace = `n-${at}`;
    const kubeadm = ["cp", "w"].map((name) => ({
      apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
      kind: "KubeadmConfigTemplate",
      metadata: { name },
      spec: { template: { spec: {} } },
    }));
    const deployment = {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "MachineDeployment",
      metadata: { name: "md" },
      spec: {
        clusterName: "prod",
        template: {
          spec: {
            version: "v1.34.1",
            bootstrap: {
              configRef: {
                apiGroup: "bootstrap.cluster.x-k8s.io",
                kind: "KubeadmConfigTemplate",
                name: "w",
              },
            },
            infrastructureRef: {
              apiGroup: infrastructure,
              kind: "DockerMachineTemplate",
              name: "workers",
            },
          },
        },
      },
    };
    return [...machineTemplates(), ...kubeadm, patched, cluster, deployment].map((object) =>
      counted(object, namespace, () => {
        reads += 1;
      }),
    );
  }).flat();
  lint(objects);
  return reads;
}

/** The object in a namespace; every look at its metadata is told. */
function counted(object: JsonObject, namespace: string, tell: () => void): JsonObject {
  const { metadata, ...others } = object;
  const own = { ...Object(metadata), namespace };
  return Object.defineProperty({ ...others }, "metadata", {
    enumerable: true,
    get(): JsonObject {
      tell();
      return own;
    },
  });
}

test("four times the clusters are four times the work", () => {
  expect(readsOf(80)).toBeLessThan(5 * readsOf(20));
});
