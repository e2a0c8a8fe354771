import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { requirePython, requireTool } from "@imagewright/testkit";
import { afterAll, expect, test } from "vitest";

import { valueAt } from "../../json-pointer.ts";
import type { JsonObject } from "../../json-value.ts";
import type { PlanObjects } from "../plan-contribution.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import {
  examplePlan,
  type ExamplePlan,
  karpenterExample,
  kubeadmExample,
  objectsOfExample,
  topologyExample,
} from "./__fixtures__/example-plan.ts";
import { type FakeCluster, fakeCluster, keyOf } from "./__fixtures__/fake-cluster.ts";
import { renderPlanScripts } from "./plan-scripts.ts";
import { planStages } from "./plan-stages.ts";

const root = mkdtempSync(join(tmpdir(), "imagewright-plan-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const slow = { timeout: 300_000 };

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The scripts of a plan in a folder of their own, and clusters behind a `kubectl` of ours. */
class Stage {
  readonly folder = mkdtempSync(join(root, "run-"));
  readonly path: string;
  readonly script: string;

  constructor(example: ExamplePlan, lag = 0, objects = startObjects(example)) {
    const bin = join(this.folder, "bin");
    mkdirSync(bin);
    const program = fileURLToPath(new URL("__fixtures__/fake-kubectl.ts", import.meta.url));
    const kubectl = join(bin, "kubectl");
    const cache = `NODE_COMPILE_CACHE='${join(root, "cache")}'`;
    writeFileSync(kubectl, `#!/bin/sh\n${cache} exec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(kubectl, 0o755);
    writeFileSync(join(bin, "sleep"), "#!/bin/sh\n");
    chmodSync(join(bin, "sleep"), 0o755);
    this.path = `${bin}:${process.env["PATH"] ?? ""}`;
    this.cluster = fakeCluster(objects, lag);
    for (const { path, text } of renderPlanScripts(planOf(example), () => example.objects)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    const { name, namespace } = example.plan.cluster;
    this.script = join(
      this.folder,
      ...(namespace === undefined ? [] : [namespace]),
      name,
      "upgrade.sh",
    );
  }

  get cluster(): FakeCluster {
    return JSON.parse(readFileSync(join(this.folder, "cluster.json"), "utf8")) as FakeCluster;
  }

  set cluster(cluster: FakeCluster) {
    writeFileSync(join(this.folder, "cluster.json"), JSON.stringify(cluster));
  }

  run(shell: string, args: readonly string[] = [], environment: Record<string, string> = {}): Run {
    return spawnSync(shell, [this.script, ...args], {
      encoding: "utf8",
      env: this.environment(environment),
    });
  }

  environment(more: Record<string, string>): Record<string, string> {
    return {
      PATH: this.path,
      FAKE_CLUSTER: join(this.folder, "cluster.json"),
      IMAGEWRIGHT_APPROVE: "all",
      IMAGEWRIGHT_WORKLOAD_CONTEXT: "workload",
      IMAGEWRIGHT_INTERVAL: "0",
      IMAGEWRIGHT_TIMEOUT: "0",
      ...more,
    };
  }
}

function planOf({ plan }: ExamplePlan): ReturnType<typeof examplePlan> {
  return { ...examplePlan(), clusters: [plan], waves: [] };
}

/** What stands there before any step. */
function startObjects({ plan, objects }: ExamplePlan): readonly JsonObject[] {
  const named = plan.steps.flatMap(({ effects }) =>
    effects.map((change) => (change.change === "copy" ? change.of : change.object)),
  );
  return named.flatMap((address) => {
    const found = objects.find(address);
    return found === undefined ? [] : [found.object];
  });
}

/** What stands there when all steps are done, without what a server adds. */
function endObjects(
  plan: ClusterPlan,
  objects: PlanObjects,
): ReadonlyMap<string, JsonObject | undefined> {
  const end = new Map<string, JsonObject | undefined>();
  for (const { change, after } of planStages(plan, objects)
    .flatMap(({ steps }) => steps)
    .flatMap(({ changes }) => changes)) {
    const { kind, name } = change.object;
    end.set(`${kind.toLowerCase()}/${name}`, after);
  }
  return end;
}

function expectEnd(stage: Stage, { plan, objects }: ExamplePlan): void {
  const { objects: found } = stage.cluster;
  for (const [key, object] of endObjects(plan, objects)) {
    expect(found[key]?.["spec"]).toEqual(object?.["spec"]);
    expect(valueAt(found[key] ?? {}, "/metadata/annotations")).toEqual(
      valueAt(object ?? {}, "/metadata/annotations"),
    );
  }
}

const examples = [
  ["kubeadm", kubeadmExample],
  ["a topology and a pool", topologyExample],
  ["Karpenter", karpenterExample],
] as const;
const cases = examples.flatMap(([name, make]) =>
  (["dash", "bash"] as const).map((shell) => [shell, name, make] as const),
);

test.for(cases)("%s carries out %s from beginning to end", slow, ([shell, , make], context) => {
  const example = make();
  const stage = new Stage(example);
  const first = stage.run(requireTool(context, shell));
  expect(first).toMatchObject({ status: 0, stderr: "" });
  expectEnd(stage, example);
  const { calls, changes } = stage.cluster;
  expect(changes).toHaveLength(example.plan.steps.flatMap(({ effects }) => effects).length);
  const again = stage.run(shell);
  expect(again).toMatchObject({ status: 0, stderr: "" });
  expect(stage.cluster.calls).toBe(calls);
});

test.for(examples)("%s: interrupted at every call, it goes on", slow, ([, make], context) => {
  const dash = requireTool(context, "dash");
  const example = make();
  const whole = new Stage(example);
  whole.run(dash);
  const { calls, changes } = whole.cluster;
  for (let call = 1; call <= calls; call += 1) {
    const stage = new Stage(example);
    const FAKE_FAILS = call % 2 === 0 ? "before" : "after";
    const interrupted = stage.run(dash, [], { FAKE_FAILS_AT: String(call), FAKE_FAILS });
    expect(interrupted.status).not.toBe(0);
    expect(stage.run(dash)).toMatchObject({ status: 0 });
    expectEnd(stage, example);
    expect(stage.cluster.changes.length - changes.length).toBe(0);
  }
});

test("without its journal a script finds by itself what is done", slow, (context) => {
  const example = topologyExample();
  const stage = new Stage(example);
  const dash = requireTool(context, "dash");
  stage.run(dash, [], { FAKE_FAILS_AT: "5" });
  const run = stage.run(dash, [], { IMAGEWRIGHT_STATE: join(stage.folder, "other.state") });
  expect(run).toMatchObject({ status: 0, stderr: "" });
  expect(run.stdout).toContain("is changed already");
  expectEnd(stage, example);
});

test("a field that holds neither the old nor the new value stops the script", slow, (context) => {
  const example = kubeadmExample();
  const objects = startObjects(example).map((object) =>
    keyOf(object) === "machinedeployment/orders-a"
      ? { ...object, spec: { replicas: 2, template: { spec: { version: "v1.30.0" } } } }
      : object,
  );
  const stage = new Stage(example, 0, objects);
  const run = stage.run(requireTool(context, "dash"));
  expect(run.status).toBe(1);
  expect(run.stderr).toContain(
    "{.spec.template.spec.version} of machinedeployments.v1beta2.cluster.x-k8s.io/orders-a is 'v1.30.0'; the plan expects 'v1.31.14', and makes 'v1.32.13' of it",
  );
  expect(stage.cluster.changes.join(" ")).not.toContain("orders-b");
});

test.for([
  { name: "that says the same is taken", ami: "ami-2", status: 0, stderr: "" },
  {
    name: "that says something else is refused",
    ami: "ami-9",
    status: 1,
    stderr: "is there already and says something else",
  },
])("an object of the new name $name", slow, ({ ami, status, stderr }, context) => {
  const example = kubeadmExample();
  const objects = startObjects(example);
  const template = objects.find((object) => keyOf(object) === "awsmachinetemplate/orders-workers");
  const there = {
    ...template,
    metadata: { name: "orders-workers-new", namespace: "shop" },
    // A server adds what the copy does not say.
    spec: {
      template: { spec: { ami: { id: ami }, instanceType: "m5.large", uncompressed: false } },
    },
  };
  const stage = new Stage(example, 0, [...objects, there]);
  const run = stage.run(requireTool(context, "dash"));
  expect(run.status).toBe(status);
  expect(run.stderr).toContain(stderr);
});

test("a rollout that takes its time is waited for", slow, (context) => {
  const example = kubeadmExample();
  const stage = new Stage(example, 2);
  const run = stage.run(requireTool(context, "dash"), [], { IMAGEWRIGHT_TIMEOUT: "60" });
  expect(run).toMatchObject({ status: 0, stderr: "" });
  expect(run.stdout).toContain('generation is "1" (same "2")');
  expect(run.stdout).toContain("is finished\n");
});

test(
  "a rollout that does not end stops the script in time, and no step after it begins",
  slow,
  (context) => {
    const example = kubeadmExample();
    const stage = new Stage(example, -1);
    const run = stage.run(requireTool(context, "dash"));
    expect(run.status).toBe(4);
    expect(run.stderr).toContain("is not finished after 0 seconds");
    expect(stage.cluster.changes.join(" ")).not.toContain("machinedeployments");
  },
);

test("nobody is asked where there is no terminal", slow, (context) => {
  const dash = requireTool(context, "dash");
  const plain = new Stage(kubeadmExample());
  const refused = plain.run(dash, [], { IMAGEWRIGHT_APPROVE: "" });
  expect(refused.status).toBe(3);
  const [, id = ""] = /put (\w+) into IMAGEWRIGHT_APPROVE/u.exec(refused.stderr) ?? [];
  expect(plain.run(dash, [], { IMAGEWRIGHT_APPROVE: `x,${id}` }).status).toBe(0);
  const pool = new Stage(topologyExample());
  const unseen = pool.run(dash, [], { IMAGEWRIGHT_WORKLOAD_CONTEXT: "" });
  expect(unseen.status).toBe(3);
  expect(unseen.stderr).toContain("with -w CONTEXT the nodes are looked at");
});

/** Runs a program at a terminal of its own, and types an answer. */
const atTerminal = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
os.write(terminal, sys.argv[1].encode())
try:
    while os.read(terminal, 4096):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

test.for([
  ["yes", 0],
  ["no", 3],
] as const)(
  "at a terminal a person is asked, and %s ends with %i",
  slow,
  ([answer, status], context) => {
    const python = requirePython(context, "pty");
    const stage = new Stage(kubeadmExample());
    const args = ["-c", atTerminal, `${answer}\n`, "sh", stage.script];
    const run = spawnSync(python, args, { env: stage.environment({ IMAGEWRIGHT_APPROVE: "" }) });
    expect(run.status).toBe(status);
  },
);

test("-l lists, -n shows, -s begins later, and none of them does more", slow, (context) => {
  const dash = requireTool(context, "dash");
  const example = kubeadmExample();
  const stage = new Stage(example);
  const listed = stage.run(dash, ["-l"]).stdout.trimEnd().split("\n");
  expect(listed).toHaveLength(example.plan.steps.length);
  expect(listed[3]).toMatch(/^4 \w+ \[ \] Upgrade KubeadmControlPlane/u);
  const shown = stage.run(dash, ["-n"]);
  expect(shown).toMatchObject({ status: 0, stderr: "" });
  expect(shown.stdout).toContain("  kubectl 'patch' 'kubeadmcontrolplanes.v1beta1");
  expect(stage.cluster.calls).toBe(0);
  expect(stage.run(dash, ["-s", "nothing"]).status).toBe(2);
  expect(stage.run(dash, ["extra"]).status).toBe(2);
  const [, last = ""] = (listed.at(-1) ?? "").split(" ");
  expect(stage.run(dash, ["-s", last]).status).toBe(0);
  expect(stage.cluster.changes).toHaveLength(1);
  expect(stage.run(dash, ["-l"]).stdout).toContain(`9 ${last} [x] `);
  expect(stage.run(dash, ["-h"]).stdout).toMatch(
    /^Carries out[^]*look, 4 not finished in time\.\n$/u,
  );
});

test("waves follow each other, and stop when too many clusters failed", slow, (context) => {
  const dash = requireTool(context, "dash");
  const plan = examplePlan();
  const folder = mkdtempSync(join(root, "waves-"));
  for (const { path, text } of renderPlanScripts(plan, objectsOfExample)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const fails = '#!/bin/sh\necho "$0" >>"$LOG"\ncase $0 in *"$BROKEN"*) exit 1 ;; esac\n';
    writeFileSync(
      join(folder, path),
      path === "upgrade.sh" ? text.replaceAll("end 60", "end 0") : fails,
    );
  }
  const run = (BROKEN: string, log: string, approve: string): Run =>
    spawnSync(dash, [join(folder, "upgrade.sh")], {
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        LOG: join(folder, log),
        BROKEN,
        IMAGEWRIGHT_APPROVE: approve,
        IMAGEWRIGHT_WAVES_STATE: join(folder, `${log}.state`),
      },
    });
  const logged = (log: string): number =>
    readFileSync(join(folder, log), "utf8").split("\n").length - 1;

  expect(run("nothing", "all", "all")).toMatchObject({ status: 0, stderr: "" });
  expect(logged("all")).toBe(5);
  expect(run("nothing", "all", "all").stdout).toContain("wave rest: finished before");
  expect(run("orders", "canary", "all")).toMatchObject({ status: 1 });
  expect(logged("canary")).toBe(1);
  expect(run("nothing", "asked", "")).toMatchObject({ status: 3 });
  expect(logged("asked")).toBe(1);
  expect(run("blocked", "one", "wave:rest")).toMatchObject({ status: 1 });
  expect(logged("one")).toBe(5);
  const two = run("shop/", "two", "all");
  expect(two.stderr).toContain("1 clusters failed, and 0 may");
});

test("a template that a MachineSet refers to is not deleted", slow, (context) => {
  const example = kubeadmExample();
  const set = {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "MachineSet",
    metadata: { name: "orders-old", namespace: "shop" },
    spec: { template: { spec: { infrastructureRef: { name: "orders-control-plane" } } } },
  };
  const stage = new Stage(example, 0, [...startObjects(example), set]);
  const run = stage.run(requireTool(context, "dash"));
  expect(run).toMatchObject({ status: 0, stderr: "" });
  expect(run.stdout).toContain("orders-control-plane stays: a MachineSet refers to it");
  expect(stage.cluster.objects["awsmachinetemplate/orders-control-plane"]).toBeDefined();
});
