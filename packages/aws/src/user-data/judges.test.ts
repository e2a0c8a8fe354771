import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { isImagewrightError } from "@imagewright/core";
import { naughtyStrings, refusedStrings, requirePython, requireTool } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { bootstrap } from "./__fixtures__/arbitrary-bootstrap.ts";
import { exampleBootstrap } from "./__fixtures__/example-bootstrap.ts";
import { askPython } from "./__fixtures__/judge-text.ts";
import { recordCalls, withFolder } from "./__fixtures__/run-shell.ts";
import {
  checkNodeBootstrap,
  type EksUserDataFormat,
  type NodeBootstrap,
  renderBootstrapScript,
  renderBottlerocketSettings,
  renderEksUserData,
  renderMultipart,
  renderNodeConfig,
} from "./index.ts";

/** The seed's arguments, with live values: everything reaches one call. */
const expected = [
  "production",
  "--apiserver-endpoint",
  exampleBootstrap.cluster.endpoint,
  "--b64-cluster-ca",
  exampleBootstrap.cluster.certificateAuthority,
  "--dns-cluster-ip",
  "10.100.0.10",
  "--service-ipv4-cidr",
  "10.100.0.0/16",
  "--use-max-pods",
  "false",
  "--kubelet-extra-args",
  "--node-labels=example.com/team=platform,tier=general --register-with-taints=dedicated=batch:NoSchedule,example.com/warming:NoExecute --max-pods=40",
];

test.for(["bash", "dash"])(
  "under %s, bootstrap.sh is called once, with every flag",
  (name, context) => {
    const shell = requireTool(context, name);
    expect(recordCalls(shell, renderBootstrapScript(exampleBootstrap))).toEqual([expected]);
  },
);

test("a percent sign is doubled for the systemd unit it ends up in", (context) => {
  const shell = requireTool(context, "bash");
  const kubeletFlags = ["--eviction-hard=nodefs.available<5%,memory.available<$100Mi;`x`&"];
  const [call] = recordCalls(shell, renderBootstrapScript({ ...exampleBootstrap, kubeletFlags }));
  expect(call?.at(-1)).toContain(
    " --eviction-hard=nodefs.available<5%%,memory.available<$100Mi;`x`&",
  );
});

test.for(["bash", "dash"])("%s parses every script", (name, context) => {
  const shell = requireTool(context, name);
  for (const value of fc.sample(bootstrap("bootstrap.sh"), 20)) {
    const output = execFileSync(shell, ["-n"], { input: renderBootstrapScript(value) });
    expect(output.toString("utf8")).toBe("");
  }
});

test("shellcheck has nothing to say about a script", (context) => {
  const shellcheck = requireTool(context, "shellcheck");
  withFolder((folder) => {
    const file = join(folder, "bootstrap.sh");
    writeFileSync(file, renderBootstrapScript(exampleBootstrap));
    expect(execFileSync(shellcheck, ["-S", "style", file]).toString("utf8")).toBe("");
    // The judge can fail: this is the seed's fault.
    writeFileSync(
      file,
      renderBootstrapScript(exampleBootstrap).replace(" \\\n  --dns", "\n  --dns"),
    );
    expect(() => execFileSync(shellcheck, [file], { stdio: "pipe" })).toThrow("Command failed");
  });
});

const listParts = `
import json, sys
from cloudinit.user_data import UserDataProcessor
class Paths:
    def __getattr__(self, name): return lambda *a, **k: "/nowhere"
processed = UserDataProcessor(Paths()).process(json.load(sys.stdin))
print(json.dumps([[p.get_content_type(), p.get_payload(decode=True).decode()] for p in processed.walk() if not p.is_multipart()]))
`;

test("cloud-init finds the parts of an archive, byte for byte", (context) => {
  const python = requirePython(context, "cloudinit");
  const script = '#!/bin/bash\necho "${HOSTNAME}" --boundary-- \u00e9\n';
  const nodeConfig = renderNodeConfig(exampleBootstrap);
  const archive = renderMultipart([
    { kind: "boothook", text: "#cloud-boothook\necho hook\n" },
    { kind: "cloud-config", text: "#cloud-config\nruncmd: []\n" },
    { kind: "shell-script", text: script },
    { kind: "node-config", text: nodeConfig },
  ]);
  expect(askPython(python, listParts, archive)).toEqual([
    ["text/cloud-boothook", "#cloud-boothook\necho hook\n"],
    ["text/cloud-config", "#cloud-config\nruncmd: []\n"],
    ["text/x-shellscript", script],
    ["application/node.eks.aws", nodeConfig],
  ]);
});

test("cloud-init takes a script that stands alone for a script", (context) => {
  const python = requirePython(context, "cloudinit");
  const script = renderEksUserData(exampleBootstrap, "bootstrap.sh");
  expect(askPython(python, listParts, script)).toEqual([["text/x-shellscript", script]]);
});

test("tomllib reads the settings as they are meant", (context) => {
  const python = requirePython(context, "tomllib");
  const program = "import json,sys,tomllib\nprint(json.dumps(tomllib.loads(json.load(sys.stdin))))";
  expect(askPython(python, program, renderBottlerocketSettings(exampleBootstrap))).toEqual({
    settings: {
      kubernetes: {
        "cluster-name": "production",
        "api-server": exampleBootstrap.cluster.endpoint,
        "cluster-certificate": exampleBootstrap.cluster.certificateAuthority,
        "cluster-dns-ip": "10.100.0.10",
        "max-pods": 40,
        "node-labels": { "example.com/team": "platform", tier: "general" },
        "node-taints": {
          dedicated: ["batch:NoSchedule"],
          "example.com/warming": [":NoExecute"],
        },
      },
    },
  });
});

