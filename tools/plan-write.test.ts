import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { formatDiagnostic, formatObjectAddress, type JsonObject } from "@imagewright/core";
import { replaceTexts } from "@imagewright/core/node";
import {
  type FileEdit,
  type PlanWriteOptions,
  renderUnifiedDiff,
  type UpgradeIntent,
  writePlanToFiles,
} from "@imagewright/core/plan";
import {
  expectGolden,
  requireTool,
  requireUpstream,
  type SkippableContext,
} from "@imagewright/testkit";
import { expect, test } from "vitest";

import { fleetCatalog } from "./fleet/fleet-images.ts";
import { planTexts } from "./plan-write/plan-texts.ts";
import { readTree } from "./plan-write/read-tree.ts";
import { allWebhooks } from "./plugins.ts";

type Sources = ReadonlyMap<string, string>;

const catalog = fleetCatalog(undefined);
const intent: UpgradeIntent = {
  apiVersion: "imagewright/v1alpha1",
  kind: "UpgradeIntent",
  goal: { kubernetesVersion: "1.33" },
  cleanUp: true,
};

function planOf(sources: Sources): ReturnType<typeof planTexts> {
  const planned = planTexts(sources, intent, catalog);
  const { plans } = planned;
  expect(plans.flatMap(({ blockers }) => blockers).map(formatDiagnostic)).toEqual([]);
  return planned;
}

/** What plans change, and nothing when they are written again. */
function write(
  plans: ReturnType<typeof planTexts>["plans"],
  sources: Sources,
  choice: PlanWriteOptions = {},
): readonly FileEdit[] {
  const options = { catalog, ...choice };
  const written = writePlanToFiles(plans, sources, options);
  expect(written).toMatchObject({ ok: true });
  const edits = written.ok ? written.value : [];
  const again = writePlanToFiles(plans, withEdits(sources, edits), options);
  expect(again).toMatchObject({ ok: true, value: [] });
  return edits;
}

function withEdits(sources: Sources, edits: readonly FileEdit[]): Sources {
  return new Map([...sources, ...edits.map(({ file, after }) => [file, after] as const)]);
}

/** The tree before each stage and after the last one, each stage planned from what is there then. */
function everyTree(): readonly Sources[] {
  const trees = [readTree("tree")];
  for (const sources of trees) {
    const edits = write(planOf(sources).plans, sources);
    if (edits.length > 0) {
      trees.push(withEdits(sources, edits));
    }
    expect(trees.length).toBeLessThan(20);
  }
  return trees;
}

const trees = everyTree();

function diffBetween(before: Sources, after: Sources): string {
  return renderUnifiedDiff(
    [...before].map(([file, text]) => ({ file, before: text, after: after.get(file) ?? "" })),
  );
}

test("a team's clusters are upgraded in their own files, stage by stage, until nothing is left", async () => {
  const files = trees.slice(1).map((tree, index) => ({
    path: `stage-${index + 1}.diff`,
    text: diffBetween(trees[index] ?? tree, tree),
  }));
  await expectGolden(new URL("plan-write/__golden__/stages/", import.meta.url), files);
  const { plans } = planOf(trees.at(-1) ?? new Map());
  expect(plans.map(({ cluster, steps }) => [cluster.name, steps.length])).toEqual([
    ["billing", 0],
    ["edge", 0],
    ["orders", 0],
    ["payments", 0],
  ]);
});

test("a plan that was stored leads to the same files, and cleans up what it leaves behind", async () => {
  let sources = readTree("tree");
  const { plans } = planOf(sources);
  for (let stage = 1; stage < trees.length; stage += 1) {
    sources = withEdits(sources, write(plans, sources, { stages: stage }));
    expect(sources).toEqual(trees[stage]);
  }
  const stages = Object.fromEntries(
    plans.flatMap(({ cluster: { namespace = "", name }, steps }) =>
      steps
        .filter(({ action }) => action === "cleanUp")
        .map(({ stage }) => [`${namespace}/${name}`, stage] as const),
    ),
  );
  const last = write(plans, sources, { stages, includeCleanUp: true });
  expect(write(plans, sources, { stages: "all", finalState: true, includeCleanUp: true })).toEqual(
    last,
  );
  await expectGolden(new URL("plan-write/__golden__/clean-up/", import.meta.url), [
    { path: "clean-up.diff", text: renderUnifiedDiff(last) },
  ]);
});

test("the state in which a plan ends differs by no template that was in use on the way", () => {
  const sources = readTree("tree");
  const { plans, observation } = planOf(sources);
  const edits = write(plans, sources, { stages: "all", finalState: true });
  const { observation: end } = planOf(withEdits(sources, edits));
  const names = (objects: typeof end.objects): readonly string[] =>
    objects.map(({ address }) => formatObjectAddress(address));
  const last = planOf(trees.at(-1) ?? new Map()).observation;
  const passing = new Set(
    plans.flatMap(({ garbage }) => garbage.map(({ object }) => formatObjectAddress(object))),
  );
  const first = new Set(names(observation.objects));
  expect(names(end.objects)).toEqual(
    names(last.objects).filter((name) => first.has(name) || !passing.has(name)),
  );
});

