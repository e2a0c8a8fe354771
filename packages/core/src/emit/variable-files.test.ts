import { describe, expect, test } from "vitest";

import type { JsonObject, JsonValue } from "../json-value.ts";
import {
  emitCloudConfig,
  emitHclVariables,
  emitJson,
  emitToml,
  hclScalar,
  jsonScalar,
  tomlScalar,
} from "./index.ts";

describe("JSON", () => {
  test("a variable file of Packer", () => {
    expect(emitJson({ kubernetes_semver: "v1.33.4", users: ["a"] })).toBe(
      '{\n  "kubernetes_semver": "v1.33.4",\n  "users": [\n    "a"\n  ]\n}\n',
    );
  });

  test("scalars", () => {
    expect([jsonScalar('a"'), jsonScalar(1), jsonScalar(null)]).toEqual(['"a\\""', "1", "null"]);
  });
});

describe("TOML", () => {
  test("user data of Bottlerocket: quoted keys stand inside their table", () => {
    const text = emitToml({
      settings: {
        kubernetes: {
          "node-labels": { "example.org/pool": "a" },
          "cluster-name": "prod",
          "node-taints": { dedicated: ["a:NoSchedule"] },
        },
        "bootstrap-commands": {
          "000-mount": { commands: [["apiclient", "bind"]], essential: true },
        },
      },
    });
    expect(text).toBe(`[settings.kubernetes]
cluster-name = "prod"

[settings.kubernetes.node-labels]
"example.org/pool" = "a"

[settings.kubernetes.node-taints]
dedicated = ["a:NoSchedule"]

[settings.bootstrap-commands.000-mount]
commands = [["apiclient", "bind"]]
essential = true
`);
  });

  test.for<{ title: string; value: JsonObject; text: string }>([
    { title: "an empty document", value: {}, text: "" },
    { title: "an empty table keeps its header", value: { a: {} }, text: "[a]\n" },
    {
      title: "values come before tables",
      value: { a: { b: 1 }, c: 2 },
      text: "c = 2\n\n[a]\nb = 1\n",
    },
    {
      title: "a list of maps is an array of tables",
      value: { a: [{ b: { c: 1 } }, {}] },
      text: "[[a]]\n\n[a.b]\nc = 1\n\n[[a]]\n",
    },
    {
      title: "maps in inner lists stand in line",
      value: { a: [[{ b: 1 }, {}]] },
      text: "a = [[{ b = 1 }, {}]]\n",
    },
    {
      title: "a wide list stands on several lines",
      value: { a: ["b".repeat(40), "c".repeat(40)] },
      text: `a = [\n  "${"b".repeat(40)}",\n  "${"c".repeat(40)}",\n]\n`,
    },
  ])("$title", ({ value, text }) => {
    expect(emitToml(value)).toBe(text);
  });

  test("null is refused", () => {
    expect(() => emitToml({ a: { b: null } })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ pointer: "/a/b" }) }),
    );
  });

  test.for<{ title: string; value: JsonObject; text: string }>([
    {
      title: "an address and its names",
      value: { hosts: [["10.0.0.1", ["a", "b"]]] },
      text: 'hosts = [["10.0.0.1", ["a", "b"]]]\n',
    },
    { title: "integers and fractions", value: { hosts: [1, 2.5] }, text: "hosts = [1, 2.5]\n" },
    { title: "maps and texts", value: { hosts: [{}, "b"] }, text: 'hosts = [{}, "b"]\n' },
  ])("$title in one list are carried, unless lists have to be uniform", ({ value, text }) => {
    expect(emitToml(value)).toBe(text);
    expect(() => emitToml(value, { uniformLists: true })).toThrow(/different types/u);
  });

  test("a list of one type is uniform", () => {
    expect(emitToml({ a: [1, 2], b: [] }, { uniformLists: true })).toBe("a = [1, 2]\nb = []\n");
  });

  test("scalars", () => {
    expect([tomlScalar("a\n"), tomlScalar(1.5), tomlScalar(true)]).toEqual([
      '"a\\n"',
      "1.5",
      "true",
    ]);
  });
});

describe("HCL", () => {
  test("a variable file, aligned as terraform fmt does it", () => {
    const values = {
      name: "a",
      kubernetes_semver: "v1.33.4",
      users: ["a", "b"],
      tags: { a: 1, "b c": "${d}" },
      last: true,
    };
    expect(emitHclVariables(values)).toBe(`name              = "a"
kubernetes_semver = "v1.33.4"
users             = ["a", "b"]
tags = {
  "a"   = 1
  "b c" = "$\${d}"
}
last = true
`);
  });

  test("no text becomes a template", () => {
    expect(hclScalar("${a} %{if} $${b} $ % {")).toBe('"$${a} %%{if} $$${b} $ % {"');
  });

  test("controls and invisible separators are escaped", () => {
    expect(hclScalar("\u0001\t\u007f\u0085\u2028")).toBe('"\\u0001\\t\\u007f\\u0085\\u2028"');
  });

  test("a wide list stands on several lines", () => {
    const [a, b] = ["a".repeat(40), "b".repeat(40)];
    expect(emitHclVariables({ c: [a ?? "", b ?? ""], d: {} })).toBe(
      `c = [\n  "${a}",\n  "${b}",\n]\nd = {}\n`,
    );
  });

  test.for<{ title: string; value: JsonObject; pointer: string }>([
    { title: "null", value: { a: null }, pointer: "/a" },
    { title: "a name with a dot", value: { "a.b": 1 }, pointer: "/a.b" },
    { title: "a name that starts with a digit", value: { "1a": 1 }, pointer: "/1a" },
    { title: "text outside NFC", value: { a: ["e\u0301"] }, pointer: "/a/0" },
    { title: "a key outside NFC", value: { a: { "e\u0301": 1 } }, pointer: "/a" },
  ])("$title is refused", ({ value, pointer }) => {
    expect(() => emitHclVariables(value)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ sink: "hcl", pointer }) }),
    );
  });
});

describe("cloud-config", () => {
  test("the first line is the header and nothing else", () => {
    expect(emitCloudConfig({ "## template": "## template: jinja" })).toBe(
      '#cloud-config\n"## template": "## template: jinja"\n',
    );
  });

  test.for<JsonValue>([[], "a", null])("%j is no cloud-config", (value) => {
    expect(() => emitCloudConfig(value as JsonObject)).toThrow(/no map/u);
  });
});