test("PyYAML reads a NodeConfig as it is meant, YAML 1.1 words included", (context) => {
  const python = requirePython(context, "yaml");
  const program = "import json,sys,yaml\nprint(json.dumps(yaml.safe_load(json.load(sys.stdin))))";
  const kubeletConfig = { registryPullQPS: 10, clusterDomain: "no", nested: { on: "012" } };
  const text = renderNodeConfig({ ...exampleBootstrap, kubeletConfig });
  expect(askPython(python, program, text)).toMatchObject({
    kind: "NodeConfig",
    spec: {
      cluster: { name: "production", cidr: "10.100.0.0/16" },
      kubelet: { config: { maxPods: 40, clusterDNS: ["10.100.0.10"], ...kubeletConfig } },
    },
  });
});

/** A bootstrap with a hostile text in one field, and how the text is found again. */
const places: readonly ((text: string) => NodeBootstrap)[] = [
  (name) => ({ ...exampleBootstrap, cluster: { ...exampleBootstrap.cluster, name } }),
  (endpoint) => ({ ...exampleBootstrap, cluster: { ...exampleBootstrap.cluster, endpoint } }),
  (certificateAuthority) => ({
    ...exampleBootstrap,
    cluster: { ...exampleBootstrap.cluster, certificateAuthority },
  }),
  (serviceCidr) => ({ ...exampleBootstrap, cluster: { ...exampleBootstrap.cluster, serviceCidr } }),
  (dnsClusterIp) => ({
    ...exampleBootstrap,
    cluster: { ...exampleBootstrap.cluster, dnsClusterIp },
  }),
  (key) => ({ ...exampleBootstrap, nodeLabels: { [key]: "value" } }),
  (value) => ({ ...exampleBootstrap, nodeLabels: { key: value } }),
  (key) => ({ ...exampleBootstrap, taints: [{ key, effect: "NoExecute" }] }),
  (value) => ({ ...exampleBootstrap, taints: [{ key: "key", value, effect: "NoExecute" }] }),
  (flag) => ({ ...exampleBootstrap, kubeletFlags: [flag] }),
  (value) => ({ ...exampleBootstrap, kubeletFlags: [`--flag=${value}`] }),
  (value) => ({ ...exampleBootstrap, kubeletConfig: { key: value } }),
  (key) => ({ ...exampleBootstrap, kubeletConfig: { [key]: "value" } }),
];

interface Carried {
  readonly value: NodeBootstrap;
  readonly text: string;
}

/** What a format carries of all hostile texts in all places; the rest has an error each. */
function carried(format: EksUserDataFormat): readonly Carried[] {
  return [...naughtyStrings, ...refusedStrings].flatMap((text) =>
    places.flatMap((place) => {
      const value = place(text);
      try {
        return [{ value, text: renderEksUserData(value, format) }];
      } catch (error) {
        // Refused by a check, by the sink, or for its size: never by accident.
        if (!isImagewrightError(error)) {
          throw error;
        }
        return [];
      }
    }),
  );
}

test("hostile text reaches the kubelet through a script exactly, or is refused", (context) => {
  const shell = requireTool(context, "dash");
  const kept = carried("bootstrap.sh");
  expect(kept.length).toBeGreaterThan(200);
  const script = kept.map(({ text }) => text).join("");
  const calls = recordCalls(shell, script);
  expect(calls).toHaveLength(kept.length);
  for (const [index, { value }] of kept.entries()) {
    const call = calls[index] ?? [];
    expect(call[0]).toBe(value.cluster.name);
    expect(call[2]).toBe(value.cluster.endpoint);
    expect(call[4]).toBe(value.cluster.certificateAuthority);
    for (const flag of value.kubeletFlags ?? []) {
      expect(call.at(-1)?.replaceAll("%%", "%").split(" ")).toContain(flag);
    }
  }
});

test("hostile text reaches nodeadm exactly, or is refused", (context) => {
  const python = requirePython(context, "yaml");
  const kept = carried("nodeadm");
  expect(kept.length).toBeGreaterThan(600);
  const program = [
    "import json,sys,yaml",
    "L=getattr(yaml,'CSafeLoader',yaml.SafeLoader)",
    "print(json.dumps([yaml.load(t, L)['spec']['kubelet'] for t in json.load(sys.stdin)]))",
  ].join("\n");
  const texts = kept.map(({ text }) => text);
  const read = askPython(python, program, texts);
  for (const [index, { value }] of kept.entries()) {
    expect(read).toHaveProperty(`${index}.config`, {
      maxPods: 40,
      clusterDNS: [value.cluster.dnsClusterIp],
      ...value.kubeletConfig,
    });
    if (value.kubeletFlags !== undefined) {
      expect(read).toHaveProperty(
        `${index}.flags`,
        expect.arrayContaining([...value.kubeletFlags]),
      );
    }
  }
});

test("whatever the checks let pass is rendered in every format", () => {
  for (const format of ["bootstrap.sh", "bottlerocket", "nodeadm"] as const) {
    fc.assert(
      fc.property(bootstrap(format), (value) => {
        expect(
          checkNodeBootstrap(value, format).filter(({ severity }) => severity === "error"),
        ).toEqual([]);
        expect(renderEksUserData(value, format)).toBe(renderEksUserData(value, format));
      }),
    );
  }
});
