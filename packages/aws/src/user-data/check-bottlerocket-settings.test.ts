import type { JsonObject, JsonValue } from "@imagewright/core";
import { requirePython } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { bootstrap } from "./__fixtures__/arbitrary-bootstrap.ts";
import { askPython } from "./__fixtures__/judge-text.ts";
import { checkBottlerocketSettings, renderBottlerocketSettings } from "./index.ts";
import { checkUserData } from "./read/index.ts";

function codes(kubernetes: JsonValue, minor?: string): string {
  const reader = minor === undefined ? {} : { minor };
  return checkBottlerocketSettings({ settings: { kubernetes } }, reader)
    .map(({ code, pointer }) => `${code} ${pointer.split("/").at(-1)}`)
    .join("; ");
}

test.for<readonly [JsonObject, string]>([
  [{ "cluster-name": "production", "max-pods": 58, "log-level": 2 }, ""],
  [{ "cluster-dns-ip": ["10.0.0.10", "fd00::a"], "cluster-domain": "cluster.local" }, ""],
  [{ "node-labels": { "example.com/a": "b", c: "" } }, ""],
  [{ "node-taints": { a: "b:NoSchedule", c: [":NoExecute"] } }, ""],
  [{ "eviction-hard": { "memory.available": "5%" }, "kube-reserved": { cpu: "100m" } }, ""],
  [{ "image-gc-high-threshold-percent": 85, "image-gc-low-threshold-percent": "80" }, ""],
  [{ "shutdown-grace-period": "2m30s", "container-log-max-size": "10Mi" }, ""],
  [{ "reserved-cpus": "0-1,3", "cpu-manager-policy": "static", "cloud-provider": "" }, ""],
  [{ "bootstrap-token": "abcdef.0123456789abcdef", "seccomp-default": true }, ""],
  [{ maxPods: 58 }, "USERDATA_FIELD_UNKNOWN maxPods"],
  [{ "max-pods": "58" }, "USERDATA_FIELD_TYPE max-pods"],
  [{ "cluster-name": "a b" }, "USERDATA_FIELD_TYPE cluster-name"],
  [{ "cluster-certificate": "no base64" }, "USERDATA_FIELD_TYPE cluster-certificate"],
  [{ "cluster-dns-ip": "10.0.0" }, "USERDATA_FIELD_TYPE cluster-dns-ip"],
  [{ "node-labels": { "a b": "c" } }, "USERDATA_FIELD_TYPE node-labels"],
  [{ "node-taints": { a: "b" } }, "USERDATA_FIELD_TYPE node-taints"],
  [{ "node-taints": { a: [] } }, "USERDATA_FIELD_TYPE node-taints"],
  [{ "eviction-hard": { memory: "5%" } }, "USERDATA_FIELD_TYPE eviction-hard"],
  [{ "system-reserved": { cpu: "many" } }, "USERDATA_FIELD_TYPE system-reserved"],
  [{ "shutdown-grace-period": "" }, "USERDATA_FIELD_TYPE shutdown-grace-period"],
  [
    { "image-gc-high-threshold-percent": 101 },
    "USERDATA_FIELD_TYPE image-gc-high-threshold-percent",
  ],
  [{ "topology-manager-policy": "strict" }, "USERDATA_FIELD_TYPE topology-manager-policy"],
  [{ "seccomp-default": "true" }, "USERDATA_FIELD_TYPE seccomp-default"],
  [{ "max-pods": -1 }, "USERDATA_FIELD_TYPE max-pods"],
  [{ "log-level": 256 }, "USERDATA_FIELD_TYPE log-level"],
  [{ "registry-qps": 2_147_483_648 }, "USERDATA_FIELD_TYPE registry-qps"],
  [{ "eviction-hard": { "memory.available": "100%" } }, "USERDATA_FIELD_TYPE eviction-hard"],
  [{ "eviction-soft": { "memory.available": "much" } }, "USERDATA_FIELD_TYPE eviction-soft"],
  [{ "eviction-soft-grace-period": { "memory.available": "1m30s" } }, ""],
  [
    { "eviction-soft-grace-period": { "memory.available": "5%" } },
    "USERDATA_FIELD_TYPE eviction-soft-grace-period",
  ],
  [{ "cluster-domain": "10.0.0.1" }, "USERDATA_FIELD_TYPE cluster-domain"],
  [{ "cluster-domain": ".local" }, "USERDATA_FIELD_TYPE cluster-domain"],
  [{ "hostname-override": "node-1.example.com" }, ""],
  [{ "hostname-override": "node.-1" }, "USERDATA_FIELD_TYPE hostname-override"],
  [{ "server-key": "YQ" }, "USERDATA_FIELD_TYPE server-key"],
  [{ "kube-reserved": { cpu: "1e3" } }, ""],
  [
    { "cpu-manager-policy-options": "full-pcpus-only" },
    "USERDATA_FIELD_TYPE cpu-manager-policy-options",
  ],
])("settings with %j", ([kubernetes, found]) => {
  expect(codes(kubernetes)).toBe(found);
});

