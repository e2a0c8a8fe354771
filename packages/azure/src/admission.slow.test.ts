import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { isJsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { anyReference } from "./__fixtures__/references.ts";
import { machine, pool, template, ubuntu } from "./__fixtures__/targets.ts";
import type { MachineEntry } from "./machine-entries.ts";
import { renderMachine } from "./render/machine.ts";
import { azureWebhooks } from "./webhooks/azure-webhooks.ts";

const entries: readonly MachineEntry[] = [
  { kind: "AzureMachineTemplate", at: "", options: template },
  { kind: "AzureMachine", at: "", options: machine },
  { kind: "AzureMachinePool", at: "", options: pool },
];

test.for(entries)("$kind is admitted, whatever image it points at", (entry, context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  fc.assert(
    fc.property(anyReference, (reference) => {
      const { text } = renderMachine({ image: ubuntu, entry }, { mode: "complete", reference });
      const read = readYaml(text, { file: "machine.yaml" });
      const [document] = read.ok ? read.value : [];
      const object = isJsonObject(document?.value) ? document.value : {};
      expect(judgeCreation(object, source, { webhooks: azureWebhooks }).diagnostics).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});
