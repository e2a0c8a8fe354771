import { clusterApiJudges } from "@imagewright/cluster-api";
import { judgeRollout, type JsonObject, manifestSet, type RolloutVerdict } from "@imagewright/core";
import { expect, test } from "vitest";

import { cloudstackJudges } from "./cloudstack-judges.ts";

function machine(template: JsonObject, instanceState?: string): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta3",
    kind: "CloudStackMachine",
    metadata: { name: "orders-md-0-x7k2p", namespace: "prod" },
    spec: { template, offering: { name: "medium" } },
    status: { ready: true, ...(instanceState !== undefined && { instanceState }) },
  };
}

function judge(object: JsonObject, name: string): RolloutVerdict {
  const subject = {
    group: "infrastructure.cluster.x-k8s.io",
    kind: "CloudStackMachine",
    name: "orders-md-0-x7k2p",
    namespace: "prod",
  };
  const intended = { image: { kind: "cloudstack-template", name } } as const;
  return judgeRollout({ subject, intended, live: manifestSet([object]) }, [
    ...clusterApiJudges,
    ...cloudstackJudges,
  ]);
}

const name = "ubuntu-2404-kube-v1.34.1";

test.for([
  { what: "the template", object: machine({ name }, "Running"), state: "done", codes: [] },
  {
    what: "another template",
    object: machine({ name: "ubuntu-2404-kube-v1.33.4" }, "Running"),
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    what: "a template by id",
    object: machine({ id: "11111111-2222-4333-8444-555555555555" }, "Running"),
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
  },
  {
    what: "the template, and stopped",
    object: machine({ name }, "Stopped"),
    state: "running",
    codes: ["PHASE_DIFFERS"],
  },
  {
    what: "the template, and not made yet",
    object: machine({ name }),
    state: "running",
    codes: ["PHASE_DIFFERS"],
  },
])("a machine of $what: $state", ({ object, state, codes }) => {
  const verdict = judge(object, name);
  expect(verdict.reasons.map(({ code }) => code)).toEqual(codes);
  expect(verdict.state).toBe(state);
});
