import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expectGolden, requireTool, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { editYaml } from "../../edit/edit-yaml.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { copy, patch, placeIn, planOf, readTree, remove, stepOf } from "./__fixtures__/plans.ts";
import { planFileEdits } from "./plan-file-edits.ts";
import type { PlanWriteOptions } from "./plan-write-options.ts";
import { type FileEdit, renderUnifiedDiff } from "./render-unified-diff.ts";
import { writePlanToFiles } from "./write-plan-to-files.ts";

const [old, image] = ["ami-0aaaaaaaaaaaaaaaa", "ami-0bbbbbbbbbbbbbbbb"];
const version = ["v1.33.4", "v1.34.1"] as const;
const ami = { "/spec/template/spec/ami/id": [old, image] } as const;
const orders = "clusters/orders/cluster.yaml";
const list = "dump/list.yaml";
const search = "dump/search.json";
const infrastructure = "/spec/template/spec/infrastructureRef/name";

/** Orders moves its control plane, then its workers, then drops what is left over. */
const ordersPlan = planOf(
  "orders/orders",
  stepOf(
    1,
    copy("AWSMachineTemplate orders/orders-cp", "orders-cp-b2", placeIn(orders, 1), ami),
    copy("AWSMachineTemplate orders/orders-workers", "orders-workers-b2", placeIn(orders, 3), ami),
  ),
  stepOf(
    1,
    patch("KubeadmControlPlane orders/orders-control-plane", placeIn(orders, 0), {
      "/spec/version": version,
      "/spec/machineTemplate/infrastructureRef/name": ["orders-cp", "orders-cp-b2"],
      "/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/profiling": [
        "false",
        undefined,
      ],
      "/metadata/annotations": [undefined, { "example.com/rolled": "2026-11-21" }],
    }),
  ),
  stepOf(
    2,
    patch("MachineDeployment orders/orders-workers", placeIn(orders, 2), {
      "/spec/template/spec/version": version,
      [infrastructure]: ["orders-workers", "orders-workers-b2"],
    }),
  ),
  {
    ...stepOf(
      3,
      remove("AWSMachineTemplate orders/orders-cp", placeIn(orders, 1)),
      remove("AWSMachineTemplate orders/orders-workers", placeIn(orders, 3)),
    ),
    action: "cleanUp",
  },
);

/** Payments keeps its template in a dump, and shares it. */
const paymentsPlan = planOf(
  "payments/payments",
  stepOf(
    1,
    copy("AWSMachineTemplate payments/shared-workers", "shared-b2", placeIn(list, 0, "/items/0"), {
      ...ami,
      "/metadata/labels": [undefined, { minor: "1.34" }],
    }),
    patch(
      "MachineDeployment payments/payments-workers",
      placeIn("clusters/payments/workers.yaml"),
      {
        "/spec/template/spec/version": version,
        [infrastructure]: ["shared-workers", "shared-b2"],
      },
    ),
    patch("ConfigMap payments/notes", placeIn(list, 0, "/items/1/items/0"), {
      "/data/minor": ["1.33", "1.34"],
    }),
  ),
  stepOf(2, remove("ConfigMap payments/leftover", placeIn(list, 0, "/items/2"))),
);

const searchPlan = planOf(
  "search/search",
  stepOf(
    1,
    copy("AWSMachineTemplate search/search", "search-b2", placeIn(search, 0, "/items/0"), ami),
    patch("MachineDeployment search/search", placeIn(search, 0, "/items/1"), {
      "/spec/template/spec/version": version,
      [infrastructure]: ["search", "search-b2"],
    }),
  ),
);

const webPlan = planOf(
  "web",
  stepOf(
    1,
    copy("AWSMachineTemplate web", "web-b2", placeIn("base/workers.yaml", 1), ami),
    patch("MachineDeployment web", placeIn("base/workers.yaml", 0), {
      "/spec/template/spec/version": version,
      [infrastructure]: ["web", "web-b2"],
    }),
  ),
);

const plans = [ordersPlan, paymentsPlan, searchPlan, webPlan];

function write(
  sources: ReadonlyMap<string, string>,
  wanted: Iterable<ClusterPlan> = plans,
  options: PlanWriteOptions = {},
): readonly FileEdit[] {
  const written = writePlanToFiles(wanted, sources, options);
  expect(written).toMatchObject({ ok: true });
  return written.ok ? written.value : [];
}

function withEdits(
  sources: ReadonlyMap<string, string>,
  edits: readonly FileEdit[],
): ReadonlyMap<string, string> {
  return new Map([...sources, ...edits.map(({ file, after }) => [file, after] as const)]);
}

