import { readSingle } from "@imagewright/core/read";
import { requirePython } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { bootstrap } from "./__fixtures__/arbitrary-bootstrap.ts";
import { exampleBootstrap } from "./__fixtures__/example-bootstrap.ts";
import { askPython } from "./__fixtures__/judge-text.ts";
import {
  parseBootstrapScript,
  parseBottlerocketSettings,
  parseNodeConfig,
  renderBootstrapScript,
  renderBottlerocketSettings,
  renderNodeConfig,
} from "./index.ts";

const runs = { numRuns: 1000 };

test("a script that was read says what it was rendered from", () => {
  fc.assert(
    fc.property(bootstrap("bootstrap.sh"), (value) => {
      const parsed = parseBootstrapScript(renderBootstrapScript(value));
      expect(parsed).toMatchObject({ ok: true, value });
      expect(parsed.ok && parsed.value).toEqual(value);
    }),
    runs,
  );
});

test("a NodeConfig that was read says what it was rendered from", () => {
  fc.assert(
    fc.property(bootstrap("nodeadm"), (value) => {
      const read = readSingle(renderNodeConfig(value), { file: "node-config.yaml" });
      const parsed = read.ok ? parseNodeConfig(read.value.value) : read;
      expect(parsed.ok && parsed.value).toEqual(value);
    }),
    runs,
  );
});

test("settings that Python's tomllib read say what they were rendered from", (context) => {
  const python = requirePython(context, "tomllib");
  const values = fc.sample(bootstrap("bottlerocket"), runs.numRuns);
  const program =
    "import json,sys,tomllib\nprint(json.dumps([tomllib.loads(t) for t in json.load(sys.stdin)]))";
  const read = askPython(
    python,
    program,
    values.map((value) => renderBottlerocketSettings(value)),
  );
  // What Python printed is JSON.
  const documents = read as Parameters<typeof parseBottlerocketSettings>[0][];
  expect(documents).toHaveLength(values.length);
  for (const [index, value] of values.entries()) {
    const parsed = parseBottlerocketSettings(documents[index] ?? null);
    expect(parsed.ok && parsed.value).toEqual(value);
  }
});

const script = renderBootstrapScript(exampleBootstrap);
const demo = "#!/bin/bash\n/etc/eks/bootstrap.sh demo --apiserver-endpoint https://example.com";

test.for([
  ["the seed's form, flags on lines of their own", script.replace(" \\\n", "\n")],
  ["a double-quoted word", script.replace("production", '"production"')],
  ["an expansion", script.replace("production", "$CLUSTER")],
  ["an option we never write", `${demo} --b64-cluster-ca YQ== --local-disks raid0\n`],
  ["an option without a value", `${demo} --b64-cluster-ca\n`],
  ["a second command", `${script}echo done\n`],
  ["no shebang", script.replace("#!/bin/bash\n", "")],
  ["nothing", ""],
])("a script with %s is refused, never half read", ([, text]) => {
  expect(parseBootstrapScript(text ?? "")).toMatchObject({
    ok: false,
    diagnostics: [{ code: "USERDATA_UNREADABLE" }],
  });
});

test("a script that a reader understands, but that the node would stumble over, is refused", () => {
  expect(parseBootstrapScript(script.replaceAll("production", "a,b"))).toMatchObject({
    ok: false,
    diagnostics: [{ code: "USERDATA_CLUSTER_NAME", pointer: "/cluster/name" }],
  });
});

const cluster = {
  name: "demo",
  apiServerEndpoint: "https://example.com",
  certificateAuthority: "YQ==",
  cidr: "10.100.0.0/16",
};
const nodeConfig = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec: { cluster } };

test.for([
  null,
  [],
  { ...nodeConfig, kind: "NodeConfigs" },
  { ...nodeConfig, metadata: {} },
  { ...nodeConfig, spec: { cluster: { ...cluster, id: "1" } } },
  { ...nodeConfig, spec: { cluster, instance: {} } },
  {
    ...nodeConfig,
    spec: { cluster, kubelet: { flags: ["--node-labels=a=b", "--node-labels=c=d"] } },
  },
  {
    ...nodeConfig,
    spec: { cluster, kubelet: { config: { clusterDNS: ["10.0.0.1", "10.0.0.2"] } } },
  },
  { ...nodeConfig, spec: { cluster, kubelet: { config: { maxPods: "40" } } } },
  { ...nodeConfig, spec: { cluster, kubelet: { config: {} } } },
])("a NodeConfig that the model cannot say is refused: %j", (document) => {
  expect(parseNodeConfig(document)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "USERDATA_UNREADABLE" }],
  });
});

const kubernetes = {
  "cluster-name": "demo",
  "api-server": "https://example.com",
  "cluster-certificate": "YQ==",
};

test.for([
  null,
  { settings: { kubernetes: { ...kubernetes, "log-level": 3 } } },
  { settings: { kubernetes, motd: "hello" } },
  { settings: { kubernetes: { ...kubernetes, "node-taints": { a: ["b"] } } } },
  { settings: { kubernetes: { ...kubernetes, "node-taints": { a: "b:NoSchedule" } } } },
  { settings: { kubernetes: { ...kubernetes, "max-pods": "40" } } },
])("settings that the model cannot say are refused: %j", (document) => {
  expect(parseBottlerocketSettings(document)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "USERDATA_UNREADABLE" }],
  });
});
