import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { emitYaml, isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { lines } from "../__fixtures__/lint.ts";
import { readKarpenterManifest } from "../index.ts";

function documentsOf(path: string): readonly JsonValue[] {
  const parsed = readYaml(readFileSync(path), { file: path });
  if (!parsed.ok) {
    throw new Error(`${path} cannot be read: ${JSON.stringify(parsed.diagnostics)}`);
  }
  return parsed.value.map(({ value }) => value);
}

function objectsOf(path: string): readonly JsonObject[] {
  return documentsOf(path).filter((value) => isJsonObject(value));
}

const latest = ["AMI_LATEST /spec/amiSelectorTerms/0"];
const implied = ["AMI_LATEST /spec/amiFamily"];

/** The hazards of upstream's own examples; aliases and families without a version are most. */
const expectations: Readonly<Record<string, readonly string[]>> = {
  // Two ids, and a pool of one architecture: nodes of the older image would be replaced.
  "v1/al2-custom-ami.yaml": ["AMI_IDS /spec/amiSelectorTerms"],
  "v1/al2023-custom-userdata.yaml": latest,
  "v1/bottlerocket.yaml": latest,
  "v1/custom-family.yaml": [
    "AMI_IDS /spec/amiSelectorTerms",
    "USERDATA_UNREGISTERED /spec/userData",
  ],
  "v1/general-purpose.yaml": latest,
  "v1/instance-store-ephemeral-storage.yaml": latest,
  "v1/max-node-lifetime.yaml": latest,
  "v1/min-values-family.yaml": [],
  "v1/multiple-arch.yaml": latest,
  "v1/spot.yaml": latest,
  "v1/windows-2022.yaml": latest,
  "v1alpha5/al2-custom-userdata.yaml": implied,
  "v1alpha5/bottlerocket.yaml": implied,
  "v1alpha5/custom-family.yaml": [
    "AMI_ID /spec/amiSelector",
    "AMI_IDS /spec/amiSelector",
    "USERDATA_UNREGISTERED /spec/userData",
  ],
  "v1alpha5/general-purpose.yaml": implied,
  "v1alpha5/multiple-ebs.yaml": implied,
  "v1alpha5/node-ttls.yaml": implied,
  "v1beta1/al2-custom-userdata.yaml": implied,
  "v1beta1/bottlerocket.yaml": implied,
  "v1beta1/custom-family.yaml": [
    "AMI_IDS /spec/amiSelectorTerms",
    "USERDATA_UNREGISTERED /spec/userData",
  ],
  "v1beta1/general-purpose.yaml": implied,
  "v1beta1/multiple-ebs.yaml": implied,
  "v1beta1/node-ttls.yaml": implied,
};

test("the hazards of every one of upstream's examples are known", (context) => {
  const folder = requireUpstream(context, "examples/karpenter");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.includes("/") && file.endsWith(".yaml"),
  );
  const found = files.map((file) => [file, lines(objectsOf(join(folder, file)))]);
  expect(Object.fromEntries(found)).toEqual(expectations);
});

test("upstream's examples and golden cases are printed back equal", (context) => {
  const folders = ["examples/karpenter", "karpenter/convert-alpha-to-beta", "karpenter/userdata"];
  let count = 0;
  for (const folder of folders.map((name) => requireUpstream(context, name))) {
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".yaml") || file === "getting-started-cloudformation.yaml") {
        continue;
      }
      for (const document of documentsOf(join(folder, file)).filter((value) => value !== null)) {
        const again = readYaml(emitYaml(document), { file });
        expect(again.ok && again.value.map(({ value }) => value)).toEqual([document]);
        count += 1;
      }
    }
  }
  expect(count).toBe(63);
});

test("the stack of upstream's first steps has no launch template, and is printed back equal", (context) => {
  const path = requireUpstream(context, "examples/karpenter/getting-started-cloudformation.yaml");
  const read = readYaml(readFileSync(path), { file: path, tags: "cloudformation" });
  const stack = read.ok ? read.value[0]?.value : undefined;
  expect(isJsonObject(stack) && readKarpenterManifest(stack)).toEqual({
    ok: true,
    value: [],
    diagnostics: [],
  });
  const again = readYaml(emitYaml(stack ?? null), { file: path });
  expect(again.ok && again.value[0]?.value).toEqual(stack);
});