/** What git says of the edits when they are written over files that are committed. */
function gitDiff(
  context: SkippableContext,
  edits: readonly FileEdit[],
  ...parameters: readonly string[]
): string {
  const git = requireTool(context, "git");
  const folder = mkdtempSync(join(tmpdir(), "imagewright-tree-"));
  const run = (...own: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(git, ["-c", "core.autocrlf=false", ...own], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };
  try {
    run("init", "-q");
    for (const { file, before } of edits) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), before);
    }
    run("add", ".");
    for (const { file, after } of edits) {
      writeFileSync(join(folder, file), after);
    }
    return run("diff", ...parameters);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("each stage's diff shows the intended lines alone, and writing it twice changes nothing", async () => {
  let sources = readTree();
  const diffs: { path: string; text: string }[] = [];
  for (const stage of [1, 2, 3]) {
    const options = { stages: stage, includeCleanUp: true };
    const edits = write(sources, plans, options);
    diffs.push({ path: `stage-${stage}.diff`, text: renderUnifiedDiff(edits) });
    sources = withEdits(sources, edits);
    expect(write(sources, plans, options)).toEqual([]);
  }
  const texts = [...sources].map(([path, text]) => ({ path: `tree/${path}`, text }));
  await expectGolden(new URL("__golden__/stages/", import.meta.url), [...diffs, ...texts]);
});

test("git counts as many lines as are meant", (context) => {
  const edits = write(readTree());
  expect(gitDiff(context, edits, "--numstat").trim().split("\n")).toEqual([
    "12\t2\tbase/workers.yaml",
    "35\t3\tclusters/orders/cluster.yaml",
    "2\t2\tclusters/payments/workers.yaml",
    "14\t1\tdump/list.yaml",
    "20\t2\tdump/search.json",
  ]);
});

test("git shows the diff that is rendered", (context) => {
  const edits = write(readTree());
  const shown = gitDiff(context, edits, "--no-color", "--no-ext-diff", "--text")
    .replaceAll(/^index .*\n/gmu, "")
    .replaceAll(/^(?<range>@@ .* @@).*$/gmu, "$<range>");
  expect(renderUnifiedDiff(edits)).toBe(shown);
});

test("edits are made again without effect, as far as nothing is deleted", () => {
  const sources = readTree();
  const planned = planFileEdits([ordersPlan, webPlan], sources);
  for (const [file, edits] of planned.ok ? planned.value : []) {
    const once = editYaml(sources.get(file) ?? "", edits, { file });
    const after = once.ok ? once.value : "";
    expect(editYaml(after, edits, { file })).toEqual({ ok: true, value: after, diagnostics: [] });
  }
  expect(planned.ok && planned.value.size).toBe(2);
});

/** What is said of plans: places, codes and messages. */
function said(
  wanted: readonly ClusterPlan[],
  options: PlanWriteOptions = {},
  sources = readTree(),
): readonly string[] {
  const { ok, diagnostics } = writePlanToFiles(wanted, sources, options);
  expect(ok).toBe(!diagnostics.some(({ severity }) => severity === "error"));
  return diagnostics.map(({ code, message, source, found, expected }) => {
    const place = source === undefined ? "" : `${source.file}:${source.line}:${source.column} `;
    const facts = [found, expected].filter((fact) => fact !== undefined).join(" for ");
    return `${place}${code} ${message}${facts === "" ? "" : ` (${facts})`}`;
  });
}

const template = "clusters/template.yaml";
const lab = "MachineDeployment lab/lab-md-0";

