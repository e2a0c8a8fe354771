import { type JsonObject, type JsonValue, valueAt } from "@imagewright/core";
import { expect, test } from "vitest";

import {
  awsImage,
  dockerClass,
  dockerCluster,
  dockerImage,
  machineTemplates,
} from "../__fixtures__/docker-class.ts";
import { withValueAt } from "../json/write-field.ts";
import { applyClassPatches } from "./apply-class-patches.ts";
import { applyJsonPatch } from "./apply-json-patch.ts";
import { classImageSources } from "./class-image-sources.ts";
import { withSchemaDefaults } from "./class-variables.ts";
import { evaluate } from "./evaluation.ts";
import { imagePatch } from "./image-patch.ts";
import { imageVariable, imageVariableValue } from "./image-variable.ts";
import { resolveClassImages } from "./resolve-class-images.ts";
import { topologyGroups } from "./topology-groups.ts";
import { variableValue } from "./variable-path.ts";
import { withImageVariable } from "./with-image-variable.ts";

const targets = [
  {
    place: dockerImage,
    controlPlane: true,
    machineDeploymentClasses: ["md"],
    machinePoolClasses: ["*"],
  },
];
const options = { name: "images", form: "byVersion", schema: dockerImage.schema, targets } as const;
const images = { "1.34.1": "node:1.34.1", "v1.35.0": "node:1.35.0" };

function extended(version: "v1beta1" | "v1beta2"): JsonObject {
  const made = withImageVariable(dockerClass(version), options);
  if (!made.ok) {
    throw new Error(JSON.stringify(made.diagnostics));
  }
  return made.value;
}

function resolved(
  kubernetes: string,
  variables: readonly JsonValue[],
  versionOf?: () => string,
): readonly string[] {
  const found = resolveClassImages({
    clusterClass: extended("v1beta2"),
    cluster: dockerCluster("v1beta2", kubernetes, variables),
    objects: machineTemplates(),
    places: [dockerImage],
    ...(versionOf !== undefined && { versionOf }),
  });
  return found.map(
    ({ group, image }) =>
      `${group.place} ${image.outcome === "value" ? JSON.stringify(image.value) : `${image.outcome}: ${image.reason}`}`,
  );
}

test.for(["v1beta1", "v1beta2"] as const)(
  "a class of %s gets variable and patch once",
  (version) => {
    const clusterClass = extended(version);
    const again = withImageVariable(clusterClass, options);
    expect(again.ok && again.value).toBe(clusterClass);
    const sources = classImageSources(clusterClass, [dockerImage]);
    expect(
      sources.map(({ template, variables, isVersionAware }) => [
        template.place,
        variables,
        isVersionAware,
      ]),
    ).toEqual([
      ["controlPlaneMachines", ["images"], true],
      ["machineDeployment", ["images"], true],
      ["machinePool", ["images"], true],
    ]);
  },
);

function all(text: string): readonly string[] {
  return ["controlPlane", "machineDeployment", "machinePool"].map((place) => `${place} ${text}`);
}

test("every group gets the image of the version it runs", () => {
  const value = imageVariableValue("images", { form: "byVersion", images }, (text) => text);
  const variables = value.ok ? [value.value] : [];
  expect(resolved("v1.34.1", variables)).toEqual(all('"node:1.34.1"'));
  expect(resolved("v1.34.1", variables, () => "v1.35.0")).toEqual(all('"node:1.35.0"'));
  expect(resolved("v1.36.0", variables)).toEqual(
    all("failed: variable images has no image for v1.36.0"),
  );
  expect(resolved("v1.34.1", [])).toEqual(all("failed: a function of the template expects a map"));
});

test("overrides of a group come before the variables of the cluster", () => {
  const cluster = withValueAt(
    dockerCluster("v1beta2", "v1.34.1", [{ name: "images", value: { "v1.34.1": "a" } }]),
    "/spec/topology/workers/machineDeployments/0/variables",
    { overrides: [{ name: "images", value: { "v1.34.1": "b" } }] },
  );
  const found = resolveClassImages({
    clusterClass: extended("v1beta2"),
    cluster,
    objects: machineTemplates(),
    places: [dockerImage],
  });
  expect(found.map(({ image }) => image)).toEqual([
    { outcome: "value", value: "a" },
    { outcome: "value", value: "b" },
    { outcome: "value", value: "a" },
  ]);
});

