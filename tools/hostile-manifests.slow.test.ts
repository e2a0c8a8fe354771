import { join } from "node:path";

import { isJsonObject, type JsonObject, manifestSet, objectKind, valueAt } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { breakObject, randomNumbers } from "./broken-objects.ts";
import { goldenFolders, readArtifacts } from "./conformance/read-artifacts.ts";
import { allManifestRules, allPlugins, allWebhooks } from "./plugins.ts";

/**
 * Whoever reads manifests reads strangers' manifests: whatever stands where a map, a text or a list
 * belongs, no reader, writer, webhook or rule may fail, and what each finds has a place.
 */
const mutations = 30_000;

test("no reader, writer, webhook or rule fails on a broken object", (context) => {
  const samples = allObjects(requireUpstream(context, "examples"));
  expect(samples.length).toBeGreaterThan(150);
  const random = randomNumbers(20_261_121);
  const faults = new Map<string, string>();
  let findings = 0;
  for (let run = 0; run < mutations; run += 1) {
    const sample = samples[random(samples.length)];
    const object = sample && breakTwice(sample.object, random);
    if (sample === undefined || object === undefined) {
      continue;
    }
    const neighbours = Array.from({ length: 3 }, () => samples[random(samples.length)]?.object);
    const manifests = [object, ...neighbours.filter((one) => one !== undefined)];
    for (const { who, run: ask } of questions(object, sample.object, manifests)) {
      try {
        findings += ask();
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        faults.set(`${who}: ${message.split("\n").slice(0, 3).join(" ")}`, sample.path);
      }
    }
  }
  expect([...faults].slice(0, 20)).toEqual([]);
  expect(findings).toBeGreaterThan(mutations / 4);
});

interface Question {
  readonly who: string;
  /** How many findings the answer has. */
  readonly run: () => number;
}

/** Everything that can be asked about an object. */
function questions(
  object: JsonObject,
  oldObject: JsonObject,
  objects: readonly JsonObject[],
): readonly Question[] {
  const kind = objectKind(object);
  if (kind === undefined) {
    return [];
  }
  const targetVersions = {};
  const webhooks = allWebhooks.filter(
    ({ group, kinds }) => group === kind.group && kinds.includes(kind.kind),
  );
  const rules = allManifestRules.filter(
    ({ group, kinds }) => group === kind.group && kinds.includes(kind.kind),
  );
  const context = { ...kind, object, manifests: manifestSet(objects), targetVersions };
  const name = `${kind.kind} ${kind.version}`;
  return [
    ...allPlugins.flatMap((plugin): readonly Question[] => [
      {
        who: `${plugin.id} reads ${name}`,
        run: () => {
          const read = plugin.readManifest(object);
          const found = read.ok ? read.value : [];
          const written = found.flatMap((one) => {
            const result = plugin.writeReference?.(object, one);
            return result?.diagnostics ?? [];
          });
          return read.diagnostics.length + written.length;
        },
      },
    ]),
    ...webhooks.flatMap((webhook): readonly Question[] => [
      {
        who: `a webhook of ${name}, creation`,
        run: () => {
          const mutated = webhook.mutate?.({ object, targetVersions }) ?? object;
          return (webhook.validate?.({ object: mutated, targetVersions }) ?? []).length;
        },
      },
      {
        who: `a webhook of ${name}, update`,
        run: () =>
          (webhook.validate?.({ object, oldObject, targetVersions }) ?? []).length +
          (webhook.validate?.({ object: oldObject, oldObject: object, targetVersions }) ?? [])
            .length,
      },
    ]),
    ...rules.map((rule): Question => ({
      who: `a rule about ${name}`,
      run: () => {
        const found = rule.check(context);
        for (const { code, pointer } of found) {
          const [field = ""] = pointer.slice(1).split("/");
          if (pointer !== "" && valueAt(object, `/${field}`) === undefined && field !== "spec") {
            throw new Error(`${code} points at ${pointer}, where nothing is`);
          }
        }
        return found.length;
      },
    })),
  ];
}

function breakTwice(object: JsonObject, random: (below: number) => number): JsonObject | undefined {
  const once = breakObject(object, random)?.object;
  return once !== undefined && random(2) === 0 ? breakObject(once, random)?.object : once;
}

/** Every object of the golden files and of upstream's examples. */
function allObjects(
  examples: string,
): readonly { readonly path: string; readonly object: JsonObject }[] {
  const workspace = join(import.meta.dirname, "..");
  const golden = goldenFolders(join(workspace, "packages")).flatMap((folder) =>
    readArtifacts(folder, workspace),
  );
  const clusters = readArtifacts(join(workspace, "examples/platform/clusters"), workspace);
  return [...golden, ...clusters, ...readArtifacts(examples)]
    .filter(({ mediaType }) => mediaType === "application/yaml")
    .flatMap(({ path, text }) => {
      const read = readYaml(text, { file: path });
      return read.ok
        ? read.value.flatMap(({ value }) => (isJsonObject(value) ? [{ path, object: value }] : []))
        : [];
    });
}
