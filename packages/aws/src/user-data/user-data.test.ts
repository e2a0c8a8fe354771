import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { exampleBootstrap } from "./__fixtures__/example-bootstrap.ts";
import {
  type EksUserDataFormat,
  renderBootstrapScript,
  renderEksUserData,
  renderMultipart,
  renderNodeConfig,
} from "./index.ts";

test("golden files", async () => {
  const plain: Record<EksUserDataFormat, string> = {
    "bootstrap.sh": "bootstrap.sh",
    bottlerocket: "settings.toml",
    nodeadm: "node-config.yaml",
  };
  const files = (["bootstrap.sh", "bottlerocket", "nodeadm"] as const).map((format) => ({
    path: plain[format],
    text: renderEksUserData(exampleBootstrap, format),
  }));
  const archive = renderMultipart([
    { kind: "shell-script", text: '#!/bin/bash\necho "before the kubelet: ${HOSTNAME}"\n' },
    { kind: "node-config", text: renderNodeConfig(exampleBootstrap) },
  ]);
  await expectGolden(new URL("__golden__/production/", import.meta.url), [
    ...files,
    { path: "archive.mime", text: archive },
  ]);
});

test("a call with the least there is to say", () => {
  const cluster = { name: "demo", endpoint: "https://example.com", certificateAuthority: "YQ==" };
  expect(renderBootstrapScript({ cluster }).split("\n")).toEqual([
    "#!/bin/bash",
    "/etc/eks/bootstrap.sh demo \\",
    "  --apiserver-endpoint https://example.com \\",
    "  --b64-cluster-ca YQ==",
    "",
  ]);
});

test("every line of a long call but the last is continued, with nothing behind the backslash", () => {
  const [, ...lines] = renderBootstrapScript(exampleBootstrap).trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.slice(0, -1).every((line) => line.endsWith(" \\"))).toBe(true);
  expect(lines.at(-1)).not.toContain("\\");
});

test("more than 16384 bytes are refused, decoded bytes counting", () => {
  const text = `#!/bin/bash\n${"x".repeat(16_000)}`;
  expect(renderMultipart([{ kind: "shell-script", text }])).toContain(text);
  const larger = { kind: "shell-script", text: `${text}${"x".repeat(400)}` } as const;
  expect(() => renderMultipart([larger])).toThrow("too large for EC2");
  const nodeLabels = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`example.com/${"k".repeat(40)}${index}`, "v"]),
  );
  expect(() => renderEksUserData({ ...exampleBootstrap, nodeLabels }, "nodeadm")).toThrow(
    "too large for EC2",
  );
});
