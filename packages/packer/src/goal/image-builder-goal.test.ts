import { readFileSync } from "node:fs";

import type { Architecture, Distribution } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import table from "../data/goals.json" with { type: "json" };
import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { imageBuilderGoal, type ImageBuilderVariant } from "./image-builder-goal.ts";

function goal(
  system: ImageBuilderSystem,
  distribution: Distribution,
  release: string,
  architecture: Architecture = "amd64",
  variant?: ImageBuilderVariant,
): ReturnType<typeof imageBuilderGoal> {
  const image = { os: { distribution, release }, architecture };
  return imageBuilderGoal(system, image, variant === undefined ? {} : { variant });
}

test.for([
  { args: ["ami", "ubuntu", "24.04", "amd64"], name: "ami-ubuntu-2404" },
  { args: ["ami", "ubuntu", "24.04", "arm64"], name: "ami-ubuntu-2404-arm64" },
  { args: ["ami", "amazon-linux", "2023", "amd64"], name: "ami-amazon-2023" },
  { args: ["ami", "windows", "2019", "amd64"], name: "ami-windows-2019" },
  { args: ["azure-sig", "azure-linux", "3", "amd64"], name: "azure-sig-azurelinux-3" },
  { args: ["azure-sig-gen2", "ubuntu", "26.04", "amd64"], name: "azure-sig-ubuntu-2604-gen2" },
  {
    args: ["azure-sig-cvm", "windows", "2022", "amd64"],
    name: "azure-sig-windows-2022-containerd-cvm",
  },
  { args: ["qemu", "rocky", "9", "amd64"], name: "qemu-rockylinux-9" },
  { args: ["qemu", "ubuntu", "24.04", "amd64", "immutable"], name: "qemu-ubuntu-2404-immutable" },
] as const)(
  "$args is $name",
  ({ args: [system, distribution, release, architecture, variant], name }) => {
    const parsed = goal(system, distribution, release, architecture, variant);
    expect(parsed.ok && parsed.value).toMatchObject({
      name,
      build: `build-${name}`,
      validate: `validate-${name}`,
    });
  },
);

test.for([
  { release: "stable", buildName: "", environment: { FLATCAR_CHANNEL: "stable" } },
  {
    release: "4230.2.3",
    buildName: "flatcar-stable-4230.2.3",
    environment: { FLATCAR_CHANNEL: "stable", FLATCAR_VERSION: "4230.2.3" },
  },
  {
    release: "4372.0.1",
    buildName: "flatcar-alpha-4372.0.1",
    environment: { FLATCAR_CHANNEL: "alpha", FLATCAR_VERSION: "4372.0.1" },
  },
])("Flatcar $release is chosen by the environment", ({ release, buildName, environment }) => {
  const parsed = goal("qemu", "flatcar", release);
  expect(parsed.ok && parsed.value).toMatchObject({
    name: "qemu-flatcar",
    buildName,
    environment,
  });
});

test.for([
  { args: ["ami", "ubuntu", "20.04", "amd64"], hint: "Did you mean ubuntu-22.04-amd64?" },
  { args: ["azure-sig", "ubuntu", "24.04", "arm64"], hint: "Did you mean ubuntu-24.04-amd64?" },
  { args: ["qemu", "rhel", "9.4", "amd64"], hint: "Did you mean rhel-9-amd64?" },
  { args: ["qemu", "flatcar", "newest", "amd64"], hint: "Did you mean flatcar-*-amd64?" },
] as const)(
  "$args has no goal",
  ({ args: [system, distribution, release, architecture], hint }) => {
    const parsed = goal(system, distribution, release, architecture);
    expect(parsed.ok).toBe(false);
    expect(parsed.diagnostics).toMatchObject([{ code: "PACKER_GOAL_UNKNOWN", hint }]);
  },
);

test("the table names every target of image-builder and no other", (context) => {
  const path = requireUpstream(context, "examples/image-builder/make-targets.json");
  const targets: object = JSON.parse(readFileSync(path, "utf8"));
  const theirs = Object.keys(targets).filter((name) => /^build-(?!kubevirt)/u.test(name));
  expect(table.goals.map(({ name }) => `build-${name}`).toSorted()).toEqual(theirs.toSorted());
});

test("build names are those of upstream's files", (context) => {
  const folder = requireUpstream(context, "examples/image-builder/packer");
  const targets: { readonly [name: string]: { readonly varFiles: readonly string[] } | undefined } =
    JSON.parse(readFileSync(`${folder}/../make-targets.json`, "utf8"));
  for (const { name, buildName } of table.goals) {
    const file = targets[`build-${name}`]?.varFiles.at(-2) ?? "";
    const theirs: { readonly build_name?: string } = JSON.parse(
      readFileSync(`${folder}/../${file}`, "utf8"),
    );
    const pattern = theirs.build_name?.replace(/\{\{env `([A-Z_]+)`\}\}/gu, "{$1}");
    expect({ name, buildName }).toEqual({ name, buildName: pattern });
  }
});

test("a refusal names the generations image-builder does have", () => {
  const image = {
    os: { distribution: "windows", release: "2025" },
    architecture: "amd64",
  } as const;
  const [found] = imageBuilderGoal("azure-sig-cvm", image).diagnostics;
  expect(found?.hint).toBe("It has one for azure-sig.");
});