test.for<readonly [string, readonly ClusterPlan[], readonly string[]]>([
  [
    "a variable in a field",
    [
      planOf(
        "lab/lab",
        stepOf(1, patch(lab, placeIn(template), { "/spec/template/spec/version": version })),
      ),
    ],
    [
      `${template}:13:16 PLAN_WRITE_VARIABLE the value comes from the variable KUBERNETES_VERSION, which would be replaced ("\${KUBERNETES_VERSION:-v1.33.4}" for "v1.33.4")`,
    ],
  ],
  [
    "a variable that was read as it stands",
    [
      planOf(
        "lab/lab",
        stepOf(
          1,
          patch(lab, placeIn(template), {
            "/spec/template/spec/version": ["${KUBERNETES_VERSION:-v1.33.4}", "v1.34.1"],
          }),
        ),
      ),
    ],
    [
      `${template}:13:16 PLAN_WRITE_VARIABLE the value comes from the variable KUBERNETES_VERSION, which would be replaced ("\${KUBERNETES_VERSION:-v1.33.4}" for "\${KUBERNETES_VERSION:-v1.33.4}")`,
    ],
  ],
  [
    "variables inside of a map that is replaced",
    [planOf("lab/lab", stepOf(1, patch(lab, placeIn(template), { "/spec/template": [{}, {}] })))],
    [
      `${template}:11:5 PLAN_WRITE_VARIABLE the value comes from the variable CLUSTER_NAME, which would be replaced ({"spec":{"clusterName":"\${CLUSTER_NAME:-lab}","version":"\${KUBERNETES_VERSION:-… for {})`,
    ],
  ],
  [
    "a variable in the name of a copy",
    [planOf("lab/lab", stepOf(1, copy(lab, "lab-md-1", placeIn(template), {})))],
    [
      `${template}:5:9 PLAN_WRITE_VARIABLE the value comes from the variable CLUSTER_NAME, which would be replaced ("\${CLUSTER_NAME:-lab}-md-0" for "lab-md-0")`,
    ],
  ],
  [
    "another value than the plan was made from",
    [
      planOf(
        "web",
        stepOf(
          1,
          patch("MachineDeployment web", placeIn("base/workers.yaml"), {
            "/spec/template/spec/version": ["v1.33.1", "v1.34.1"],
            "/spec/clusterName": [undefined, "other"],
            "/spec/replicas": [3, undefined],
          }),
        ),
      ),
    ],
    [
      'base/workers.yaml:10:16 EDIT_STALE another value stands here than the plan was made from ("v1.33.4" for "v1.33.1")',
      'base/workers.yaml:6:16 EDIT_STALE another value stands here than the plan was made from ("web" for nothing)',
    ],
  ],
  [
    "an object that is in no file, and a file without a text",
    [
      planOf(
        "web",
        stepOf(
          1,
          patch("MachineDeployment web", undefined, { "/spec/replicas": [undefined, 3] }),
          patch("MachineDeployment wob", placeIn("base/workers.yml"), { "/a": [undefined, 3] }),
        ),
      ),
    ],
    [
      "PLAN_WRITE_NO_SOURCE web: cluster.x-k8s.io/v1beta2 MachineDeployment web was read from no file",
      "PLAN_WRITE_NO_TEXT the text of base/workers.yml is not given (base/workers.yml)",
    ],
  ],
  [
    "an object that is gone",
    [
      planOf(
        "web",
        stepOf(
          1,
          patch("MachineDeployment wob", placeIn("base/workers.yaml"), { "/a": [undefined, 3] }),
          copy("AWSMachineTemplate wob", "new", placeIn("base/workers.yaml"), {}),
        ),
      ),
    ],
    [
      "base/workers.yaml:1:1 PLAN_WRITE_OBJECT cluster.x-k8s.io/v1beta2 MachineDeployment wob is not in the file",
      "base/workers.yaml:1:1 PLAN_WRITE_OBJECT infrastructure.cluster.x-k8s.io/v1beta2 AWSMachineTemplate wob is not in the file",
    ],
  ],
  [
    "a new name that is taken",
    [
      planOf(
        "orders/orders",
        stepOf(
          1,
          copy("AWSMachineTemplate orders/orders-cp", "orders-workers", placeIn(orders, 1), {}),
        ),
      ),
    ],
    [
      `${orders}:61:9 PLAN_WRITE_NAME_TAKEN infrastructure.cluster.x-k8s.io/v1beta2 AWSMachineTemplate orders/orders-workers stands here already, and says something else`,
    ],
  ],
  [
    "two clusters that want different values in one field",
    ["a", "b"].map((name) =>
      planOf(
        name,
        stepOf(
          1,
          patch("MachineDeployment web", placeIn("base/workers.yaml"), {
            "/spec/template/spec/version": ["v1.33.4", `v1.34.${name === "a" ? 1 : 2}`],
          }),
        ),
      ),
    ),
    [
      "PLAN_WRITE_CONFLICT cluster.x-k8s.io/v1beta2 MachineDeployment web: clusters a and b ask for different values at /spec/template/spec/version",
    ],
  ],
  [
    "two clusters of which one deletes what the other one changes",
    [
      planOf("a", stepOf(1, remove("MachineDeployment web", placeIn("base/workers.yaml")))),
      planOf(
        "b",
        stepOf(
          1,
          patch("MachineDeployment web", placeIn("base/workers.yaml"), { "/a": [undefined, 1] }),
        ),
      ),
    ],
    [
      "PLAN_WRITE_CONFLICT cluster.x-k8s.io/v1beta2 MachineDeployment web: clusters a and b ask for delete and patch",
    ],
  ],
  [
    "steps of which one does not follow from the other",
    [
      planOf(
        "a",
        stepOf(
          1,
          patch("MachineDeployment web", placeIn("base/workers.yaml"), {
            "/spec/minReadySeconds": [undefined, 1],
          }),
          patch("MachineDeployment web", placeIn("base/workers.yaml"), {
            "/spec/minReadySeconds": [2, 3],
          }),
        ),
      ),
    ],
    [
      "PLAN_WRITE_CONFLICT cluster.x-k8s.io/v1beta2 MachineDeployment web: a later step does not follow from an earlier one",
    ],
  ],
  [
    "a plan with blockers",
    [{ ...ordersPlan, steps: [], applyable: false }],
    ["PLAN_WRITE_BLOCKED orders/orders: the plan has blockers"],
  ],
])("%s: refused", ([, wanted, found]) => {
  expect(said(wanted)).toEqual(found);
});