test("one image for all is a variable as it is", () => {
  const single = {
    name: "ami",
    form: "single",
    schema: awsImage.schema,
    targets: [{ place: awsImage, controlPlane: true }],
  } as const;
  const made = withImageVariable(dockerClass("v1beta2", awsImage), single);
  const value = imageVariableValue("ami", { form: "single", image: "ami-1" }, (id) => ({ id }));
  const found = resolveClassImages({
    clusterClass: made.ok ? made.value : {},
    cluster: dockerCluster("v1beta2", "v1.34.1", value.ok ? [value.value] : []),
    objects: machineTemplates(awsImage, { instanceType: "m5.large" }),
    places: [awsImage],
  });
  expect(found.map(({ image }) => image)).toEqual([
    { outcome: "value", value: { id: "ami-1" } },
    { outcome: "value", value: null },
    { outcome: "value", value: null },
  ]);
});

test("a template that is not there is not evaluated", () => {
  const found = resolveClassImages({
    clusterClass: extended("v1beta1"),
    cluster: dockerCluster("v1beta1", "v1.34.1"),
    objects: [],
    places: [dockerImage],
  });
  expect(found.map(({ image }) => image.outcome)).toEqual([
    "notEvaluated",
    "notEvaluated",
    "notEvaluated",
  ]);
});

test.for([
  [{ name: "1a" }, "CAPI_IMAGE_VARIABLE_NAME"],
  [{ name: "builtin" }, "CAPI_IMAGE_VARIABLE_NAME"],
  [
    { targets: [{ place: { ...dockerImage, path: "/metadata/name" }, controlPlane: true }] },
    "CAPI_IMAGE_PATH",
  ],
  [
    { targets: [{ place: { ...dockerImage, path: "/spec/disks/0" }, controlPlane: true }] },
    "CAPI_IMAGE_PATH",
  ],
  [{ targets: [{ place: dockerImage, machineDeploymentClasses: ["other"] }] }, "CAPI_IMAGE_TARGET"],
  [{ targets: [{ place: awsImage, controlPlane: true }] }, "CAPI_IMAGE_TARGET"],
] as const)("%j is refused with %s", ([change, code]) => {
  const { ok, diagnostics } = withImageVariable(dockerClass("v1beta2"), { ...options, ...change });
  expect([ok, diagnostics.map((found) => found.code)]).toEqual([false, [code]]);
});

test("a name the class uses for something else is refused", () => {
  const { diagnostics } = withImageVariable(extended("v1beta2"), { ...options, isRequired: false });
  expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "CAPI_IMAGE_VARIABLE_TAKEN /spec/variables/0",
  ]);
});

test("keys that are no versions, or the same one twice, are refused", () => {
  const odd = { latest: "a", "1.34.1": "b", "v1.34.1": "c" };
  const { ok, diagnostics } = imageVariableValue(
    "images",
    { form: "byVersion", images: odd },
    (text) => text,
  );
  expect([ok, diagnostics.map(({ found }) => found)]).toEqual([false, ['"latest"', '"v1.34.1"']]);
  expect(imageVariable({ ...options, name: "a-b" }).ok).toBe(false);
  expect(imagePatch({ name: "p", variable: "a.b", form: "single", targets: [] }).ok).toBe(false);
});

