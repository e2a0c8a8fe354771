import { expect, test } from "vitest";

import { runCli } from "../__fixtures__/run-cli.ts";
import type { DiagnosticsReport } from "../index.ts";
import { loadProviders } from "../providers.ts";

test("a code is explained by cause and remedy, in any case of letters", async () => {
  const { stdout } = await runCli(["diagnostics", "read_alias"], { cwd: "/" });
  expect(stdout).toBe(`\
READ_ALIAS (error)

Cause:  A value refers to another one (\`*name\`); aliases are not expanded.
Remedy: Write the value out; put quotes around a text that starts with \`*\`.
`);
});

test("the list holds each code once, those of every provider among them", async () => {
  const { stdout } = await runCli(["diagnostics", "--format", "json"], { cwd: "/" });
  const codes = (JSON.parse(stdout) as DiagnosticsReport).codes.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
  const plugins = await loadProviders();
  const ofPlugins = plugins.flatMap(({ diagnostics }) =>
    diagnostics.flatMap(({ rules }) => Object.keys(rules)),
  );
  expect(ofPlugins.filter((code) => !codes.includes(code))).toEqual([]);
  const ofPlans = ["PLAN_IMAGE_MISSING", "PLAN_WRITE_STAGES", "IMAGE_USE_REVOKED"];
  const ofClusters = ["CAPI_CONVERT_LOST", "CLUSTER_UNKNOWN", "CAPI_PLAN_ETCD_OLD", "EDIT_STALE"];
  expect([...ofPlans, ...ofClusters].filter((code) => !codes.includes(code))).toEqual([]);
});

test("an unknown code is wrong use, with the nearest one", async () => {
  const { exitCode, stderr } = await runCli(["diagnostics", "READ_ALAIS"], { cwd: "/" });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("hint: Did you mean `READ_ALIAS`?");
});