test("a field beside variables is edited, and names with variables are found", () => {
  const sources = readTree();
  const plan = planOf(
    "lab/lab",
    stepOf(1, patch(lab, placeIn(template), { "/spec/template/spec/minReadySeconds": [10, 30] })),
  );
  const [edit, second] = write(sources, [plan]);
  expect(second).toBeUndefined();
  expect(edit?.after).toBe(
    sources.get(template)?.replace("minReadySeconds: 10", "minReadySeconds: 30"),
  );
});

test("a copy keeps the variables of what it does not change, and of its name", () => {
  const kept = "MachineDeployment ${NAMESPACE:=lab}/${CLUSTER_NAME:-lab}-md-0";
  const change = copy(kept, "${CLUSTER_NAME:-lab}-md-1", placeIn(template), {
    "/spec/template/spec/minReadySeconds": [10, 30],
  });
  const [edit] = write(readTree(), [planOf("lab", stepOf(1, change))]);
  expect(edit?.after.split("---\n")[1]).toBe(
    readTree()
      .get(template)
      ?.replace("name: ${CLUSTER_NAME:-lab}-md-0", 'name: "${CLUSTER_NAME:-lab}-md-1"')
      .replace("minReadySeconds: 10", "minReadySeconds: 30"),
  );
});

test("what two clusters want alike is written once", () => {
  const both = ["a", "b"].map((name) => ({ ...webPlan, cluster: { name } }));
  expect(write(readTree(), both)).toEqual(write(readTree(), [webPlan]));
});

function additionOf(pointer: string): ClusterPlan {
  const change = patch("MachineDeployment web", placeIn("base/workers.yaml"), {
    [pointer]: [undefined, 1],
  });
  return planOf(pointer, stepOf(1, change));
}

test("fields of one object that several clusters change are edited together", () => {
  const [edit] = write(
    readTree(),
    ["/spec/replicas", "/spec/revisionHistoryLimit"].map(additionOf),
  );
  expect(edit?.after).toContain("\n  replicas: 1\n  revisionHistoryLimit: 1\n");
});

const jsonPlan = (effect: ReturnType<typeof remove>): readonly ClusterPlan[] => [
  planOf("a", stepOf(1, effect)),
];

test("a JSON file keeps its one object, and no other one comes beside it", () => {
  const file = "one.json";
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { b: "1" } };
  const sources = new Map([[file, JSON.stringify(object)]]);
  const change = patch("ConfigMap a", placeIn(file), { "/data/b": ["1", "2"] });
  expect(write(sources, jsonPlan(change))[0]?.after).toBe(
    JSON.stringify({ ...object, data: { b: "2" } }),
  );
  for (const effect of [
    copy("ConfigMap a", "b", placeIn(file), {}),
    remove("ConfigMap a", placeIn(file)),
  ]) {
    expect(said(jsonPlan(effect), {}, sources)).toEqual([
      expect.stringMatching(/^one\.json:1:1 PLAN_WRITE_JSON v1 ConfigMap [ab] cannot be added/u),
    ]);
  }
});

