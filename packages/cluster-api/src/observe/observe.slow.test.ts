import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  group,
  liveCluster,
  observe,
  plainCluster,
  template,
  topologyCluster,
} from "../__fixtures__/observed-clusters.ts";
import type { Observation } from "./observation.ts";
import { observeClusters } from "./observe-clusters.ts";

/** A fleet as it is meant, from which manifests are written in one way or another. */
interface MeantGroup {
  readonly kind: "MachineDeployment" | "MachineSet" | "MachinePool";
  readonly minor: number;
  readonly image: number;
  readonly replicas: number | undefined;
  readonly hasTemplate: boolean;
  readonly sets: number;
}

interface MeantCluster {
  readonly namespace: string | undefined;
  readonly version: "v1beta1" | "v1beta2";
  readonly minor: number;
  readonly groups: readonly MeantGroup[];
  readonly spare: number;
}

const meantGroup: fc.Arbitrary<MeantGroup> = fc.record({
  kind: fc.constantFrom("MachineDeployment", "MachineSet", "MachinePool"),
  minor: fc.integer({ min: 30, max: 34 }),
  image: fc.integer({ min: 1, max: 9 }),
  replicas: fc.option(fc.nat(9), { nil: undefined }),
  hasTemplate: fc.boolean(),
  sets: fc.nat(2),
});

const fleet: fc.Arbitrary<readonly MeantCluster[]> = fc.array(
  fc.record({
    namespace: fc.constantFrom(undefined, "a", "b"),
    version: fc.constantFrom("v1beta1", "v1beta2"),
    minor: fc.integer({ min: 30, max: 34 }),
    groups: fc.array(meantGroup, { maxLength: 4 }),
    spare: fc.nat(2),
  }),
  { maxLength: 4 },
);

function named(object: JsonObject, name: string, namespace: string | undefined): JsonObject {
  const metadata = isJsonObject(object["metadata"]) ? object["metadata"] : {};
  const { namespace: _, ...rest } = metadata;
  return { ...object, metadata: { ...rest, name, ...(namespace !== undefined && { namespace }) } };
}

/** A value with other texts in it. */
function renamed(object: JsonObject, names: ReadonlyMap<string, JsonValue>): JsonObject {
  const walk = (value: JsonValue): JsonValue => {
    if (typeof value === "string") {
      return names.get(value) ?? value;
    }
    if (Array.isArray(value)) {
      const items: readonly JsonValue[] = value;
      return items.map(walk);
    }
    return isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child)]))
      : value;
  };
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, walk(value)]));
}

/** The manifests of one cluster; every name holds the number of the cluster. */
function write(cluster: MeantCluster, at: number): readonly JsonObject[] {
  const { namespace, version, minor } = cluster;
  const name = `c${at}`;
  const names = new Map([
    ["prod", name],
    ["prod-cp", `${name}-cp`],
    ["v1.33.4", `v1.${minor}.4`],
  ]);
  const own = plainCluster(version)
    .slice(0, 4)
    .map((object) => renamed(object, names));
  const groups = cluster.groups.flatMap((meant, index) => {
    const owner = `${name}-g${index}`;
    const made = named(
      renamed(group(meant.kind, owner, `v1.${meant.minor}.1`, version), names),
      owner,
      namespace,
    );
    const spec = isJsonObject(made["spec"]) ? made["spec"] : {};
    const { replicas: _, ...rest } = spec;
    const counted = meant.replicas === undefined ? rest : { ...rest, replicas: meant.replicas };
    const sets = meant.kind === "MachineDeployment" ? meant.sets : 0;
    return [
      { ...made, spec: counted },
      ...(meant.hasTemplate ? [template(`t-${owner}`, `ami-${meant.image}`)] : []),
      ...Array.from({ length: sets }, (_set, set) => ownedSet(owner, set, meant, name)),
    ];
  });
  const spares = Array.from({ length: cluster.spare }, (_, index) => ({
    ...template(`${name}-spare${index}`),
    metadata: {
      name: `${name}-spare${index}`,
      labels: { "cluster.x-k8s.io/cluster-name": name },
    },
  }));
  return [...own, ...groups, ...spares].map((object) => {
    const metadata = isJsonObject(object["metadata"]) ? object["metadata"] : {};
    const text = metadata["name"];
    return named(object, typeof text === "string" ? text : "", namespace);
  });
}

