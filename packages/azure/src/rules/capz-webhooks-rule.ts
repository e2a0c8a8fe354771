import { type Diagnostic, manifestSet, objectKind, type TargetRule } from "@imagewright/core";

import { poolSecurityRule } from "../lint/pool-security-rule.ts";
import { machineEntries, type MachineEntry } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
import { machinePlaces } from "../parse/manifest.ts";
import { machineObject } from "../render/machine.ts";
import { azureWebhooks } from "../webhooks/azure-webhooks.ts";

/** What other rules say in the target's own words: disks, identities, keys, confidential settings. */
const others: ReadonlySet<string> = new Set([
  "CAPZ_DATA_DISK",
  "CAPZ_OS_DISK",
  "CAPZ_SECURITY_PROFILE",
  "CAPZ_SSH_KEY",
]);

/** What is judged of a pool before it is rendered, besides the webhooks. */
const rules = [poolSecurityRule];

/** Nothing is rendered that CAPZ's webhooks refuse, or that a pool ignores. */
export const capzWebhooksRule: TargetRule<AzureTarget> = ({ image, target }) =>
  machineEntries(target).flatMap((entry) => {
    const object = machineObject({ image, entry }, "complete", undefined);
    const kind = objectKind(object) ?? { group: "", version: "", kind: "" };
    const context = { ...kind, object, manifests: manifestSet([object]), targetVersions: {} };
    const found = [
      ...azureWebhooks
        .filter(({ kinds }) => kinds.includes(entry.kind))
        .flatMap(({ validate }) => validate?.({ object, targetVersions: {} }) ?? []),
      ...rules
        .filter(({ kinds }) => kinds.includes(entry.kind))
        .flatMap(({ check }) => check(context)),
    ];
    return found
      .filter(({ code, pointer }) => !others.has(code) && !isUserIdentity(code, pointer))
      .map((one) => inTarget(one, entry));
  });

/** Whether `identity` and its list do not agree, which another rule says. */
function isUserIdentity(code: string, pointer: string): boolean {
  return code === "CAPZ_IDENTITY" && /\/(?:identity|userAssignedIdentities)$/u.test(pointer);
}

/** The fields of a machine, and of a pool beside its machine, stand in the entry itself. */
function inTarget(found: Diagnostic, { kind, at }: MachineEntry): Diagnostic {
  const place = machinePlaces.get(kind) ?? "";
  const rest = [place, "/spec"].find((prefix) => found.pointer.startsWith(prefix)) ?? "";
  return { ...found, pointer: `${at}${found.pointer.slice(rest.length)}` };
}
