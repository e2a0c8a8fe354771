import type { JsonObject, JsonValue } from "@imagewright/core";
import { requirePython } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { bootstrap } from "./__fixtures__/arbitrary-bootstrap.ts";
import { askPython } from "./__fixtures__/judge-text.ts";
import { checkBottlerocketSettings, checkUserData, renderBottlerocketSettings } from "./index.ts";

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
  [
    { "cpu-manager-policy-options": "full-pcpus-only" },
    "USERDATA_FIELD_TYPE cpu-manager-policy-options",
  ],
])("settings with %j", ([kubernetes, found]) => {
  expect(codes(kubernetes)).toBe(found);
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

function parseToml(text: string): unknown {
  return { settings: { kubernetes: { [text]: 1 } } };
}

test("user data is judged by its settings where somebody reads TOML", () => {
  const reader = { family: "bottlerocket", delivery: "merged" } as const;
  expect(checkUserData("odd", reader)).toEqual([]);
  expect(checkUserData("odd", { ...reader, parseToml })).toMatchObject([
    { code: "USERDATA_FIELD_UNKNOWN", pointer: "/settings/kubernetes/odd" },
  ]);
});