function ownedSet(owner: string, at: number, meant: MeantGroup, cluster: string): JsonObject {
  const set = renamed(
    group("MachineSet", owner, `v1.${meant.minor}.1`),
    new Map([["prod", cluster]]),
  );
  const ownerReferences = [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "MachineDeployment",
      name: owner,
      controller: true,
    },
  ];
  return { ...set, metadata: { name: `${owner}-s${at}`, ownerReferences } };
}

/** What of an observation the fleet says: one line a fact. */
function facts(observation: Observation): readonly string[] {
  return observation.clusters.flatMap(({ name, namespace = "", controlPlane, ...cluster }) => [
    `${namespace}/${name} ${controlPlane?.version.by === "field" ? controlPlane.version.version.text : ""}`,
    ...cluster.nodeGroups.map(
      ({ name: own, kind, version, replicas, images, members, infrastructure }) =>
        [
          `${namespace}/${own}`,
          kind,
          version.by === "field" ? version.version.text : version.by,
          String(replicas.count),
          images.map(({ reference }) => (reference.kind === "ami" ? reference.id : "")).join(),
          String(infrastructure?.isFound),
          String(members.length),
        ].join(" "),
    ),
    ...cluster.unreferenced.map(({ name: own }) => `${namespace}/${own} unreferenced`),
  ]);
}

const kindNames = {
  MachineDeployment: "machineDeployment",
  MachineSet: "machineSet",
  MachinePool: "machinePool",
} as const;

function meantFacts(clusters: readonly MeantCluster[]): readonly string[] {
  return clusters.flatMap(({ namespace = "", minor, groups, spare }, at) => [
    `${namespace}/c${at} v1.${minor}.4`,
    ...groups.map(({ kind, minor: own, image, replicas, hasTemplate, sets }, index) =>
      [
        `${namespace}/c${at}-g${index}`,
        kindNames[kind],
        `v1.${own}.1`,
        String(replicas),
        hasTemplate ? `ami-${image}` : "",
        String(hasTemplate),
        String(kind === "MachineDeployment" ? sets : 0),
      ].join(" "),
    ),
    ...Array.from(
      { length: spare },
      (_, index) => `${namespace}/c${at}-spare${index} unreferenced`,
    ),
  ]);
}

describe("of a generated fleet", () => {
  test("everything that was meant is observed, in whatever order it lies", () => {
    fc.assert(
      fc.property(fleet, fc.infiniteStream(fc.nat()), (clusters, random) => {
        const objects = clusters.flatMap(write);
        const order = objects.map((object) => ({ object, key: random.next().value }));
        const shuffled = order.toSorted((a, b) => a.key - b.key).map(({ object }) => object);
        const observation = observe(shuffled);
        expect(facts(observation).toSorted()).toEqual(meantFacts(clusters).toSorted());
        expect(observation).toEqual(observe(objects));
        const missing = clusters
          .flatMap(({ groups }) => groups)
          .filter(({ hasTemplate }) => !hasTemplate)
          .map(({ kind, sets }) => (kind === "MachineDeployment" ? sets + 1 : 1));
        const outside = observation.clusters
          .flatMap(({ diagnostics }) => diagnostics)
          .filter(({ code }) => code === "CLUSTER_REFERENCE_OUTSIDE");
        expect(outside).toHaveLength(missing.reduce((sum, one) => sum + one, 0));
      }),
      { numRuns: 10_000 },
    );
  });
});

/** Values that stand where something else belongs. */
const odd = fc.oneof(
  fc.jsonValue().map((value): JsonValue => JSON.parse(JSON.stringify(value))),
  fc.constantFrom<JsonValue>(null, "", [], {}, -1, "${X}", "__proto__", "prod", [null], {
    a: null,
  }),
);

/** Every pointer of a value, as a list of keys. */
function pathsOf(value: JsonValue): readonly (readonly string[])[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [
        [key],
        ...pathsOf(child).map((path) => [key, ...path]),
      ])
    : [];
}

function replaced(value: JsonValue, [first, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (first === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item, index) => (String(index) === first ? replaced(item, rest, by) : item));
  }
  const object = isJsonObject(value) ? value : {};
  return Object.fromEntries(
    Object.entries(object).map(([key, child]) => [
      key,
      key === first ? replaced(child, rest, by) : child,
    ]),
  );
}