test.for<[string, string, JsonValue, JsonObject | string]>([
  ["add", "/spec/a", 1, { spec: { a: 1, l: ["x"] } }],
  ["add", "/spec/l/-", "y", { spec: { l: ["x", "y"] } }],
  ["add", "/spec/l/0", "y", { spec: { l: ["y", "x"] } }],
  ["add", "/spec/l", [], { spec: { l: [] } }],
  ["replace", "/spec/l", null, { spec: { l: null } }],
  ["remove", "/spec/l", null, { spec: {} }],
  ["replace", "/spec/a", 1, 'replace of /spec/a: there is no "a" where it is wanted'],
  ["remove", "/spec/a", 1, 'remove of /spec/a: there is no "a" where it is wanted'],
  ["add", "/spec/a/b", 1, 'add of /spec/a/b: there is no "a" where it is wanted'],
  ["add", "/spec/l/1", 1, 'add of /spec/l/1: there is no "1" where it is wanted'],
  ["replace", "/spec/l/0", 1, 'replace of /spec/l/0: there is no "0" where it is wanted'],
  ["add", "/spec/l/0/x", 1, 'add of /spec/l/0/x: there is no "x" where it is wanted'],
])("%s %s", ([op, path, value, expected]) => {
  const result = evaluate(() => applyJsonPatch({ spec: { l: ["x"] } }, { op, path, value }));
  expect(result).toEqual(
    typeof expected === "string"
      ? { outcome: "failed", reason: expected }
      : { outcome: "value", value: expected },
  );
});

test.for<[string, JsonValue | string]>([
  ["a", { b: [{ c: 1 }] }],
  ["a.b[0].c", 1],
  ["l[1]", 2],
])("the variable %s is found", ([path, value]) => {
  const data = { values: { a: { b: [{ c: 1 }] }, l: [1, 2] }, unknown: new Set<string>() };
  expect(evaluate(() => variableValue(path, data))).toEqual({ outcome: "value", value });
});

test.for<readonly [string, string]>([
  ["x", "failed"],
  ["a.x", "failed"],
  ["l[2]", "failed"],
  ["l[x]", "failed"],
  ["builtin.cluster.uid", "notEvaluated"],
])("the variable %s is not: %s", ([path, outcome]) => {
  const data = {
    values: { a: {}, l: [1], builtin: { cluster: {} } },
    unknown: new Set(["builtin.cluster.uid"]),
  };
  expect(evaluate(() => variableValue(path, data))).toMatchObject({ outcome });
});

test("defaults of a schema are filled in at every depth", () => {
  const schema = {
    type: "object",
    properties: {
      a: { default: 1 },
      b: { type: "object", default: {}, properties: { c: { default: "x" } } },
    },
    additionalProperties: { type: "object", properties: { d: { default: true } } },
  };
  expect(withSchemaDefaults({ a: 2, e: {} }, schema)).toEqual({
    a: 2,
    e: { d: true },
    b: { c: "x" },
  });
  expect(withSchemaDefaults(undefined, { type: "string" })).toBeUndefined();
  expect(withSchemaDefaults([{}], { items: { properties: { z: { default: 0 } } } })).toEqual([
    { z: 0 },
  ]);
});

function definition(path: string): JsonObject {
  const { apiVersion, kind } = dockerImage;
  return {
    selector: { apiVersion, kind, matchResources: { controlPlane: true } },
    jsonPatches: [{ op: "add", path, value: "x" }],
  };
}

test("patches of extensions are not evaluated, disabled ones are left out, identity stays", () => {
  const [template] = machineTemplates();
  const run = (patches: readonly JsonValue[]): unknown => {
    const cluster = dockerCluster("v1beta2", "v1.34.1");
    const [, group] = topologyGroups(cluster);
    const clusterClass = withValueAt(dockerClass("v1beta2"), "/spec/patches", patches);
    return group && template && applyClassPatches(template, { clusterClass, cluster, group });
  };
  expect(run([{ name: "e", external: { generatePatchesExtension: "x" } }])).toMatchObject({
    outcome: "notEvaluated",
  });
  expect(
    run([
      { name: "off", enabledIf: "{{ false }}", definitions: [definition("/spec/template/spec/a")] },
    ]),
  ).toEqual({
    outcome: "value",
    value: template,
  });
  const patched = run([
    {
      name: "on",
      enabledIf: '{{ eq .builtin.cluster.name "prod" }}',
      definitions: [
        definition("/metadata/name"),
        definition("/metadata/labels"),
        definition("/spec/template/spec/a"),
      ],
    },
  ]);
  expect(patched).toEqual({
    outcome: "value",
    value: {
      ...template,
      metadata: { name: "control-plane", namespace: "default", labels: "x" },
      spec: { template: { spec: { a: "x" } } },
    },
  });
  expect(valueAt(template ?? {}, "/spec/template/spec")).toEqual({});
});
