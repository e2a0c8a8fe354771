import { spawnSync } from "node:child_process";

import { expectGolden, naughtyStrings, requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { parseOverrides } from "../../template/parse-overrides.ts";
import {
  buildingExample,
  examplePlan,
  karpenterExample,
  kubeadmExample,
  objectsOfExample,
  topologyExample,
} from "./__fixtures__/example-plan.ts";
import { renderClusterScript } from "./plan-script.ts";
import { renderPlanScripts } from "./plan-scripts.ts";
import { planTemplates } from "./plan-templates.ts";

const scripts = [...renderPlanScripts(examplePlan(), objectsOfExample)];

test("golden files: one script for each cluster, and one for the waves", async () => {
  await expectGolden(new URL("__golden__/scripts/", import.meta.url), scripts);
});

test("shellcheck finds nothing but backticks in texts, which are meant", (context) => {
  const shellcheck = requireTool(context, "shellcheck");
  for (const { text } of scripts) {
    const run = spawnSync(shellcheck, ["--norc", "--exclude=SC2016", "-"], {
      input: text,
      encoding: "utf8",
    });
    expect(run.stdout).toBe("");
    expect(run.status).toBe(0);
  }
});

test.for(["dash", "bash"])("%s accepts the scripts", (shell, context) => {
  for (const { text } of scripts) {
    const run = spawnSync(requireTool(context, shell), ["-n"], { input: text, encoding: "utf8" });
    expect(run).toMatchObject({ status: 0, stderr: "" });
  }
});

test("no name, whatever it is, is read as a part of the script", (context) => {
  const dash = requireTool(context, "dash");
  const names = naughtyStrings.filter((text) => text.length < 300);
  const texts = names.map((name) => {
    const { plan, objects } = kubeadmExample(name, name);
    return renderClusterScript(plan, objects).text;
  });
  // Everything behind the functions: calls of `begin` and the like with words as arguments.
  const calls = texts.map((text) => text.slice(text.indexOf("\n# Stage 1\n")));
  const recorder =
    'step() { printf \'%s\\0\' "$3"; return 1; }\nbegin() { step "$@"; }\nresume() { step "$@"; }\nsay() { :; }\ncluster=a\n';
  const input = calls.map((text) => `(${recorder}${text})\n`).join("");
  const run = spawnSync(dash, ["-"], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  expect(run.stderr).toBe("");
  const found = run.stdout.split("\0");
  for (const name of names) {
    expect(found).toContain(`See that ${name} is well`);
    expect(found).toContain(`Create AWSMachineTemplate ${name}/${name}-control-plane-new`);
  }
  expect(found).toHaveLength(names.length * 12 + 1);
});

test("an id that could be something else is refused", () => {
  const { plan, objects } = kubeadmExample();
  const steps = plan.steps.map((step) => ({ ...step, id: "a b\nc" }));
  expect(() => renderClusterScript({ ...plan, steps }, objects)).toThrow(
    expect.objectContaining({ code: "VALUE_REFUSED" }),
  );
});

test("a plan is refused with objects it was not made from", () => {
  const { plan } = kubeadmExample();
  expect(() => renderClusterScript(plan, topologyExample().objects)).toThrow(
    expect.objectContaining({ code: "VALUE_REFUSED" }),
  );
});

test("a plan that cannot be carried out says why, and does nothing", (context) => {
  const script = scripts.find(({ path }) => path === "shop/blocked/upgrade.sh");
  const options = { input: script?.text ?? "", encoding: "utf8" } as const;
  const run = spawnSync(requireTool(context, "dash"), ["-s"], options);
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("PLAN_IMAGE_MISSING: no image for Kubernetes 1.32");
});

test("what manifests do not tell is asked for", () => {
  const { plan, objects } = karpenterExample();
  const isImageOnly = {
    ...plan,
    hops: plan.hops.map((hop) => ({ ...hop, from: hop.version })),
  };
  expect(renderClusterScript(plan, objects).text).not.toContain("\n  ask look");
  expect(renderClusterScript(isImageOnly, objects).text).toContain("\n  ask look");
  expect(renderClusterScript(isImageOnly, objects).text).not.toContain("\n  wait_for_nodes");
});

test("an image that is to be built is a person's part", () => {
  const { plan, objects } = buildingExample();
  expect(renderClusterScript(plan, objects).text).toContain("\n  ask approve");
});

test("a template of one's own takes the place of the built-in one", async () => {
  const source = "#!/bin/sh\necho {{cluster}}\n";
  const parsed = parseOverrides(await planTemplates(), { "upgrade-script": { source } });
  const { plan, objects } = kubeadmExample();
  const overrides = parsed.ok ? { overrides: parsed.value } : {};
  expect(renderClusterScript(plan, objects, overrides).text).toBe("#!/bin/sh\necho shop/orders\n");
});