/** A folder in which git has committed a tree; it is removed when the work is done. */
async function inGit(
  context: SkippableContext,
  tree: Sources,
  work: (folder: string, git: (...parameters: readonly string[]) => string) => Promise<void>,
): Promise<void> {
  const program = requireTool(context, "git");
  const folder = mkdtempSync(join(tmpdir(), "imagewright-git-"));
  const git = (...parameters: readonly string[]): string => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    const { status, stdout, stderr } = spawnSync(
      program,
      [...identity, "-c", "core.autocrlf=false", ...parameters],
      { cwd: folder, encoding: "utf8", env: { ...process.env, HOME: folder } },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };
  try {
    for (const [file, text] of tree) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "before");
    await work(folder, git);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("git shows the intended lines and no others, and none the second time", async (context) => {
  const [before = new Map<string, string>()] = trees;
  await inGit(context, before, async (folder, git) => {
    const edits = write(planOf(before).plans, before);
    await replaceTexts(folder, edits);
    expect(git("diff", "--numstat").trim().split("\n")).toEqual([
      "22\t2\tbilling/base/cluster.yaml",
      "23\t2\tedge/cluster.json",
      "26\t2\torders/cluster.yaml",
      "1\t1\tpayments/cluster.yml",
    ]);
    git("commit", "-q", "-a", "-m", "stage 1");
    const again = write(
      planOf(before).plans,
      new Map(edits.map(({ file, after }) => [file, after])),
    );
    await replaceTexts(folder, [...again, ...edits]);
    expect(git("status", "--porcelain")).toBe("");
  });
});

test("git and patch make the same files of the rendered diff", async (context) => {
  const patch = requireTool(context, "patch");
  const [before = new Map<string, string>(), after] = trees;
  for (const program of ["git", "patch"]) {
    await inGit(context, before, async (folder, git) => {
      const diff = join(folder, "..", `${folder.split("/").at(-1) ?? ""}.diff`);
      writeFileSync(diff, diffBetween(before, after ?? before));
      if (program === "git") {
        git("apply", "--whitespace=nowarn", diff);
      } else {
        const options = ["-p1", "--binary", "--fuzz=0", "--no-backup-if-mismatch", "-i", diff];
        expect(spawnSync(patch, options, { cwd: folder }).status).toBe(0);
      }
      rmSync(diff);
      for (const [file, text] of after ?? []) {
        expect(readFileSync(join(folder, file), "utf8")).toBe(text);
      }
    });
  }
});

/** What definitions and webhooks refuse of trees that follow each other. */
function refusals(context: SkippableContext, tale: readonly Sources[]): readonly string[] {
  const source = folderSource(requireUpstream(context, "crds"));
  let before = new Map<string, JsonObject>();
  const refused = new Set<string>();
  for (const tree of tale) {
    const { objects } = planOf(tree).observation;
    const now = new Map(
      objects.map(({ address, object }) => [formatObjectAddress(address), object] as const),
    );
    for (const [name, object] of now) {
      const old = before.get(name);
      const options = { webhooks: allWebhooks };
      const { diagnostics } =
        old === undefined
          ? judgeCreation(object, source, options)
          : judgeUpdate(old, object, source, options);
      for (const found of diagnostics.filter(({ severity }) => severity === "error")) {
        refused.add(`${name} ${formatDiagnostic(found)}`);
      }
    }
    before = now;
  }
  return [...refused];
}

test("definitions and webhooks admit every object of every stage", (context) => {
  expect(refusals(context, trees)).toEqual([]);
});

test("Karpenter's pools are frozen, tried, switched and thawed in their file, stage by stage", async (context) => {
  const tale = [readTree("karpenter")];
  const { plans } = planOf(tale[0] ?? new Map());
  const last = Math.max(...plans.flatMap(({ steps }) => steps.map(({ stage }) => stage)));
  const diffs: { path: string; text: string }[] = [];
  for (let stage = 1; stage <= last; stage += 1) {
    const before = tale.at(-1) ?? new Map<string, string>();
    const edits = write(plans, before, { stages: stage });
    diffs.push({
      path: `stage-${String(stage).padStart(2, "0")}.diff`,
      text: renderUnifiedDiff(edits),
    });
    tale.push(withEdits(before, edits));
  }
  const written = diffs.filter(({ text }) => text !== "");
  await expectGolden(new URL("plan-write/__golden__/karpenter/", import.meta.url), written);
  expect(planOf(tale.at(-1) ?? new Map()).plans.map(({ steps }) => steps)).toEqual([[]]);
  const refused = refusals(context, tale).filter((refusal) => !refusal.startsWith("v1 Pod "));
  expect(refused).toEqual([]);
});

test("lines that no edit means are the same after all stages", () => {
  const [first] = trees;
  const last = trees.at(-1);
  for (const [file, text] of first ?? []) {
    const changed = new Set(diffBetween(new Map([[file, text]]), last ?? new Map()).split("\n"));
    const gone = text.split("\n").filter((line) => changed.has(`-${line}`));
    for (const line of gone) {
      expect(line).toMatch(/version"?:|MachineTemplate|name: '?(?:billing|orders)|ami-/u);
    }
  }
});
