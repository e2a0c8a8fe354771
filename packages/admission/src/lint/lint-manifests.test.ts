import type { JsonObject, ManifestRule, SourceDocument, Webhook } from "@imagewright/core";
import { defineDiagnostics, ImagewrightError, isJsonObject, ownValue } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { expect, test } from "vitest";

import { widgetSource } from "../__fixtures__/widget.ts";
import type { CustomResourceSource } from "../crd/custom-resource-source.ts";
import { lintManifests, type LintOptions, type LintReport } from "./lint-manifests.ts";

const ours = defineDiagnostics({
  OURS_HAZARD: { severity: "warning", cause: "A test says so.", remedy: "Do not test." },
  OURS_FAULT: { severity: "error", cause: "A test says so.", remedy: "Do not test." },
});

const source = widgetSource({
  type: "object",
  properties: { size: { type: "integer", maximum: 9 }, ref: { type: "string" } },
});

function read(text: string, file = "a.yaml"): readonly SourceDocument[] {
  const documents = readYaml(text, { file });
  if (!documents.ok) {
    throw new Error(documents.diagnostics.map(({ message }) => message).join("\n"));
  }
  return documents.value;
}

function lint(text: string, options: Partial<LintOptions> = {}): LintReport {
  const documents = read(text);
  return lintManifests({
    documents,
    source,
    webhooks: [],
    rules: [],
    targetVersions: {},
    ...options,
  });
}

function places({ diagnostics }: LintReport): readonly string[] {
  return diagnostics.map(({ code, source: at, pointer }) =>
    [at === undefined ? "-" : `${at.file}:${at.line}:${at.column}`, code, pointer].join(" ").trim(),
  );
}

const widget = `apiVersion: example.com/v1
kind: Widget
metadata:
  name: w
spec:
  size: 1
`;

test.for<[string, string, readonly string[], readonly string[]]>([
  ["a good object", widget, ["admitted"], []],
  [
    "a value that is wrong, by its value",
    widget.replace("size: 1", "size: 12"),
    ["refused"],
    ["a.yaml:6:9 ADMISSION_VALUE /spec/size"],
  ],
  [
    "a field that is unknown, by its key",
    `${widget}  sise: 1\n`,
    ["refused"],
    ["a.yaml:7:3 ADMISSION_UNKNOWN_FIELD /spec/sise"],
  ],
  [
    "an object in a list",
    `apiVersion: v1\nkind: List\nitems:\n  - ${widget.trimEnd().replaceAll("\n", "\n    ").replace("size: 1", "size: 12")}\n`,
    ["refused"],
    ["a.yaml:9:13 ADMISSION_VALUE /items/0/spec/size"],
  ],
  [
    "a document that is no object",
    `a: 1\n---\n${widget}`,
    ["admitted"],
    ["a.yaml:1:1 LINT_OTHER_DOCUMENT"],
  ],
  [
    "a document that lacks its apiVersion",
    `kind: Widget\n---\n${widget}`,
    ["admitted"],
    ["a.yaml:1:1 LINT_NO_OBJECT"],
  ],
  [
    "a document whose fields are misspelt",
    `Metadata: {}\n---\n${widget}`,
    ["admitted"],
    ["a.yaml:1:1 LINT_NO_OBJECT"],
  ],
  [
    "a document that is no map",
    `- 1\n---\n${widget}`,
    ["admitted"],
    ["a.yaml:1:1 LINT_OTHER_DOCUMENT"],
  ],
  [
    "the same object twice",
    `${widget}---\n${widget}`,
    ["admitted", "admitted"],
    ["a.yaml:11:9 LINT_DUPLICATE_OBJECT /metadata/name"],
  ],
  [
    "the same name in two namespaces",
    `${widget}---\n${widget.replace("  name: w", "  name: w\n  namespace: b")}`,
    ["admitted", "admitted"],
    [],
  ],
  [
    "a kind of Kubernetes",
    widget.replace("example.com/v1", "v1").replace("Widget", "Secret"),
    ["noDefinition"],
    ["a.yaml:2:7 LINT_NO_DEFINITION /kind"],
  ],
])("%s", ([, text, verdicts, expected]) => {
  const report = lint(text);
  expect(report.objects.map(({ verdict }) => verdict)).toEqual(verdicts);
  expect(places(report)).toEqual(expected);
});

