import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type RolloutState,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  addressOf,
  type Change,
  changed,
  finishedCluster,
  type Generation,
  generations,
  judge,
  record,
} from "./__fixtures__/live-cluster.ts";

const finished = new Map(generations.map((name) => [name, finishedCluster(name)]));

function objectsOf(generation: Generation): readonly JsonObject[] {
  return finished.get(generation) ?? [];
}

const subjects: Readonly<Record<string, readonly string[]>> = {
  "Cluster/orders": ["orders-cp-1", "orders-workers-x7k2p-a", "orders-workers-x7k2p-b"],
  "KubeadmControlPlane/orders": ["orders-cp-1"],
  "MachineDeployment/orders-workers": ["orders-workers-x7k2p-a", "orders-workers-x7k2p-b"],
  "MachineSet/orders-workers-x7k2p": ["orders-workers-x7k2p-a", "orders-workers-x7k2p-b"],
  "MachineSet/batch": ["batch-1"],
  "Machine/lone": ["lone"],
};

const states: readonly RolloutState[] = [
  "missing",
  "unobserved",
  "paused",
  "failed",
  "running",
  "unknown",
  "done",
];

const otherVersion = fc
  .tuple(
    fc.integer({ min: 30, max: 36 }),
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom("", "+a", "-rc.1"),
  )
  .map(([minor, patch, tag]) => `v1.${minor}.${patch}${tag}`)
  .filter((version) => version !== "v1.34.1");

/** A machine that runs another version, as it itself, its owner and its Node say. */
const lateMachine = fc.record({
  generation: fc.constantFrom(...generations),
  subject: fc.constantFrom(...Object.keys(subjects)),
  pick: fc.nat(),
  version: otherVersion,
  where: fc.subarray(["/spec/version", "/status/nodeInfo/kubeletVersion", "node"], {
    minLength: 1,
  }),
});

test("no verdict is done while a machine or node is of another version", () => {
  fc.assert(
    fc.property(lateMachine, ({ generation, subject, pick, version, where }) => {
      const names = subjects[subject] ?? [];
      const name = names[pick % names.length] ?? "";
      const changes = where
        .filter((at) => at !== "/status/nodeInfo/kubeletVersion" || generation !== "v1beta1-plain")
        .map((at): Change =>
          at === "node"
            ? { object: `Node/${name}-node`, at: "/status/nodeInfo/kubeletVersion", to: version }
            : { object: `Machine/${name}`, at, to: version },
        );
      const live = changed(objectsOf(generation), changes);
      expect(judge(live, subject).state === "done").toBe(changes.length === 0);
    }),
    { numRuns: 10_000 },
  );
});

test("no verdict on a pool is done while a node is of another version", () => {
  const pools = fc.record({
    generation: fc.constantFrom(...generations),
    subject: fc.constantFrom("MachinePool/orders-pool", "Cluster/orders"),
    node: fc.constantFrom("Node/pool-a", "Node/pool-b"),
    version: otherVersion,
  });
  fc.assert(
    fc.property(pools, ({ generation, subject, node, version }) => {
      const at = "/status/nodeInfo/kubeletVersion";
      const live = changed(objectsOf(generation), [{ object: node, at, to: version }]);
      expect(judge(live, subject).state).toBe("running");
    }),
    { numRuns: 1_000 },
  );
});

/** Worlds that are not finished, in which everything that knows so says so. */
function unfinished(generation: Generation): readonly (readonly JsonObject[])[] {
  const objects = objectsOf(generation);
  const block = generation === "v1beta1" ? "/status/v1beta2/conditions" : "/status/conditions";
  const isPlain = generation === "v1beta1-plain";
  const name = "orders-workers-x7k2p-a";
  const kubelet = "/status/nodeInfo/kubeletVersion";
  const counter = generation === "v1beta2" ? "/status/upToDateReplicas" : "/status/updatedReplicas";
  const workers = "MachineDeployment/orders-workers";
  const late: readonly Change[] = [
    { object: `Machine/${name}`, at: "/spec/version", to: "v1.33.4" },
    { object: `Node/${name}-node`, at: kubelet, to: "v1.33.4" },
    ...(isPlain ? [] : [{ object: `Machine/${name}`, at: kubelet, to: "v1.33.4" }]),
    { object: workers, at: counter, to: 1 },
    ...(isPlain ? [] : [{ object: workers, at: `${block}[MachinesUpToDate]/status`, to: "False" }]),
  ];
  const paused: readonly Change[] = [
    { object: "Cluster/orders", at: "/spec/paused", to: true },
    ...(isPlain
      ? []
      : [workers, "KubeadmControlPlane/orders", "MachinePool/orders-pool", "Cluster/orders"].map(
          (object): Change => ({ object, at: `${block}[Paused]/status`, to: "True" }),
        )),
  ];
  const lateKubelet = late.filter(({ at }) => at === kubelet);
  const latePool: readonly Change[] = [{ object: "Node/pool-a", at: kubelet, to: "v1.33.4" }];
  const unready: readonly Change[] = [
    { object: workers, at: "/status/readyReplicas", to: 1 },
    { object: workers, at: "/status/availableReplicas", to: 1 },
  ];
  const otherImage: readonly Change[] = [
    { object: `WidgetMachine/${name}`, at: "/spec/template", to: "ubuntu-2204" },
    { object: workers, at: counter, to: 1 },
  ];
  return [late, lateKubelet, paused, latePool, unready, otherImage].map((changes) =>
    changed(objects, changes),
  );
}