test("no broken object breaks an observation, and every fact leads to an object of the input", () => {
  const samples = [
    [...plainCluster("v1beta1")],
    [...plainCluster("v1beta2"), group("MachinePool", "p", "v1.33.4")],
    [...liveCluster()],
    [...topologyCluster(), group("MachineDeployment", "md", "v1.33.4")],
  ];
  const places = samples.map((objects) =>
    objects.flatMap((object, at) => pathsOf(object).map((path) => [String(at), ...path])),
  );
  fc.assert(
    fc.property(
      fc.nat(samples.length - 1),
      fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }),
      (sample, changes) => {
        const paths = places[sample] ?? [];
        let objects: JsonValue = samples[sample] ?? [];
        for (const [at, by] of changes) {
          objects = replaced(objects, paths[at % paths.length] ?? [], by);
        }
        const observation = observe(Array.isArray(objects) ? objects : []);
        const known = new Set(observation.objects.map(({ address }) => JSON.stringify(address)));
        const groups = observation.clusters.flatMap(({ controlPlane, nodeGroups }) => [
          ...(controlPlane === undefined ? [] : [controlPlane]),
          ...nodeGroups,
        ]);
        for (const { place, members, images, infrastructure } of groups) {
          const linked = infrastructure?.isFound === true ? [infrastructure.target] : [];
          const used = images.map((use) => use.place.object);
          for (const address of [place.object, ...members, ...used, ...linked]) {
            expect(known.has(JSON.stringify(address))).toBe(true);
          }
        }
      },
    ),
    { numRuns: 10_000 },
  );
});

describe("twenty thousand objects", () => {
  const count = 20_000;
  const numbers = Array.from({ length: count }, (_, at) => at);

  test("in one cluster are its node groups", () => {
    const [cluster] = observe(
      numbers.map((at) => group("MachinePool", `p-${at}`, "v1.33.4")),
    ).clusters;
    expect(cluster?.nodeGroups).toHaveLength(count);
  });

  test("that own each other in one chain are found to belong to the first", () => {
    const chain = numbers.map((at) => ({
      ...group("MachineSet", `s-${at}`, "v1.33.4"),
      metadata: {
        name: `s-${at}`,
        ownerReferences:
          at === 0
            ? []
            : [{ apiVersion: "cluster.x-k8s.io/v1beta2", kind: "MachineSet", name: `s-${at - 1}` }],
      },
    }));
    const [cluster] = observe(chain).clusters;
    expect(cluster?.nodeGroups.map(({ name }) => name)).toEqual(["s-0"]);
    expect(cluster?.nodeGroups[0]?.members).toHaveLength(count - 1);
  });

  test("in one circle are one finding", () => {
    const circle = numbers.map((at) => ({
      ...group("MachineSet", `s-${at}`, "v1.33.4"),
      metadata: {
        name: `s-${at}`,
        ownerReferences: [
          {
            apiVersion: "cluster.x-k8s.io/v1beta2",
            kind: "MachineSet",
            name: `s-${(at + 1) % count}`,
          },
        ],
      },
    }));
    const found = observe(circle).clusters.flatMap(({ diagnostics }) => diagnostics);
    expect(found.filter(({ code }) => code === "CLUSTER_REFERENCE_CYCLE")).toHaveLength(1);
  });

  test("of one name are one object", () => {
    const documents = numbers.map((at) => ({
      value: template("same", `ami-${at}`),
      file: `${at}.yaml`,
      locate: () => ({ file: `${at}.yaml`, line: 1, column: 1 }),
    }));
    const { objects, diagnostics } = observeClusters(documents, observe.options);
    expect(objects).toHaveLength(1);
    expect(diagnostics.filter(({ code }) => code === "CLUSTER_OBJECT_DUPLICATE")).toHaveLength(
      count - 1,
    );
  });
});

describe("more objects than a call may have arguments", () => {
  const numbers = Array.from({ length: 150_000 }, (_, at) => at);
  test("in one list, each with findings, are all observed", () => {
    const { objects, clusters } = observe([
      { apiVersion: "v1", kind: "List", items: numbers.map(bareSet) },
    ]);
    expect(objects).toHaveLength(numbers.length);
    const found = clusters.flatMap(({ diagnostics }) => diagnostics);
    expect(found.filter(({ code }) => code === "CLUSTER_VERSION_MISSING")).toHaveLength(
      numbers.length,
    );
  });

  test("of one name are one object", () => {
    const { objects, clusters } = observe(numbers.map(() => bareSet(0)));
    expect(objects).toHaveLength(1);
    const found = clusters.flatMap(({ diagnostics }) => diagnostics);
    expect(found.some(({ code }) => code === "CLUSTER_OBJECT_REPEATED")).toBe(true);
  });
});

function bareSet(at: number): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "MachineSet",
    metadata: { name: `s-${at}` },
  };
}
