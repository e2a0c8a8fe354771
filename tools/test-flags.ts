/**
 * Runs core's suite in processes that may generate no code, and in processes where `__proto__`
 * throws. Suites that call `Handlebars.compile` as their judge need code generation and are left
 * out; `packages/core/src/testing/flags.test.ts` proves that the flags hold.
 */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const workspace = resolve(import.meta.dirname, "..");
const runs = [
  { flag: "--disallow-code-generation-from-strings", exclude: "**/*.handlebars.test.ts" },
  { flag: "--disable-proto=throw", exclude: undefined },
];

for (const { flag, exclude } of runs) {
  console.log(`core under ${flag}`);
  const vitest = join(workspace, "node_modules/vitest/vitest.mjs");
  const args = [
    vitest,
    "run",
    "--project",
    "core",
    ...(exclude === undefined ? [] : ["--exclude", exclude]),
  ];
  const { status } = spawnSync(process.execPath, args, {
    cwd: workspace,
    stdio: "inherit",
    env: { ...process.env, IMAGEWRIGHT_NODE_FLAGS: flag },
  });
  if (status !== 0) {
    process.exitCode = 1;
  }
}
