import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { formatDiagnostic, type JsonObject, type JsonValue, valueAt } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
import {
  args,
  bootstrap,
  classOf,
  controlPlane,
  infrastructure,
  kubeadm,
  patchCases,
} from "./__fixtures__/patch-cases.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

const harmless: JsonValue = { op: "add", path: `${kubeadm}/format`, value: "ignition" };

describe("patches of Cluster API's own templates", () => {
  test.for(patchCases)("$name", ({ patch, result, codes = [] }) => {
    const converted = convertToV1Beta2(classOf([patch, harmless]));
    expect(converted.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(converted.ok).toBe(result !== undefined);
    const at = "/spec/patches/0/definitions/0";
    expect(converted.ok && valueAt(converted.value.object, `${at}/jsonPatches`)).toEqual(
      result === undefined ? false : [...result, harmless],
    );
    for (const { pointer } of converted.diagnostics) {
      expect(pointer).toMatch(/^\/spec\/patches\/0\/definitions\/0\/jsonPatches\/0/u);
    }
  });

  test("are admitted once they are converted, by definition and webhook", (context) => {
    const source = folderSource(requireUpstream(context, "crds"));
    const errorsOf = (object: JsonObject): readonly string[] =>
      judgeCreation(object, source, { webhooks: clusterApiWebhooks })
        .diagnostics.filter(({ severity }) => severity === "error")
        .map(formatDiagnostic);
    const admitted = patchCases.filter(
      ({ patch, result = [] }) => result.length > 0 && errorsOf(classOf([patch])).length === 0,
    );
    for (const { patch, name } of admitted) {
      const converted = convertToV1Beta2(classOf([patch]));
      expect([name, converted.ok && errorsOf(converted.value.object)]).toEqual([name, []]);
    }
    expect(admitted.length).toBe(21);
  });
});

test.for<readonly [string, JsonObject, JsonObject]>([
  [
    "nothing is carried as nothing to the new place",
    { op: "add", path: `${kubeadm}/initConfiguration/bootstrapTokens/0/ttl`, value: null },
    { op: "add", path: `${kubeadm}/initConfiguration/bootstrapTokens/0/ttlSeconds`, value: null },
  ],
  [
    "nothing for a map stays nothing",
    { op: "replace", path: kubeadm, value: null },
    { op: "replace", path: kubeadm, value: null },
  ],
  [
    "a path that leads to no field is left to those who refuse it",
    { op: "add", path: "", value: { rolloutAfter: "2026-01-01T00:00:00Z" } },
    { op: "add", path: "", value: { rolloutAfter: "2026-01-01T00:00:00Z" } },
  ],
])("%s", ([, patch, result]) => {
  const converted = convertToV1Beta2(classOf([patch]));
  const object = converted.ok ? converted.value.object : {};
  expect(valueAt(object, "/spec/patches/0/definitions/0/jsonPatches")).toEqual([result]);
});

test("references and selectors of Cluster API's own templates go to v1beta2, others stay", () => {
  const converted = convertToV1Beta2(classOf([harmless], "KubeadmConfigTemplate"));
  const object = converted.ok ? converted.value.object : {};
  expect(
    [
      "/spec/controlPlane/templateRef/apiVersion",
      "/spec/infrastructure/templateRef/apiVersion",
      "/spec/workers/machineDeployments/0/bootstrap/templateRef/apiVersion",
      "/spec/workers/machineDeployments/0/infrastructure/templateRef/apiVersion",
      "/spec/patches/0/definitions/0/selector/apiVersion",
    ].map((pointer) => valueAt(object, pointer)),
  ).toEqual([
    `${controlPlane}/v1beta2`,
    infrastructure,
    `${bootstrap}/v1beta2`,
    infrastructure,
    `${bootstrap}/v1beta2`,
  ]);
});

test("patches of other providers' templates stay to the letter", () => {
  const given = classOf([{ op: "add", path: args, value: { v: "4" } }]);
  const foreign = JSON.parse(
    JSON.stringify(given).replaceAll(`${controlPlane}/v1beta1`, infrastructure),
  ) as JsonObject;
  const converted = convertToV1Beta2(foreign);
  expect(converted.ok && valueAt(converted.value.object, "/spec/patches")).toEqual(
    valueAt(foreign, "/spec/patches"),
  );
});

test("templates of a class can be kept in v1beta1, with their patches", () => {
  const given = classOf([{ op: "remove", path: `${args}/v` }]);
  const converted = convertToV1Beta2(given, { classTemplates: "keep" });
  expect(converted.diagnostics).toEqual([]);
  const object = converted.ok ? converted.value.object : {};
  expect(valueAt(object, "/apiVersion")).toBe("cluster.x-k8s.io/v1beta2");
  expect(valueAt(object, "/spec/controlPlane/templateRef/apiVersion")).toBe(
    `${controlPlane}/v1beta1`,
  );
  expect(valueAt(object, "/spec/patches")).toEqual(valueAt(given, "/spec/patches"));
});

test("a definition and a patch of which nothing is left go as well", () => {
  const gone = { op: "add", path: `${kubeadm}/useExperimentalRetryJoin`, value: true };
  const converted = convertToV1Beta2(classOf([gone]));
  expect(converted.ok && valueAt(converted.value.object, "/spec/patches")).toBe(undefined);
});

test("an extension is said to receive v1beta2 from now on", () => {
  const given = classOf([]);
  const external = { name: "e", external: { generateExtension: "gen.ext" } };
  const object = { ...given, spec: { ...(given["spec"] as JsonObject), patches: [external] } };
  const codes = (options = {}): readonly string[] =>
    convertToV1Beta2(object, options).diagnostics.map(({ code }) => code);
  expect(codes()).toEqual(["CAPI_CONVERT_EXTENSION"]);
  expect(codes({ classTemplates: "keep" })).toEqual([]);
});

test("builtin variables with a deprecated name are named, and stay", () => {
  const path = `${kubeadm}/files/-`;
  const patches = [
    { op: "add", path, valueFrom: { variable: "builtin.cluster.topology.class" } },
    { op: "add", path, valueFrom: { template: "{{ .builtin.cluster.topology.classNamespace }}" } },
    { op: "add", path, valueFrom: { variable: "builtin.cluster.topology.classRef.name" } },
    { op: "add", path, valueFrom: { variable: "builtin.cluster.topology.version" } },
  ];
  const converted = convertToV1Beta2(classOf(patches));
  expect(converted.diagnostics.map(({ message }) => message)).toEqual([
    "builtin.cluster.topology.class is called builtin.cluster.topology.classRef.name now",
    "builtin.cluster.topology.classNamespace is called builtin.cluster.topology.classRef.namespace now",
  ]);
  expect(
    converted.ok && valueAt(converted.value.object, "/spec/patches/0/definitions/0/jsonPatches"),
  ).toEqual(patches);
});
