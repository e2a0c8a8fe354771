import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import { type JsonObject, type ManifestRule, mapAt } from "@imagewright/core";

import { machineTemplateWebhook } from "../webhooks/machine-template-webhook.ts";
import { machineWebhook } from "../webhooks/machine-webhook.ts";

/**
 * What the webhook of templates lets pass, and that of machines refuses as soon as the template
 * is used.
 */
export const templateMachineRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachineTemplate"],
  check({ object, targetVersions }) {
    const spec = mapAt(object, machinePointer) ?? {};
    const machine: JsonObject = { ...object, kind: "AWSMachine", spec };
    const made = machineWebhook.mutate?.({ object: machine, targetVersions }) ?? machine;
    const known = machineTemplateWebhook.validate?.({ object, targetVersions }) ?? [];
    const told = new Set(known.map(({ code, pointer }) => `${code} ${pointer}`));
    return (machineWebhook.validate?.({ object: made, targetVersions }) ?? [])
      .map((found) => ({
        ...found,
        pointer: found.pointer.replace(/^\/spec/u, machinePointer),
        message: `no machine can be made of the template: ${found.message}`,
      }))
      .filter(({ code, pointer }) => !told.has(`${code} ${pointer}`));
  },
};
