import fc from "fast-check";
import { expect, test } from "vitest";

import { bootstrap } from "../../user-data/__fixtures__/arbitrary-bootstrap.ts";
import type { NodeBootstrap } from "../../user-data/node-bootstrap.ts";
import {
  bootstrapObject,
  type CapaNodeSettings,
  eksConfigSpec,
  nodeadmConfigSpec,
  readBootstrapObject,
  settingsOfEksConfig,
  settingsOfNodeadmConfig,
} from "../index.ts";

const runs = { numRuns: 10_000 };

/** Settings without what CAPA knows by itself, and without what a map cannot say. */
function settingsOf({ cluster, kubeletFlags, ...settings }: NodeBootstrap): CapaNodeSettings {
  const { dnsClusterIp } = cluster;
  const flags = [...new Map((kubeletFlags ?? []).map((one) => [one.split("=")[0], one])).values()]
    .filter((one) => !/^--\d/u.test(one))
    .toSorted();
  return {
    ...settings,
    ...(flags.length > 0 && { kubeletFlags: flags }),
    ...(dnsClusterIp !== undefined && { cluster: { dnsClusterIp } }),
  };
}

test("settings survive the way through an EKSConfigTemplate", () => {
  fc.assert(
    fc.property(bootstrap("bootstrap.sh"), (value) => {
      const settings = settingsOf(value);
      const spec = eksConfigSpec(settings);
      const object = bootstrapObject({ kind: "EKSConfigTemplate", name: "a", spec });
      expect(readBootstrapObject(object)).toMatchObject({ ok: true, value: { spec } });
      const read = settingsOfEksConfig(spec);
      expect(read.ok && read.value).toEqual({ settings, rest: {} });
    }),
    runs,
  );
});

test("settings survive the way through a NodeadmConfigTemplate", () => {
  fc.assert(
    fc.property(bootstrap("nodeadm"), (value) => {
      const settings = settingsOf(value);
      const spec = nodeadmConfigSpec(settings);
      const object = bootstrapObject({ kind: "NodeadmConfigTemplate", name: "a", spec });
      expect(readBootstrapObject(object)).toMatchObject({ ok: true, value: { spec } });
      const read = settingsOfNodeadmConfig(spec);
      expect(read.ok && read.value).toEqual({ settings, rest: {} });
    }),
    runs,
  );
});