const worlds = new Map(generations.map((name) => [name, unfinished(name)]));

/** Everything below the status of objects, and every whole object. */
function evidenceOf(object: JsonObject): readonly Change[] {
  const paths = pathsOf(object["status"] ?? {}, "/status").filter(
    (at) => !at.endsWith("/unavailableReplicas") && at !== "/status/v1beta2",
  );
  return ["", ...paths].map((at) => ({ object: addressOf(object), at, to: undefined }));
}

function pathsOf(value: JsonValue, at: string): readonly string[] {
  const entries = isJsonObject(value) || isJsonList(value) ? Object.entries(value) : [];
  return [at, ...entries.flatMap(([key, child]) => pathsOf(child, `${at}/${key}`))];
}

test("taking evidence away never makes what is not done done", () => {
  const cases = fc.record({
    generation: fc.constantFrom(...generations),
    subject: fc.constantFrom(
      "Cluster/orders",
      "KubeadmControlPlane/orders",
      "MachineDeployment/orders-workers",
      "MachinePool/orders-pool",
    ),
    world: fc.nat(),
    isImageIntended: fc.boolean(),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }),
  });
  let tried = 0;
  fc.assert(
    fc.property(cases, ({ generation, subject, world, isImageIntended, picks }) => {
      const all = worlds.get(generation) ?? [];
      const live = all[world % all.length] ?? [];
      const intended = { kubernetesVersion: "1.34.1", ...(isImageIntended && { record }) };
      if (judge(live, subject, intended).state === "done") {
        return;
      }
      tried += 1;
      const less = picks.reduce<readonly JsonObject[]>((rest, [object, place]) => {
        const one = rest[object % rest.length];
        const evidence = one === undefined ? [] : evidenceOf(one);
        const change = evidence[place % evidence.length];
        return change === undefined ? rest : changed(rest, [change]);
      }, live);
      expect(judge(less, subject, intended).state).not.toBe("done");
    }),
    { numRuns: 10_000 },
  );
  expect(tried).toBeGreaterThan(1_000);
});

const odd = fc.oneof(
  fc.jsonValue().map((value) => value as JsonValue),
  fc.constantFrom<JsonValue>(
    null,
    "",
    [],
    {},
    -1,
    "v1.34.1",
    [[]],
    [null],
    { a: null },
    "__proto__",
  ),
);

test("no object makes a judge break, and what is asked for is a list of words", () => {
  const all = generations.flatMap((generation) =>
    objectsOf(generation).map((object) => ({ generation, object, paths: pathsOf(object, "") })),
  );
  const addresses = [...Object.keys(subjects), "MachinePool/orders-pool"];
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...addresses),
      ({ generation, object, paths }, edits, address) => {
        const hostile = edits.reduce<JsonValue>(
          (value, [pick, by]) =>
            replaced(value, (paths[pick % paths.length] ?? "").split("/").slice(1), by),
          object,
        );
        const live = objectsOf(generation).map((other) =>
          other === object && isJsonObject(hostile) ? hostile : other,
        );
        const verdict = judge(live, address, { kubernetesVersion: "1.34.1", record });
        expect(states).toContain(verdict.state);
        expect(verdict.reasons.length === 0).toBe(verdict.state === "done");
        const words = verdict.evidence.flatMap(({ command }) => command.slice(2));
        expect(words.filter((word) => !/^[\w./:=,-]+$/u.test(word))).toEqual([]);
      },
    ),
    { numRuns: 10_000 },
  );
});

function replaced(value: JsonValue, [first, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (first === undefined) {
    return by;
  }
  if (isJsonList(value)) {
    return value.map((item, index) => (String(index) === first ? replaced(item, rest, by) : item));
  }
  return isJsonObject(value)
    ? { ...value, [first]: replaced(value[first] ?? null, rest, by) }
    : value;
}
