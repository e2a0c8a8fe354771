import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import {
  type CliResult,
  runCli,
  snapshotFolder,
  temporaryFolder,
} from "../__fixtures__/run-cli.ts";
import type { ConvertReport } from "../index.ts";

const old = `\
# Owner: team shop.
apiVersion: cluster.x-k8s.io/v1beta1 # to be raised
kind: MachineHealthCheck
metadata: { name: workers, namespace: shop }
spec:
  clusterName: orders
  # the brokers are slow
  nodeStartupTimeout: 10m
  maxUnhealthy: 40%
  selector: { matchLabels: { pool: workers } }
`;

const current = `\
# Owner: team shop.
apiVersion: cluster.x-k8s.io/v1beta2 # to be raised
kind: MachineHealthCheck
metadata: { name: workers, namespace: shop }
spec:
  clusterName: orders
  # the brokers are slow
  checks:
    nodeStartupTimeoutSeconds: 600
  remediation:
    triggerIf:
      unhealthyLessThanOrEqualTo: "40%"
  selector: { matchLabels: { pool: workers } }
`;

function arrange(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

async function convert(argv: readonly string[], cwd: string, stdin = ""): Promise<CliResult> {
  return await runCli(["convert", ...argv], { cwd, stdin });
}

test("without an output it says what would move, and writes nothing", async () => {
  const cwd = arrange({ "m/a.yaml": old, "m/b.yaml": current });
  const before = snapshotFolder(cwd);
  expect(await convert(["m"], cwd)).toMatchObject({
    exitCode: 0,
    stderr: "",
    stdout: `\
m/a.yaml:2: MachineHealthCheck shop/workers
  transformed  /spec/nodeStartupTimeout → /spec/checks/nodeStartupTimeoutSeconds
  moved        /spec/maxUnhealthy → /spec/remediation/triggerIf/unhealthyLessThanOrEqualTo

1 object of 1 file to v1beta2 (nothing was written: see --write, --diff, --stdout and --out)
`,
  });
  expect(snapshotFolder(cwd)).toEqual(before);
});

test("comments and the lines that say the same stay; a second time changes nothing", async () => {
  const cwd = arrange({ "m/a.yaml": old });
  const first = await convert(["m", "--write"], cwd);
  expect(first.stdout).toContain("1 object of 1 file to v1beta2\n");
  expect(readFileSync(join(cwd, "m/a.yaml"), "utf8")).toBe(current);
  const second = await convert(["m", "--write"], cwd);
  expect(second.stdout).toBe("nothing to convert to v1beta2 in 1 file\n");
});

test("a file keeps its byte-order mark, its line ends and its mode", async () => {
  const marked = `\uFEFF${old.replaceAll("\n", "\r\n")}`;
  const cwd = arrange({ "a.yaml": marked });
  chmodSync(join(cwd, "a.yaml"), 0o640);
  expect(await convert(["a.yaml", "--write"], cwd)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(
    `\uFEFF${current.replaceAll("\n", "\r\n")}`,
  );
  expect(statSync(join(cwd, "a.yaml")).mode & 0o777).toBe(0o640);
});

test("a diff is what git applies", async () => {
  const cwd = arrange({ "m/a.yaml": old });
  const { stdout } = await convert(["m", "--diff"], cwd);
  execFileSync("git", ["apply", "-"], { cwd, input: stdout });
  expect(readFileSync(join(cwd, "m/a.yaml"), "utf8")).toBe(current);
});

test("files are printed, or written to another folder, as they lie here", async () => {
  const cwd = arrange({ "m/a.yaml": old, "m/x/b.yaml": current });
  expect((await convert(["-", "--stdout"], cwd, old)).stdout).toBe(current);
  expect((await convert(["m", "--stdout"], cwd)).stdout).toBe(
    `---\n# m/a.yaml\n${current}---\n# m/x/b.yaml\n${current}`,
  );
  const { stdout } = await convert(["m", "--out", "new"], cwd);
  expect(stdout).toContain("2 files: 2 created");
  expect(readFileSync(join(cwd, "new/m/a.yaml"), "utf8")).toBe(current);
  expect(readFileSync(join(cwd, "new/m/x/b.yaml"), "utf8")).toBe(current);
  expect(readFileSync(join(cwd, "m/a.yaml"), "utf8")).toBe(old);
});

test.for(["--write", "--out=new"])(
  "a dry run with %s says the same and writes nothing",
  async (flag) => {
    const cwd = arrange({ "m/a.yaml": old });
    const before = snapshotFolder(cwd);
    const { stdout } = await convert(["m", flag, "--dry-run"], cwd);
    expect(stdout).toContain("(dry run: nothing was written)");
    expect(snapshotFolder(cwd)).toEqual(before);
  },
);

test("objects of a list and of JSON are converted where they stand", async () => {
  const indented = old
    .replaceAll(/^(?=.)/gmu, "    ")
    .replace("    # Owner: team shop.\n    ", "  - ");
  const list = `apiVersion: v1\nkind: List\nitems:\n${indented}`;
  const object = {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "MachineHealthCheck",
    spec: { clusterName: "orders", maxUnhealthy: "40%", selector: { matchLabels: { a: "b" } } },
  };
  const cwd = arrange({ "a.yaml": list, "b.json": JSON.stringify(object) });
  const { stdout } = await convert([".", "--stdout", "--format", "json"], cwd);
  const { files, objects }: ConvertReport = JSON.parse(stdout);
  expect(objects.map(({ pointer }) => pointer)).toEqual(["/items/0", ""]);
  expect(files[0]?.text).toContain("      checks:\n        nodeStartupTimeoutSeconds: 600\n");
  expect(JSON.parse(files[1]?.text ?? "")).toMatchObject({
    apiVersion: "cluster.x-k8s.io/v1beta2",
    spec: { remediation: { triggerIf: { unhealthyLessThanOrEqualTo: "40%" } } },
  });
});

test("what is lost is told; what cannot be said keeps every file as it is", async () => {
  const lost = `${old}status:\n  expectedMachines: 3\n`;
  const cwd = arrange({ "m/a.yaml": lost, "m/b.yaml": old.replace("10m", "soon") });
  const before = snapshotFolder(cwd);
  const refused = await convert(["m", "--write"], cwd);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("m/a.yaml:12:3: warning CAPI_CONVERT_STATUS");
  expect(refused.stderr).toContain("m/b.yaml:8:23: error CAPI_CONVERT_DURATION");
  expect(refused.stderr).toContain("1 error, 1 warning; nothing was written\n");
  expect(snapshotFolder(cwd)).toEqual(before);
});

test("a link is not written through", async () => {
  const cwd = arrange({ "m/a.yaml": old });
  symlinkSync("a.yaml", join(cwd, "m/link.yaml"));
  const { exitCode, stderr } = await convert(["m/link.yaml", "--write"], cwd);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("WRITE_LINK");
  expect(readFileSync(join(cwd, "m/a.yaml"), "utf8")).toBe(old);
});

test("templates of classes stay in v1beta1 where that is asked for", async () => {
  const text = `\
apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata: { name: base }
spec:
  controlPlane:
    ref:
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: KubeadmControlPlaneTemplate
      name: base
  infrastructure:
    ref: { apiVersion: a.b/v1, kind: A, name: a }
`;
  const cwd = arrange({ "a.yaml": text });
  const both = await convert([".", "--stdout"], cwd);
  expect(both.stdout).toContain("controlplane.cluster.x-k8s.io/v1beta2");
  const kept = await convert([".", "--stdout", "--keep-class-templates"], cwd);
  expect(kept.stdout).toContain("controlplane.cluster.x-k8s.io/v1beta1");
});

const template = `\
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: "\${CLUSTER_NAME}" }
spec:
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
    kind: AWSCluster
    name: \${CLUSTER_NAME} # the same
`;

test("a template of clusterctl keeps its variables", async () => {
  const cwd = arrange({});
  const { stdout, stderr } = await convert(["-", "--stdout"], cwd, template);
  expect(stderr).toBe("");
  expect(stdout).toBe(
    template
      .replace("cluster.x-k8s.io/v1beta1", "cluster.x-k8s.io/v1beta2")
      .replace(
        "apiVersion: infrastructure.cluster.x-k8s.io/v1beta2",
        "apiGroup: infrastructure.cluster.x-k8s.io",
      ),
  );
});

test("a variable whose value has to be known is refused where it stands", async () => {
  const cwd = arrange({ "a.yaml": old.replace("10m", "${TIMEOUT:=10m}").replace("40%", "${MAX}") });
  const { stderr } = await convert(["a.yaml"], cwd);
  expect(stderr).toContain("a.yaml:8:23: error CAPI_CONVERT_VARIABLE");
  expect(stderr).toContain("TIMEOUT is not filled in");
  const other = arrange({ "a.yaml": old.replace("40%", "${MAX}") });
  const result = await convert(["a.yaml", "--write"], other);
  expect(result.stderr).toContain("a.yaml:9:17: error CAPI_CONVERT_VARIABLE");
  expect(result.stderr).toContain("MAX is not filled in");
  expect(readFileSync(join(other, "a.yaml"), "utf8")).toContain("maxUnhealthy: ${MAX}");
});

test("a template that is no YAML before it is filled in is refused with a hint", async () => {
  const cwd = arrange({ "a.yaml": old.replace("pool: workers", "pool: ${POOL}") });
  const { stderr } = await convert(["a.yaml"], cwd);
  expect(stderr).toContain("a.yaml:10:");
  expect(stderr).toContain("The text has to be YAML before POOL is filled in");
});
