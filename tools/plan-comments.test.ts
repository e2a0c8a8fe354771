import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { planExample } from "./demo/plan-example.ts";

const workspace = resolve(import.meta.dirname, "..");

test("comments of the example platform name the records that its clusters are given", async () => {
  const out = mkdtempSync(join(tmpdir(), "imagewright-comments-"));
  onTestFinished(() => rmSync(out, { recursive: true }));
  const before = readFileSync(
    join(workspace, "examples/platform/clusters/orders-aws.yaml"),
    "utf8",
  );
  expect(before.match(/id: ami-\w+ # .*/gu)).toEqual([
    "id: ami-07d743dad5b2dc470 # ubuntu-2404-1.31.14-20251120",
    "id: ami-07d743dad5b2dc470 # ubuntu-2404-1.31.14-20251120",
  ]);
  const planned = await planExample(workspace, out);
  const { diff = "" } = "report" in planned ? planned.report : {};
  expect(diff.match(/^[+-].*ami-.*/gmu)).toEqual([
    "+        id: ami-0755d262007c5a352 # ubuntu-2404-1.32.13-20260304",
  ]);
});
