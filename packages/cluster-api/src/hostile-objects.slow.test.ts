import { type JsonObject, type JsonValue, manifestSet, objectKind } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  dockerClass,
  dockerCluster,
  dockerImage,
  machineTemplates,
} from "./__fixtures__/docker-class.ts";
import { withImageVariable } from "./cluster-class/with-image-variable.ts";
import { clusterApiRules } from "./lint/cluster-api-rules.ts";
import { objectReferences, writeObjectReference } from "./reference/object-references.ts";
import { clusterApiWebhooks } from "./webhook/cluster-api-webhooks.ts";

const reference = {
  apiGroup: "infrastructure.cluster.x-k8s.io",
  kind: "DockerMachineTemplate",
  name: "a",
};
const meta = { name: "a", namespace: "default", labels: {}, annotations: {} };

function goodObjects(version: "v1beta1" | "v1beta2"): readonly JsonObject[] {
  const machine = {
    clusterName: "prod",
    version: "v1.34.1",
    bootstrap: { configRef: reference },
    infrastructureRef: reference,
  };
  const kubeadmConfigSpec = {
    files: [{ path: "/a", content: "kubeadm.k8s.io/v1beta3" }],
    clusterConfiguration: {
      etcd: { local: { imageTag: "3.5.24-0" } },
      dns: { imageTag: "v1.12.0" },
      apiServer: { extraArgs: [] },
    },
    joinConfiguration: {
      nodeRegistration: { kubeletExtraArgs: [{ name: "cloud-provider", value: "aws" }] },
    },
    preKubeadmCommands: ["x"],
  };
  const core = { apiVersion: `cluster.x-k8s.io/${version}`, metadata: meta };
  const made = withImageVariable(dockerClass(version), {
    name: "images",
    form: "byVersion",
    schema: { type: "string" },
    targets: [{ place: dockerImage, controlPlane: true, machineDeploymentClasses: ["md"] }],
  });
  return [
    ...["MachineDeployment", "MachineSet", "MachinePool"].map((kind) => ({
      ...core,
      kind,
      spec: {
        clusterName: "prod",
        selector: { matchLabels: {} },
        template: { metadata: {}, spec: machine },
      },
    })),
    { ...core, kind: "Machine", spec: machine },
    {
      ...core,
      kind: "MachineHealthCheck",
      spec: { clusterName: "prod", selector: { matchExpressions: [] } },
    },
    { ...core, kind: "MachineDrainRule", spec: { drain: { behavior: "Skip" }, machines: [{}] } },
    {
      apiVersion: `controlplane.cluster.x-k8s.io/${version}`,
      kind: "KubeadmControlPlane",
      metadata: meta,
      spec: {
        replicas: 3,
        version: "v1.34.1",
        machineTemplate: { infrastructureRef: reference, spec: { infrastructureRef: reference } },
        kubeadmConfigSpec,
      },
    },
    {
      apiVersion: `bootstrap.cluster.x-k8s.io/${version}`,
      kind: "KubeadmConfigTemplate",
      metadata: meta,
      spec: { template: { spec: kubeadmConfigSpec } },
    },
    ...(made.ok ? [made.value] : []),
    dockerCluster(version, "v1.34.1", [{ name: "images", value: { "v1.34.1": "a" } }]),
    ...machineTemplates(),
  ];
}

/** Every pointer of a value, as a list of keys. */
function pathsOf(value: JsonValue): readonly (readonly string[])[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [
        [key],
        ...pathsOf(child).map((path) => [key, ...path]),
      ])
    : [];
}

function replaced(value: JsonValue, [first, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (first === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item, index) =>
      String(index) === first ? replaced(item, rest, by) : item,
    );
  }
  const object = value as JsonObject;
  return { ...object, [first]: replaced(object[first] ?? null, rest, by) };
}

const odd = fc.oneof(
  fc.jsonValue().map((value) => value as JsonValue),
  fc.constantFrom<JsonValue>(
    null,
    "",
    [],
    {},
    -1,
    "v1.34.1",
    ["a"],
    [[]],
    [null],
    { a: null },
    "{{",
    "{{ .x }}",
    "*",
    "__proto__",
  ),
);

test("no object makes a webhook or a rule break", () => {
  const all = (["v1beta1", "v1beta2"] as const).map((version) => {
    const objects = goodObjects(version);
    return objects.map((object) => ({ objects, object, paths: pathsOf(object) }));
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...all.flat()),
      fc.nat(),
      odd,
      ({ objects, object, paths }, pick, by) => {
        const path = paths[pick % paths.length] ?? [];
        const hostile = replaced(object, path, by) as JsonObject;
        const manifests = manifestSet(objects.map((other) => (other === object ? hostile : other)));
        const kind = objectKind(hostile);
        const about = { targetVersions: {}, oldObject: object };
        for (const webhook of clusterApiWebhooks.filter(({ kinds }) =>
          kinds.includes(kind?.kind ?? ""),
        )) {
          const stored = webhook.mutate?.({ object: hostile, ...about }) ?? hostile;
          expect(Array.isArray(webhook.validate?.({ object: stored, ...about }))).toBe(true);
        }
        for (const other of manifests.objects) {
          const its = objectKind(other);
          const rules = clusterApiRules.filter(
            ({ group, kinds }) => group === its?.group && kinds.includes(its.kind),
          );
          const found =
            its === undefined
              ? []
              : rules.flatMap((rule) =>
                  rule.check({ ...its, object: other, manifests, targetVersions: {} }),
                );
          expect(Array.isArray(found)).toBe(true);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("writing what was read changes nothing, whatever else stands in the object", () => {
  const all = (["v1beta1", "v1beta2"] as const)
    .flatMap(goodObjects)
    .map((object) => ({ object, paths: pathsOf(object) }));
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(), odd, ({ object, paths }, pick, by) => {
      const hostile = replaced(object, paths[pick % paths.length] ?? [], by) as JsonObject;
      for (const { pointer, reference: found, form } of objectReferences(hostile)) {
        const isWellFormed = form !== "object" || found?.version !== undefined;
        const written =
          found === undefined || !isWellFormed
            ? undefined
            : writeObjectReference(hostile, { pointer, reference: found });
        expect(written?.ok === true ? written.value : hostile).toEqual(hostile);
      }
    }),
    { numRuns: 10_000 },
  );
});
