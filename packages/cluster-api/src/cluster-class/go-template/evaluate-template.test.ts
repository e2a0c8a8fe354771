import { expect, test } from "vitest";

import { evaluateGoTemplate, renderGoTemplate } from "./evaluate-template.ts";

const data = {
  values: {
    builtin: { controlPlane: { version: "v1.31.0+k3s1" }, machineDeployment: { class: "gpu" } },
    images: { "v1.31.0+k3s1": "ami-1", "v1.30.0": { id: "ami-2" } },
    mdConfig: { gpu: { osImage: "gpu:1" } },
    servers: ["a", "b"],
    empty: "",
    none: null,
    enabled: true,
    count: 3,
    quote: 'say "x"',
  },
  unknown: new Set(["builtin.controlPlane.name"]),
};

test.for<readonly [string, string]>([
  ["plain", "plain"],
  [
    'kindest/node:{{ .builtin.controlPlane.version | replace "+" "_" }}',
    "kindest/node:v1.31.0_k3s1",
  ],
  ["{{ (index .mdConfig .builtin.machineDeployment.class).osImage }}", "gpu:1"],
  ["{{ index .images .builtin.controlPlane.version }}", "ami-1"],
  [
    '{{ index .images "v9" }}|{{ .missing }}|{{ .missing.deeper }}',
    "<no value>|<no value>|<no value>",
  ],
  ['{{ (index .images "v9").id }}', "<no value>"],
  ["{{ index .servers 1 }}", "b"],
  ["{{ if .enabled }}yes{{ else }}no{{ end }}", "yes"],
  ["{{ if .empty }}a{{ else if eq .count 3.0 }}b{{ else }}c{{ end }}", "b"],
  ['v1{{ if semverCompare "< v1.25-0" .builtin.controlPlane.version }}beta1{{ end }}', "v1"],
  [
    '{{ ne .empty "" }} {{ not .empty }} {{ and .enabled .count }} {{ or .empty "x" }}',
    "false true 3 x",
  ],
  ["a {{- .count -}} b{{/* nothing */}}", "a3b"],
  ['{{ "}}" }}{{ `{{` }}', "}}{{"],
  ["{{ .quote | toJson }}", '"say \\"x\\""'],
  ['{{ index .images "v1.30.0" | toJson }}', '{"id":"ami-2"}'],
  ['{{ printf "%s-%v" .empty .count }}', "-3"],
  ['{{ default "x" .empty }} {{ hasKey .images "v1.30.0" }}', "x true"],
  ['{{ trimPrefix "v" .builtin.controlPlane.version }}', "1.31.0+k3s1"],
])("%s renders as %s", ([source, text]) => {
  expect(renderGoTemplate(source, data)).toEqual({ outcome: "value", value: text });
});

test.for<readonly [string, string, string]>([
  ["{{ .none.deeper }}", "failed", "nil pointer"],
  ['{{ index .missing "x" }}', "failed", "untyped nil"],
  ["{{ index .servers 9 }}", "failed", "out of range"],
  ["{{ eq .count 3 }}", "failed", "incompatible types"],
  ['{{ eq .enabled "true" }}', "failed", "incompatible types"],
  ['{{ fail "no image" }}', "failed", "no image"],
  ["{{ .a", "failed", "not closed"],
  ["{{ if .a }}x", "failed", "no end"],
  ["{{ end }}", "failed", "belongs to nothing"],
  ["{{ }}", "failed", "missing"],
  ['{{ replace "a" "b" .missing }}', "failed", "expects a text"],
  ['{{ semverCompare ">= 1.0" "x" }}', "failed", "no semantic version"],
  ["{{ range .servers }}{{ . }}{{ end }}", "notEvaluated", "range"],
  ["{{ randAlpha 5 }}", "notEvaluated", "randAlpha"],
  ["{{ $x := 1 }}", "notEvaluated", "$"],
  ["{{ .images }}", "notEvaluated", "a map or a list"],
  ["{{ .builtin.controlPlane.name }}", "notEvaluated", "builtin.controlPlane.name"],
  ['{{ semverCompare "~1.2" "1.2.3" }}', "notEvaluated", "constraint"],
  [`${"{{ if .enabled }}".repeat(60)}x`, "notEvaluated", "nested"],
  [`{{ ${"(".repeat(60)}.count${")".repeat(60)} }}`, "notEvaluated", "nested"],
])("%s: %s", ([source, outcome, reason]) => {
  expect(renderGoTemplate(source, data)).toMatchObject({
    outcome,
    reason: expect.stringContaining(reason) as string,
  });
});

test.for([
  ["{{ .count }}", 3],
  ["{{ .enabled }}", true],
  ["imageTag: {{ .count }}", { imageTag: 3 }],
  ['{{ index .images "v1.30.0" | toJson }}', { id: "ami-2" }],
  ["", null],
] as const)("%s stands for %j", ([source, value]) => {
  expect(evaluateGoTemplate(source, data)).toEqual({ outcome: "value", value });
});

test("a text that YAML readers do not agree on is not evaluated", () => {
  expect(evaluateGoTemplate("yes", data)).toMatchObject({ outcome: "notEvaluated" });
});

test.for([
  ["< v1.25-0", "v1.25.0-rc.1", false],
  ["< v1.25-0", "v1.24.9", true],
  [">= 1.26", "v1.26.0-rc.0", false],
  [">= 1.26-0", "v1.26.0-rc.0", true],
  ["> 1.26", "v1.26.4", false],
  ["> 1.26", "v1.27.0", true],
  ["<= 1.26", "v1.26.4", true],
  ["1.26", "v1.26.4", true],
  ["!= 1.26", "v1.27.0", true],
  [">= 1.26, < 1.28", "v1.28.0", false],
  [">= 1.26 < 1.28", "v1.27.3", true],
  ["< 1.20 || >= 1.30", "v1.31.0", true],
] as const)("semverCompare %s %s is %s", ([constraint, version, holds]) => {
  const source = `{{ semverCompare "${constraint}" "${version}" }}`;
  expect(renderGoTemplate(source, data)).toEqual({ outcome: "value", value: String(holds) });
});
