import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  emitYaml,
  isJsonObject,
  type JsonObject,
  manifestSet,
  objectKind,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { eksManifestRules, readBootstrapObject } from "./index.ts";

/** Examples of CAPA with bootstrap configurations, and what the rules find in them. */
test.for([
  ["capa-cluster-template-eks.yaml", 1, []],
  ["capa-eks-machinedeployment-eksconfig-al2.yaml", 0, []],
  ["capa-eks-upgrade-after-1.33-nodeadm.yaml", 1, []],
  ["capa-eks-upgrade-before-1.32-eksconfig.yaml", 1, []],
  ["capa-nitro-managedmachinepool-nodeadm.yaml", 1, []],
] as const)("%s", ([file, count, found], context) => {
  const folder = requireUpstream(context, "examples/capi-capa");
  // The documentation's templates hold variables of clusterctl.
  const text = readFileSync(join(folder, file), "utf8").replaceAll(
    /\$\{([A-Z_]+)(:=[^}]*)?\}/gu,
    "v1.32.0",
  );
  const parsed = readYaml(text, { file, traps: "warning" });
  const objects = (parsed.ok ? parsed.value : []).map(({ value }) => value).filter(isJsonObject);
  const configs = objects.filter((one) => objectKind(one)?.group === "bootstrap.cluster.x-k8s.io");
  expect(configs.length).toBe(count);
  for (const config of configs) {
    expect(readBootstrapObject(config)).toMatchObject({ ok: true, diagnostics: [] });
    const again = readYaml(emitYaml(config), { file });
    expect(again.ok && again.value[0]?.value).toEqual(config);
  }
  expect(judge(objects)).toEqual(found);
});

function judge(objects: readonly JsonObject[]): readonly string[] {
  const manifests = manifestSet(objects);
  return objects.flatMap((object) => {
    const kind = objectKind(object);
    return eksManifestRules
      .filter((rule) => rule.group === kind?.group && rule.kinds.includes(kind.kind))
      .flatMap((rule) =>
        kind === undefined ? [] : rule.check({ ...kind, object, manifests, targetVersions: {} }),
      )
      .map(({ code, pointer }) => `${code} ${pointer}`);
  });
}
