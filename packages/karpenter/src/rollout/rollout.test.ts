import { readFileSync } from "node:fs";

import {
  isJsonObject,
  judgeRollout,
  type JsonObject,
  type JsonValue,
  manifestSet,
  replaceAt,
  type RolloutIntent,
  type RolloutReasonCode,
  type RolloutState,
  type RolloutVerdict,
  textAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { karpenterJudges } from "./karpenter-judges.ts";

const file = "finished.yaml";
const read = readYaml(readFileSync(new URL(`__fixtures__/${file}`, import.meta.url), "utf8"), {
  file,
});
const finished: readonly JsonObject[] = read.ok
  ? read.value.map(({ value }) => value).filter((value) => isJsonObject(value))
  : [];

type Changes = Readonly<
  Record<string, Readonly<Record<string, JsonValue | undefined>> | undefined>
>;

/** The objects with changes by `Kind/name` and pointer; without those of which nothing is left. */
function changed(changes: Changes): readonly JsonObject[] {
  return finished.flatMap((object) => {
    const address = `${textAt(object, "/kind") ?? ""}/${textAt(object, "/metadata/name") ?? ""}`;
    if (!Object.hasOwn(changes, address)) {
      return [object];
    }
    const edits = changes[address];
    return edits === undefined
      ? []
      : [Object.entries(edits).reduce((one, [at, to]) => replaceAt(one, at, to) ?? one, object)];
  });
}

const nodeClass = "EC2NodeClass/default";
const pool = "NodePool/general";
const claim = "NodeClaim/general-4xk2p";
const node = "Node/ip-10-0-0-1";
const minor = { kubernetesVersion: "1.34" };
const both: RolloutIntent = {
  kubernetesVersion: "1.34",
  image: {
    kind: "karpenter-ami-selector",
    terms: [{ id: "ami-0aaaaaaaaaaaaaaaa" }, { id: "ami-0bbbbbbbbbbbbbbbb" }],
  },
};

interface Row {
  readonly name: string;
  readonly changes: Changes;
  readonly intended?: RolloutIntent;
  readonly state: RolloutState;
  readonly codes?: readonly RolloutReasonCode[];
  /** Where a class and its pool say different things. */
  readonly only?: string;
}

function judge(address: string, { changes, intended = minor }: Row): RolloutVerdict {
  const [kind = "", name = ""] = address.split("/");
  const group = kind === "NodePool" ? "karpenter.sh" : "karpenter.k8s.aws";
  const live = manifestSet(changed(changes));
  return judgeRollout({ subject: { group, kind, name }, intended, live }, karpenterJudges);
}

/** A pool that an upgrade has frozen. */
const frozen = {
  "/metadata/annotations/imagewright.dev~1before-upgrade":
    '{"budgets":[{"nodes":"1"}],"disruption":true}',
  "/spec/disruption/budgets": [{ nodes: "1" }, { nodes: "0", reasons: ["Drifted"] }],
};

const withoutNodes: Changes = {
  [pool]: { "/status/nodes": 0, "/status/resources": { nodes: "0" } },
  [claim]: undefined,
  "NodeClaim/general-9vd7m": undefined,
  [node]: undefined,
  "Node/ip-10-0-0-2": undefined,
};

const rows: readonly Row[] = [
  { name: "every node is of the class's images", changes: {}, state: "done" },
  { name: "every node is of the intended images", changes: {}, intended: both, state: "done" },
  {
    name: "the class resolves to the images of the minor before, and is Ready",
    changes: {
      [nodeClass]: {
        "/status/amis/0/name": "amazon-eks-node-al2023-x86_64-standard-1.33-v20261103",
      },
    },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "a Bottlerocket image is of the minor before",
    changes: {
      [nodeClass]: { "/status/amis/0/name": "bottlerocket-aws-k8s-1.33-x86_64-v1.44.0-0a1b2c3d" },
    },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "an image of one's own has any name",
    changes: { [nodeClass]: { "/status/amis/0/name": "orders-1.33-or-so" } },
    state: "done",
  },
  {
    name: "the class resolves to nothing",
    changes: { [nodeClass]: { "/status/amis": [] } },
    state: "running",
    codes: ["IMAGE_DIFFERS", "IMAGE_DIFFERS", "IMAGE_DIFFERS"],
  },
  {
    name: "the class was Ready before its last change",
    changes: { [nodeClass]: { "/metadata/generation": 5 } },
    state: "running",
    codes: ["CONDITION_STALE", "CONDITION_STALE"],
  },
  {
    name: "the class finds no image",
    changes: { [nodeClass]: { "/status/conditions/0/status": "False" } },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "a node was launched from an image the class does not resolve to any more",
    changes: { [claim]: { "/status/imageID": "ami-0ffffffffffffffff" } },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "a node is drifted",
    changes: {
      [claim]: {
        "/status/conditions/0": { type: "Drifted", status: "True", reason: "AMIDrift" },
      },
    },
    state: "running",
    codes: ["DRIFTED"],
  },
  {
    name: "a node is on its way out",
    changes: { [claim]: { "/metadata/deletionTimestamp": "2026-11-20T08:00:00Z" } },
    state: "running",
    codes: ["MACHINE_DELETING"],
  },
  {
    name: "a node was not launched yet",
    changes: { [claim]: { "/status": {} } },
    state: "running",
  },
  {
    name: "a node is not registered yet",
    changes: { [claim]: { "/status/conditions/1/status": "Unknown" } },
    state: "running",
  },
  {
    name: "a node runs the kubelet of before",
    changes: { [node]: { "/status/nodeInfo/kubeletVersion": "v1.33.4-eks-99d6cc0" } },
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "a node is not ready",
    changes: { [node]: { "/status/conditions/0/status": "Unknown" } },
    state: "running",
    codes: ["NODE_NOT_READY"],
  },
  {
    name: "a node was not seen",
    changes: { [node]: undefined },
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "a claim was not seen",
    changes: { [claim]: undefined },
    state: "unknown",
    codes: ["MACHINES_NOT_SEEN"],
  },
  {
    name: "a claim was not seen, and the pool counts nothing",
    changes: {
      [claim]: undefined,
      [pool]: { "/status/nodes": undefined, "/status/resources": undefined },
    },
    state: "unknown",
    codes: ["MACHINES_NOT_SEEN"],
  },
  {
    name: "the pool of v1beta1 counts its nodes among its resources",
    changes: { [pool]: { "/status/nodes": undefined } },
    state: "done",
  },
  {
    name: "nobody counts the nodes, so that one may be missing",
    changes: { [pool]: { "/status/nodes": undefined, "/status/resources": undefined } },
    state: "unknown",
    codes: ["MACHINES_NOT_SEEN"],
  },
  {
    name: "new nodes do not register",
    changes: { [pool]: { "/status/conditions/0/status": "False" } },
    state: "failed",
    codes: ["FAILED"],
  },
  {
    name: "whether new nodes register is not known yet",
    changes: { [pool]: { "/status/conditions/0/status": "Unknown" } },
    state: "done",
  },
  {
    name: "the class was not seen",
    changes: { [nodeClass]: undefined },
    only: pool,
    state: "unknown",
    codes: ["OBJECTS_NOT_SEEN"],
  },
  {
    name: "the pool was not seen",
    changes: { [pool]: undefined },
    only: nodeClass,
    state: "unknown",
    codes: ["OBJECTS_NOT_SEEN", "OBJECTS_NOT_SEEN", "OBJECTS_NOT_SEEN"],
  },
  {
    name: "an upgrade holds the pool back, whose nodes are of the image of before",
    changes: { [pool]: frozen, [claim]: { "/status/imageID": "ami-0ffffffffffffffff" } },
    only: nodeClass,
    state: "done",
  },
  {
    name: "an upgrade holds the pool back, whose nodes are of the image of before",
    changes: { [pool]: frozen, [claim]: { "/status/imageID": "ami-0ffffffffffffffff" } },
    only: pool,
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "an upgrade lets nodes go, and one is of the image of before",
    changes: {
      [pool]: {
        ...frozen,
        "/spec/disruption/budgets": [{ nodes: "1" }, { nodes: "10%", reasons: ["Drifted"] }],
      },
      [claim]: { "/status/imageID": "ami-0ffffffffffffffff" },
    },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "a canary has no node yet",
    changes: {
      ...withoutNodes,
      [pool]: {
        ...withoutNodes[pool],
        "/metadata/annotations/imagewright.dev~1canary-of": "default",
      },
    },
    only: pool,
    state: "running",
    codes: ["NODE_NOT_JOINED"],
  },
  {
    name: "a pool needs no node",
    changes: withoutNodes,
    only: pool,
    state: "done",
  },
  {
    name: "the class asks for another image",
    changes: {
      [nodeClass]: { "/spec/amiSelectorTerms": [{ id: "ami-0aaaaaaaaaaaaaaaa" }] },
    },
    intended: { image: { kind: "ami", id: "ami-0ffffffffffffffff" } },
    only: nodeClass,
    state: "unobserved",
    codes: ["INTENT_NOT_APPLIED"],
  },
];

const cases = rows.flatMap((row) =>
  (row.only === undefined ? [pool, nodeClass] : [row.only]).map((address) => ({ ...row, address })),
);

test.for(cases)("$address: $name: $state", (row) => {
  const { state, reasons } = judge(row.address, row);
  expect(state).toBe(row.state);
  const codes = [...new Set(reasons.map(({ code }) => code))];
  expect(row.codes === undefined ? [] : codes).toEqual([...new Set(row.codes)]);
});

test("taking an object away never makes what is not done done", () => {
  const unfinished = cases.filter(({ state }) => state !== "done");
  const others = [nodeClass, pool, claim, node, "NodeClaim/general-9vd7m", "Node/ip-10-0-0-2"];
  for (const row of unfinished) {
    for (const other of others.filter((one) => one !== row.address)) {
      const changes = { ...row.changes, [other]: undefined };
      expect(judge(row.address, { ...row, changes }).state).not.toBe("done");
    }
  }
});

test("no object makes a judge break", () => {
  const value = fc.jsonValue().map((one) => one as JsonValue);
  const pointers = [
    "/spec",
    "/status",
    "/metadata",
    "/status/amis",
    "/status/conditions",
    "/status/conditions/0",
  ];
  const addresses = [nodeClass, pool, claim, node];
  fc.assert(
    fc.property(
      fc.constantFrom(...addresses),
      fc.constantFrom(...pointers),
      value,
      (address, at, to) => {
        const row: Row = {
          name: "",
          changes: { [address]: { [at]: to } },
          state: "done",
          intended: both,
        };
        for (const subject of [pool, nodeClass]) {
          const { state, reasons } = judge(subject, row);
          expect(reasons.length === 0).toBe(state === "done");
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
