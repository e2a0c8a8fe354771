import { expect, test } from "vitest";

import { checkImageBuilderVariables } from "./check-image-builder-variables.ts";
import type { PackerVariables } from "./var-file.ts";
import type { BuiltImage } from "./variable-combinations.ts";

const ubuntu: BuiltImage = { os: { distribution: "ubuntu", release: "24.04" } };

function hints(variables: PackerVariables, image: BuiltImage = ubuntu): readonly string[] {
  return checkImageBuilderVariables("azure-sig", variables, "", image).map(
    ({ code, pointer, hint }) => `${code} ${pointer} ${hint}`,
  );
}

test.for<[string, PackerVariables, readonly string[]]>([
  [
    "executables that nothing loads",
    { additional_executables: "true" },
    ["/additional_executables Set load_additional_components to true."],
  ],
  [
    "executables that are loaded",
    { additional_executables: "true", load_additional_components: "true" },
    [],
  ],
  [
    "a list without its switch",
    { additional_url_images_list: "https://images.example/a.tar" },
    ["/additional_url_images_list Set additional_url_images to true."],
  ],
  [
    "no public repositories, and none of its own",
    { disable_public_repos: "true" },
    ["/disable_public_repos Give the image `repositories`, or leave disable_public_repos out."],
  ],
])("%s", ([, variables, expected]) => {
  expect(hints(variables)).toEqual(expected.map((text) => `PACKER_VARIABLE_COMBINATION ${text}`));
});

test("what the image loads is not switched off beside it", () => {
  const image = { ...ubuntu, preloadedImages: ["registry.k8s.io/pause:3.10.2"] };
  expect(hints({ load_additional_components: "false" }, image)).toEqual([
    "PACKER_VARIABLE_COMBINATION /load_additional_components Leave it out: it follows from preloadedImages.",
  ]);
  expect(hints({ load_additional_components: "true" }, image)).toEqual([]);
  expect(hints({ additional_executables: "true" }, image)).toEqual([]);
});

test("repositories of the image stand in for the public ones", () => {
  const image = { ...ubuntu, repositories: ["/srv/internal.list"] };
  expect(hints({ disable_public_repos: "true" }, image)).toEqual([]);
});

test("roles of the first boot run in builds for QEMU only, and the hint names those of the node", () => {
  const variables = { firstboot_custom_roles_pre: "harden" };
  expect(hints(variables)).toEqual([
    "PACKER_VARIABLE_DEAD /firstboot_custom_roles_pre Set node_custom_roles_pre instead.",
  ]);
  expect(checkImageBuilderVariables("qemu", variables, "", ubuntu)).toEqual([]);
});
