import { existsSync, readFileSync } from "node:fs";

import { isJsonObject, type JsonValue, type NodeImage } from "@imagewright/core";
import {
  imageBuilderTemplates,
  type ImageBuilderTemplates,
  requireTool,
  requireUpstream,
  type SkippableContext,
  upstreamFolder,
} from "@imagewright/testkit";
import { afterAll, describe, expect, test } from "vitest";

import { imageBuilderGoal } from "../goal/image-builder-goal.ts";
import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { fullFields, smallImage } from "./__fixtures__/images.ts";
import { imageBuilderVariables } from "./image-builder-variables.ts";
import { varFile } from "./var-file.ts";

let copies: ImageBuilderTemplates | undefined;

/** Milliseconds one run of Packer may take on a busy machine. */
const timeout = 60_000;

afterAll(() => copies?.close());

/** Upstream's templates, copied once. */
function templates(context: SkippableContext): ImageBuilderTemplates {
  const packer = requireTool(context, "packer");
  const examples = requireUpstream(context, "examples/image-builder");
  copies ??= imageBuilderTemplates(packer, examples);
  return copies;
}

const recordedPath = "examples/image-builder/packer-validate-cases.json";
const { containerRuntime, packages, repositories, preloadedImages, proxy, rootVolume } = fullFields;
const extras = { containerRuntime, packages, repositories, preloadedImages, proxy, rootVolume };
const ubuntu = { distribution: "ubuntu", release: "24.04" } as const;

const rendered: readonly { system: ImageBuilderSystem; image: NodeImage; flags?: string[] }[] = [
  { system: "ami", image: { ...smallImage(ubuntu), ...extras } },
  { system: "ami", image: { ...smallImage(ubuntu), architecture: "arm64" } },
  { system: "ami", image: smallImage({ distribution: "amazon-linux", release: "2023" }) },
  { system: "ami", image: smallImage({ distribution: "flatcar", release: "4230.2.3" }) },
  {
    system: "ami",
    image: { ...smallImage({ distribution: "windows", release: "2019" }), proxy },
    flags: ["-var", "volume_type=gp2", "-var", "throughput="],
  },
  { system: "azure-sig", image: { ...smallImage(ubuntu), ...extras } },
  { system: "azure-sig-gen2", image: smallImage({ distribution: "azure-linux", release: "3" }) },
  { system: "azure-sig-cvm", image: smallImage({ distribution: "ubuntu", release: "22.04" }) },
  { system: "azure-sig", image: smallImage({ distribution: "windows", release: "2025" }) },
  { system: "qemu", image: { ...smallImage(ubuntu), ...extras } },
  { system: "qemu", image: { ...smallImage({ distribution: "rocky", release: "9" }), packages } },
  { system: "qemu", image: smallImage({ distribution: "flatcar", release: "4230.2.3" }) },
];

test.concurrent.for(rendered)(
  "Packer accepts what is rendered for $system, $image.os.distribution",
  { timeout },
  async ({ system, image, flags = [] }, context) => {
    const goal = imageBuilderGoal(system, image);
    const text = varFile(imageBuilderVariables(system, image));
    const name = goal.ok ? goal.value.name : "";
    const verdict = await templates(context).validate(name, text, flags);
    expect(verdict).toMatchObject({ accepted: true });
  },
);

test("Packer refuses a rendered file as soon as one value is bad", { timeout }, async (context) => {
  const variables = imageBuilderVariables("ami", { ...smallImage(ubuntu), ...extras });
  const text = varFile({ ...variables, volume_size: "48GB" });
  const verdict = await templates(context).validate("ami-ubuntu-2404", text);
  expect(verdict.accepted).toBe(false);
  expect(verdict.output).toContain("volume_size");
});

interface RecordedCase {
  readonly goal: string;
  readonly text: string;
  readonly accepted: boolean;
}

const recorded = recordedCases();

test("the recorded verdicts are there", (context) => {
  if (recorded.length === 0) {
    requireUpstream(context, "examples/image-builder/packer-validate-cases.json");
  }
  expect(recorded.length).toBeGreaterThan(60);
});

describe.concurrent("the recipe judges as upstream's Packer does", () => {
  test("there are cases to judge", (context) => {
    requireUpstream(context, recordedPath);
    expect(recorded.length).toBeGreaterThan(0);
  });

  test.for(recorded)("$goal $text", { timeout }, async ({ goal, text, accepted }, context) => {
    const verdict = await templates(context).validate(goal, text);
    expect(verdict).toMatchObject({ accepted });
  });
});

/** The cases, known before the tests are; none where upstream's data is absent. */
function recordedCases(): readonly RecordedCase[] {
  const folder = upstreamFolder();
  if (folder === undefined || !existsSync(`${folder}/${recordedPath}`)) {
    return [];
  }
  const path = `${folder}/${recordedPath}`;
  // One annotation: what JSON.parse returns is any, and always JSON.
  const root: JsonValue = JSON.parse(readFileSync(path, "utf8"));
  const cases: readonly JsonValue[] =
    isJsonObject(root) && Array.isArray(root["cases"]) ? root["cases"] : [];
  return cases.flatMap((entry) => {
    const { provider, target, varFile: text, accepted } = isJsonObject(entry) ? entry : {};
    const isCase = typeof target === "string" && typeof text === "string";
    return isCase && typeof provider === "string" && typeof accepted === "boolean"
      ? [{ goal: provider === "qemu" ? target : `${provider}-${target}`, text, accepted }]
      : [];
  });
}