test("without definitions that is said once, and rules are asked all the same", () => {
  const hazard: ManifestRule = {
    group: "example.com",
    kinds: ["Widget"],
    check: () => [ours.report("OURS_HAZARD", { message: "beware", pointer: "/spec/size" })],
  };
  const documents = read(`${widget}---\n${widget.replace("name: w", "name: v")}`);
  const report = lintManifests({ documents, webhooks: [], rules: [hazard], targetVersions: {} });
  expect(report.objects.map(({ verdict }) => verdict)).toEqual(["notJudged", "notJudged"]);
  expect(places(report)).toEqual([
    "- LINT_SCHEMA_NOT_CHECKED",
    "a.yaml:6:9 OURS_HAZARD /spec/size",
    "a.yaml:13:9 OURS_HAZARD /spec/size",
  ]);
});

test("rules see the whole set, of every file and list", () => {
  const dangling: ManifestRule = {
    group: "example.com",
    kinds: ["Widget"],
    check({ object, manifests, targetVersions, version }) {
      const spec = object["spec"];
      const ref = isJsonObject(spec) ? ownValue(spec, "ref") : undefined;
      const isFound = typeof ref !== "string" || manifests.find("", "Secret", ref) !== undefined;
      const message = `${version} ${targetVersions["widget"]}: no secret`;
      return isFound ? [] : [ours.report("OURS_HAZARD", { message, pointer: "/spec/ref" })];
    },
  };
  const secret =
    "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: b }\n";
  const documents = [
    ...read(`${widget}  ref: b\n`),
    ...read(secret, "secret.yaml"),
    ...read(`${widget.replace("name: w", "name: v")}  ref: c\n`, "c.yaml"),
  ];
  const report = lintManifests({
    documents,
    source,
    webhooks: [],
    rules: [dangling, { ...dangling, kinds: ["Secret"], group: "", check: () => [] }],
    targetVersions: { widget: "1.2.0" },
  });
  expect(places(report)).toEqual(["c.yaml:7:8 OURS_HAZARD /spec/ref"]);
  expect(report.diagnostics[0]?.message).toBe("v1 1.2.0: no secret");
  expect(report.objects.map(({ verdict }) => verdict)).toEqual([
    "admitted",
    "noDefinition",
    "admitted",
  ]);
});

test("webhooks are asked, and the same finding of two of them is said once", () => {
  const hook: Webhook = {
    group: "example.com",
    kinds: ["Widget"],
    versions: ["v1"],
    validate: () => [ours.report("OURS_HAZARD", { message: "no", pointer: "/spec" })],
  };
  expect(places(lint(widget, { webhooks: [hook, hook] }))).toEqual([
    "a.yaml:6:3 OURS_HAZARD /spec",
  ]);
});

function fail(): never {
  throw new TypeError("no such field");
}

const talkative: ManifestRule = {
  group: "example.com",
  kinds: ["Widget"],
  check: () => [
    ours.report("OURS_FAULT", { message: "too large", pointer: "/spec/size" }),
    ours.report("OURS_HAZARD", { message: "large", pointer: "/spec/size" }),
    ours.report("OURS_FAULT", { message: "unknown before 2.0", pointer: "/spec/sise" }),
    ours.report("OURS_FAULT", { message: "no", pointer: "/spec" }),
  ],
};

test("of what admission has refused, a rule's error says no more; its warning does", () => {
  const text = `${widget.replace("size: 1", "size: 12")}  sise: 1\n`;
  const report = lint(text, { rules: [talkative] });
  expect(places(report).map((place) => place.split(" ").slice(1).join(" "))).toEqual([
    "ADMISSION_UNKNOWN_FIELD /spec/sise",
    "ADMISSION_VALUE /spec/size",
    "OURS_HAZARD /spec/size",
    "OURS_FAULT /spec/sise",
    "OURS_FAULT /spec",
  ]);
});