function facts(kubernetes: JsonObject): unknown {
  return checkBottlerocketSettings({ settings: { kubernetes } }).map(({ expected, found }) => ({
    expected,
    found,
  }));
}

test("what a setting takes is said, and secrets are not", () => {
  expect(facts({ "log-level": 300 })).toEqual([
    { expected: "a whole number from 0 to 255", found: "300" },
  ]);
  expect(facts({ "authentication-mode": "iam" })).toEqual([
    { expected: '"aws", "tls"', found: '"iam"' },
  ]);
  expect(facts({ "bootstrap-token": "hunter2" })).toMatchObject([{ found: undefined }]);
});

test("a setting that the minor does not have yet is refused", () => {
  expect(codes({ "ids-per-pod": 65_536 }, "1.32")).toBe("USERDATA_FIELD_NEW ids-per-pod");
  expect(codes({ "ids-per-pod": 65_536 }, "1.33")).toBe("");
});

test.for([null, [], "settings", {}, { settings: 1 }])(
  "%j is no user data of Bottlerocket",
  (value) => {
    expect(checkBottlerocketSettings(value)).toMatchObject([{ code: "USERDATA_FIELD_MISSING" }]);
  },
);

test("what stands beside the settings is refused", () => {
  expect(checkBottlerocketSettings({ settings: {}, setting: {} })).toMatchObject([
    { code: "USERDATA_FIELD_UNKNOWN", pointer: "/setting" },
  ]);
});

test("settings that we render are taken, as Python reads them", (context) => {
  const python = requirePython(context, "tomllib");
  const values = fc.sample(bootstrap("bottlerocket"), 300);
  const program =
    "import json,sys,tomllib\nprint(json.dumps([tomllib.loads(t) for t in json.load(sys.stdin)]))";
  const texts = values.map((value) => renderBottlerocketSettings(value));
  // What Python printed is JSON.
  const documents = askPython(python, program, texts) as readonly JsonValue[];
  expect(documents).toHaveLength(300);
  for (const document of documents) {
    expect(checkBottlerocketSettings(document)).toEqual([]);
  }
});

const joined =
  "[settings.kubernetes]\napi-server = 'https://a'\ncluster-certificate = 'YQ=='\ncluster-name = 'a'\n";

test.for<readonly [string, string, string]>([
  ["merged", "", ""],
  ["merged", "settings.kubernetes.odd = 1\n", "USERDATA_FIELD_UNKNOWN /settings/kubernetes/odd"],
  ["merged", "settings = \n", "READ_SYNTAX"],
  ["merged", "a = 2026-11-21\n", "READ_DATE /a"],
  ["merged", '[settings.motd]\n"a\'b" = 1\n', "USERDATA_TOML_MERGE /settings/motd/a'b"],
  ["merged", '[settings]\nmotd = "a\\"b"\n', "USERDATA_TOML_MERGE /settings/motd"],
  ["merged", "[settings]\nmotd = 'a\"b'\n", ""],
  ["merged", "[settings]\na = [1, 1.5]\n", "USERDATA_TOML_MERGE /settings/a"],
  ["merged", "[settings]\na = [\n[1, 2],\n['b', 'c'],\n]\n", ""],
  ["whole", "[settings]\na = [1, 'b']\n", "SETTING_MISSING 3"],
  ["whole", joined, ""],
  ["whole", `${joined}ids-per-pod = 1\n`, "USERDATA_FIELD_NEW /settings/kubernetes/ids-per-pod"],
])("settings that are %s, as text %j", ([delivery, text, expected]) => {
  const found = checkUserData(text, {
    family: "bottlerocket",
    delivery: delivery === "merged" ? "merged" : "whole",
    minor: "1.30",
  }).map(({ code, pointer }) => [code, pointer].filter(Boolean).join(" "));
  const missing = found.filter((one) => one.startsWith("USERDATA_SETTING_MISSING")).length;
  expect(missing > 0 ? `SETTING_MISSING ${missing}` : found.join("; ")).toBe(expected);
});
