import { manifestJudges } from "@imagewright/cluster-api/lint";
import { expect, test } from "vitest";

import { loadProviders } from "./providers.ts";

test("Cluster API judges beside every provider", async () => {
  const { webhooks, rules } = await manifestJudges(await loadProviders());
  const kindsOf = (judges: typeof rules | typeof webhooks): ReadonlySet<string> =>
    new Set(judges.flatMap(({ kinds }) => kinds));
  expect([...kindsOf(webhooks)]).toEqual(
    expect.arrayContaining([
      "MachineDeployment",
      "KubeadmControlPlane",
      "AWSMachineTemplate",
      "AzureMachineTemplate",
      "CloudStackMachineTemplate",
    ]),
  );
  expect([...kindsOf(rules)]).toEqual(
    expect.arrayContaining([
      "AWSMachineTemplate",
      "AzureMachineTemplate",
      "CloudStackMachineTemplate",
      "EC2NodeClass",
    ]),
  );
});

test("without providers, Cluster API judges alone", async () => {
  const { webhooks, rules } = await manifestJudges([]);
  expect(webhooks.flatMap(({ kinds }) => kinds)).toContain("MachineDeployment");
  expect(rules.flatMap(({ kinds }) => kinds)).toContain("MachineDeployment");
});
