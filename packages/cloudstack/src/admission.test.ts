import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { loadPlugin, type RenderMode, renderTarget } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { cases } from "./__fixtures__/cases.ts";
import { uuid } from "./__fixtures__/targets.ts";
import type { CloudStackMachine } from "./options.ts";
import { cloudstack } from "./plugin.ts";
import { renderMachine, renderMachineTemplate } from "./render/machine.ts";
import { cloudstackWebhooks } from "./webhooks/cloudstack-webhooks.ts";

const plugin = loadPlugin(cloudstack);

/** What the stored definition of the kind says to every manifest of a case. */
function verdicts(
  { image, target, catalog }: (typeof cases)[number],
  mode: RenderMode,
  context: SkippableContext,
): readonly (readonly string[])[] {
  const source = folderSource(requireUpstream(context, "crds"));
  const bound = plugin.bind(image, target);
  const rendered = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
  const manifests = (rendered.ok ? rendered.value : []).filter(({ path }) =>
    path.endsWith(".yaml"),
  );
  return manifests.flatMap(({ path, text }) => {
    const read = readYaml(text, { file: path });
    return (read.ok ? read.value : []).map(({ value }) =>
      judgeCreation(value, source, { webhooks: cloudstackWebhooks }).diagnostics.map(
        ({ code, message }) => `${code} ${message}`,
      ),
    );
  });
}

test.for(cases)("complete manifests are admitted: $name", (one, context) => {
  const found = verdicts(one, "complete", context);
  expect(found.length).toBeGreaterThan(0);
  expect(found.flat()).toEqual([]);
});

const oldest: CloudStackMachine = {
  name: "node",
  offering: { name: "small", id: uuid },
  sshKey: "platform",
  details: { rootdisksize: "40" },
  affinity: "no",
  affinityGroupIDs: [uuid],
};
const disk = { name: "d", mountPath: "/a", device: "/dev/vdb", filesystem: "ext4", label: "l" };

test.for<[string, Partial<CloudStackMachine>]>([
  ["0.4.0", {}],
  ["0.4.7", { diskOffering: disk }],
  ["0.4.8", { diskOffering: { ...disk, customSizeInGB: 4 }, failureDomainName: "fd-1" }],
  ["0.4.9", { diskOffering: disk, uncompressedUserData: true }],
  ["0.6.1", { networks: [{ name: "net", id: uuid, ip: "10.1.1.5" }] }],
])("everything CAPC %s has is admitted", ([capcVersion, fields], context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const reference = { kind: "cloudstack-template", name: "node", id: uuid } as const;
  for (const render of [renderMachine, renderMachineTemplate]) {
    const rendering = { mode: "complete", reference, capcVersion } as const;
    const { text, path } = render({ ...oldest, ...fields }, rendering);
    const read = readYaml(text, { file: path });
    const verdict = judgeCreation(read.ok ? (read.value[0]?.value ?? null) : null, source, {
      webhooks: cloudstackWebhooks,
      targetVersions: { capc: capcVersion },
    });
    expect(verdict).toMatchObject({ admitted: true, diagnostics: [], unchecked: [], pruned: [] });
  }
});

test("what the schema lets pass and the webhook does not is refused", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const reference = { kind: "cloudstack-template", name: "node" } as const;
  const rendering = { mode: "complete", reference, capcVersion: "0.4.0" } as const;
  const { text, path } = renderMachine({ ...oldest, offering: {} }, rendering);
  const read = readYaml(text, { file: path });
  const object = read.ok ? (read.value[0]?.value ?? null) : null;
  const { admitted, diagnostics } = judgeCreation(object, source, { webhooks: cloudstackWebhooks });
  expect(admitted).toBe(false);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "spec.Offering: Required value: Offering",
  ]);
});
