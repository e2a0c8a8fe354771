import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  type CloudStackTemplateReference,
  isJsonObject,
  manifestSet,
  objectKind,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { compareReleases } from "./capc-release.ts";
import { cloudstackManifestRules } from "./lint/cloudstack-manifest-rules.ts";
import type { CloudStackDiskOffering, CloudStackMachine } from "./options.ts";
import { parseManifest } from "./parse/manifest.ts";
import { renderMachine, renderMachineTemplate } from "./render/machine.ts";
import { cloudstackWebhooks } from "./webhooks/cloudstack-webhooks.ts";

const releases = ["0.4.0", "0.4.3", "0.4.8", "0.4.9", "0.5.0", "0.6.0", "0.6.1"] as const;
const text = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._-]{0,20}$/u);
const resource = fc.oneof(
  fc.record({ name: text }),
  fc.record({ id: fc.uuid() }),
  fc.record({ name: text, id: fc.uuid() }),
);
const kind = fc.constant("cloudstack-template" as const);
const reference: fc.Arbitrary<CloudStackTemplateReference> = fc.oneof(
  fc.record({ kind, name: text }),
  fc.record({ kind, id: fc.uuid() }),
  fc.record({ kind, id: fc.uuid(), name: text }),
);
const mount = fc.record({
  mountPath: fc.constant("/var/lib/data"),
  device: fc.constant("/dev/vdb"),
  filesystem: fc.constant("ext4"),
  label: fc.constant("data"),
});
const label = fc.stringMatching(/^[a-z]{1,8}$/u);
const labels = fc.dictionary(label, label, { maxKeys: 3 });
const address = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.1.${a}.${b}`);

/** Everything a machine of a release can say. */
function machineOf(release: string): fc.Arbitrary<CloudStackMachine> {
  const since = (first: string): boolean => compareReleases(first, release) <= 0;
  const size = since("0.4.8") ? fc.integer({ min: 1, max: 4096 }) : fc.constant(undefined);
  const disk = fc
    .tuple(resource, mount, size)
    .map(([offering, place, customSizeInGB]): CloudStackDiskOffering => ({
      ...offering,
      ...place,
      ...(customSizeInGB !== undefined && { customSizeInGB }),
    }));
  const network = fc.record(
    { name: fc.uuid(), id: fc.uuid(), ip: address },
    { requiredKeys: ["name"] },
  );
  return fc.record(
    {
      name: fc.constant("node"),
      namespace: fc.constant("prod"),
      labels,
      annotations: labels,
      offering: resource,
      sshKey: text,
      details: fc.dictionary(fc.constantFrom("cpuNumber", "rootdisksize", "keyboard"), text),
      affinity: fc.constantFrom("no" as const, "pro" as const, "anti" as const),
      ...(since("0.4.3") && { diskOffering: disk }),
      ...(since("0.4.8") && { failureDomainName: fc.domain() }),
      ...(since("0.4.9") && { uncompressedUserData: fc.boolean() }),
      ...(since("0.6.1") && { networks: fc.array(network, { minLength: 1, maxLength: 3 }) }),
    },
    { requiredKeys: ["name", "offering"] },
  );
}

const sample = fc
  .constantFrom(...releases)
  .chain((release) => fc.tuple(fc.constant(release), machineOf(release), reference, fc.boolean()));

test("every machine of every release is admitted, reads back, and has no hazard", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  fc.assert(
    fc.property(sample, ([capcVersion, machine, given, isTemplate]) => {
      const render = isTemplate ? renderMachineTemplate : renderMachine;
      const rendering = { mode: "complete", reference: given, capcVersion } as const;
      const { text: yaml } = render(machine, rendering);
      const read = readYaml(yaml, { file: "machine.yaml" });
      const object = read.ok ? read.value[0]?.value : undefined;
      if (!isJsonObject(object)) {
        throw new Error("nothing was rendered");
      }
      const targetVersions = { capc: capcVersion };
      const options = { webhooks: cloudstackWebhooks, targetVersions };
      const verdict = judgeCreation(object, source, options);
      expect(verdict).toMatchObject({ admitted: true, diagnostics: [], unchecked: [] });
      const found = parseManifest(object);
      expect(found.ok && found.value.map((one) => one.reference)).toEqual([given]);
      const seen = objectKind(object);
      const manifests = manifestSet([object]);
      const hazards = cloudstackManifestRules
        .filter(({ kinds }) => kinds.includes(seen?.kind ?? ""))
        .flatMap(({ check }) =>
          seen === undefined ? [] : check({ ...seen, object, manifests, targetVersions }),
        );
      expect(hazards.filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});