test("a rule that breaks stops nothing", () => {
  const base = { group: "example.com", kinds: ["Widget"] };
  const good: ManifestRule = {
    ...base,
    check: () => [ours.report("OURS_HAZARD", { message: "b" })],
  };
  expect(places(lint(widget, { rules: [{ ...base, check: fail }, good] }))).toEqual([
    "a.yaml:1:1 LINT_RULE_FAILED",
    "a.yaml:1:1 OURS_HAZARD",
  ]);
});

test.for<[string, CustomResourceSource, readonly string[]]>([
  ["breaks", fail, ["- LINT_SOURCE_FAILED"]],
  [
    "refuses a definition",
    () => {
      const facts = { message: "bad", source: { file: "crd.yaml", line: 3, column: 1 } };
      const diagnostics = [ours.report("OURS_HAZARD", facts)];
      throw new ImagewrightError("INPUT_INVALID", "bad", { details: { diagnostics } });
    },
    ["- LINT_SOURCE_FAILED", "crd.yaml:3:1 OURS_HAZARD"],
  ],
])("a source that %s is said once for a kind", ([, broken, expected]) => {
  const text = `${widget}---\n${widget.replace("name: w", "name: v")}`;
  const report = lint(text, { source: broken });
  expect(places(report)).toEqual(expected);
  expect(report.objects.map(({ verdict }) => verdict)).toEqual(["notJudged", "notJudged"]);
});

test("a kind that is nearly one that is known is said with it", () => {
  const rule: ManifestRule = { group: "example.org", kinds: ["Gadget"], check: () => [] };
  const text = widget.replace("example.com", "example.org").replace("Widget", "Gadgit");
  const report = lint(text, { rules: [rule] });
  expect(report.diagnostics).toMatchObject([
    { code: "LINT_KIND_UNKNOWN", hint: "Did you mean `Gadget`?" },
  ]);
});

test("definitions among the manifests are checked as definitions", () => {
  const text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gadgets.example.com
spec:
  group: example.com
  names: { kind: Gadget, plural: gadgets }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema: { type: array }
`;
  const report = lint(text);
  expect(report.objects.map(({ verdict }) => verdict)).toEqual(["refused"]);
  expect(places(report)).toEqual([
    "a.yaml:14:34 ADMISSION_CRD_NOT_STRUCTURAL /spec/versions/0/schema/openAPIV3Schema/type",
    "a.yaml:14:26 ADMISSION_CRD_NOT_STRUCTURAL /spec/versions/0/schema/openAPIV3Schema/items",
  ]);
});

test("a variable that is not filled in is named as the cause", () => {
  const text = widget
    .replace("name: w", `name: \${NAME}-w`)
    .replace("size: 1", `size: "\${SIZE:=3}"`);
  const found = lint(`${text}  ref: echo \${HOME}\n`).diagnostics;
  expect(found.map(({ code, hint }) => `${code}: ${hint}`)).toEqual([
    "ADMISSION_METADATA: Fill in the variables first, as `clusterctl generate` does.",
    "ADMISSION_TYPE: Fill in the variables first, as `clusterctl generate` does.",
  ]);
});

test("an object nobody can look at reaches no rule", () => {
  const [document] = read(widget);
  const part: { [name: string]: JsonObject } = {};
  part["again"] = part;
  const documents =
    document === undefined
      ? []
      : [{ ...document, value: { ...(document.value as JsonObject), spec: part } }];
  const rule: ManifestRule = { group: "example.com", kinds: ["Widget"], check: fail };
  const report = lint("", { documents, rules: [rule] });
  expect(report.objects.map(({ verdict }) => verdict)).toEqual(["refused"]);
  expect(report.diagnostics.map(({ code }) => code)).toEqual(["ADMISSION_TOO_DEEP"]);
});
