import { encodeBase64, loadPlugin } from "@imagewright/core";
import { expect, test } from "vitest";

import { publicKey, subscriptionId, target, template, ubuntu } from "../__fixtures__/targets.ts";
import { azure } from "../plugin.ts";

const plugin = loadPlugin(azure);
const group = `/subscriptions/${subscriptionId}/resourceGroups/images/providers/Microsoft.Compute`;

test.for([
  [
    "the id of a managed image",
    { reference: `${group}/images/node` },
    `Write \`azure-managed-image:${subscriptionId}/images/node\`.`,
  ],
  [
    "the id of a gallery version, as a provider id",
    { reference: `azure://${group}/galleries/G/images/D/versions/1.34.1` },
    `Write \`azure-gallery:${subscriptionId}/images/G/D/1.34.1\`.`,
  ],
  [
    "a URN",
    { reference: "kinvolk:flatcar-container-linux-free:stable:4230.2.3" },
    "Write `azure-marketplace:kinvolk/flatcar-container-linux-free/stable/4230.2.3`.",
  ],
  [
    "a key in the form CAPZ wants",
    { sshPublicKey: encodeBase64(publicKey) },
    "Give the line itself: it is put into base64 when it is written.",
  ],
] as const)("%s: the hint says what to write", ([, changed, hint]) => {
  const bound = plugin.bind(ubuntu, { ...target, machineTemplates: [{ ...template, ...changed }] });
  expect(bound.diagnostics.map((found) => [found.severity, found.hint])).toEqual([["error", hint]]);
});