test("an object that has no model stands behind the one it belongs to, once", () => {
  const manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "new" } };
  const create = (file: string, document: number, pointer = ""): ReturnType<typeof remove> => ({
    change: "create",
    object: { group: "", version: "v1", kind: "ConfigMap", name: "new" },
    manifest,
    source: placeIn(file, document, pointer),
  });
  const sources = readTree();
  const plan = planOf("a", stepOf(1, create(orders, 0)));
  const edits = write(sources, [plan]);
  expect(edits[0]?.after).toContain(
    "--- # the template of the control plane\n".replace(
      /^/u,
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: new\n",
    ),
  );
  expect(write(withEdits(sources, edits), [plan])).toEqual([]);
  const listed = write(sources, [planOf("a", stepOf(1, create(list, 0, "/items/1/items/0")))]);
  expect(listed[0]?.after).toContain(
    '      minor: "1.33"\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: new\n',
  );
  const other = { ...manifest, data: { a: "b" } };
  const wanted = { ...create(orders, 0), manifest: other };
  expect(said([planOf("a", stepOf(1, wanted))], {}, withEdits(sources, edits))).toEqual([
    expect.stringContaining("PLAN_WRITE_NAME_TAKEN v1 ConfigMap new stands here already"),
  ]);
});

test("a file that holds nothing any more is named", () => {
  const sources = new Map([
    ["a.yaml", "# all of it\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"],
  ]);
  const plan = planOf("a", stepOf(1, remove("ConfigMap a", placeIn("a.yaml"))));
  expect(write(sources, [plan])[0]?.after).toBe("# all of it\n");
  expect(said([plan], {}, sources)).toEqual([
    "a.yaml:1:1 PLAN_WRITE_FILE_EMPTY a.yaml holds no object any more",
  ]);
});

test("an object that stands twice is not guessed at", () => {
  const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
  const sources = new Map([["a.yaml", `${text}---\n${text}`]]);
  const plan = planOf(
    "a",
    stepOf(1, patch("ConfigMap a", placeIn("a.yaml"), { "/data": [undefined, {}] })),
  );
  expect(said([plan], {}, sources)).toEqual([
    "a.yaml:1:1 PLAN_WRITE_OBJECT v1 ConfigMap a may be document 0 or document 1",
  ]);
});

test("nothing is written if one file refuses", () => {
  const sources = new Map([...readTree(), ["base/workers.yaml", "a: [\n"]]);
  expect(writePlanToFiles([ordersPlan, webPlan], sources)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "READ_UNCLOSED", source: { file: "base/workers.yaml" } }],
  });
});

test("a template that was cleaned up, whose copy is there, is no reason to refuse", () => {
  const options = {
    stages: { "orders/orders": "all" },
    finalState: true,
    includeCleanUp: true,
  } as const;
  const sources = readTree();
  const edits = write(sources, [ordersPlan], options);
  const after = edits[0]?.after ?? "";
  expect(after).not.toMatch(/name: '?orders-(?:cp|workers)'?\n {2}namespace/u);
  expect(after).toContain("name: orders-workers-b2\n  namespace");
  expect(write(withEdits(sources, edits), [ordersPlan], options)).toEqual([]);
});

test("what is made from an object with variables does not fix their values", () => {
  const create = {
    change: "create",
    object: { group: "", version: "v1", kind: "ConfigMap", name: "new" },
    manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "new" } },
    source: placeIn(template),
  } as const;
  expect(said([planOf("lab/lab", stepOf(1, create))])).toEqual([
    `${template}:1:1 PLAN_WRITE_VARIABLE v1 ConfigMap new would fix what the variable CLUSTER_NAME says beside it (\${CLUSTER_NAME:-lab})`,
  ]);
});

test("what a plan deletes without having read it is looked for in every file", () => {
  const plan = planOf(
    "a",
    stepOf(
      1,
      remove("ConfigMap payments/leftover", undefined),
      remove("ConfigMap gone", undefined),
    ),
  );
  const [edit, second] = write(readTree(), [plan]);
  expect(second).toBeUndefined();
  expect(edit?.file).toBe(list);
  expect(edit?.after).not.toContain("leftover");
});

test("what is put into a file and taken back leaves no trace", () => {
  const sources = readTree();
  const annotation = (from?: string, to?: string): ClusterPlan =>
    planOf(
      "orders/orders",
      stepOf(
        1,
        patch("KubeadmControlPlane orders/orders-control-plane", placeIn(orders), {
          "/metadata/annotations/example.com~1a": [from, to],
          "/metadata/annotations/example.com~1b": [from, to],
          "/metadata/labels/example.com~1c": [from, to],
        }),
      ),
    );
  const put = withEdits(sources, write(sources, [annotation(undefined, "yes")]));
  expect(put.get(orders)).toContain('        example.com/a: "yes"\n        example.com/b: "yes"\n');
  expect(withEdits(put, write(put, [annotation("yes", undefined)]))).toEqual(sources);
});
