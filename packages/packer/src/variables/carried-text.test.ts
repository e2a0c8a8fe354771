import { isImagewrightError, type NodeImage } from "@imagewright/core";
import { naughtyStrings } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { smallImage } from "./__fixtures__/images.ts";
import { carriageFault } from "./carried-text.ts";
import { checkImageBuilderImage } from "./check-image-builder-image.ts";
import { imageBuilderVariables } from "./image-builder-variables.ts";
import { hclVarFile, varFile } from "./var-file.ts";

const any = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.stringMatching(/^[ "',\\{}%$a-z\n]{0,8}$/u),
  fc.constantFrom(...naughtyStrings),
);

/** What Ansible's reader of `k=v` makes of an unquoted value: everything up to the first blank. */
function readToken(line: string): string | undefined {
  return /^x=(?<value>[^\s"']*)$/u.exec(line)?.groups?.["value"];
}

test("a token that is let through is one word of the line it is pasted into", () => {
  fc.assert(
    fc.property(any, (value) => {
      fc.pre(carriageFault("token", value) === undefined);
      expect(readToken(`x=${value}`)).toBe(value);
      expect(value).not.toMatch(/\{[{%#]/u);
    }),
    { numRuns: 1000 },
  );
});

test("packages and preloaded images come out of their variables as they went in, or are refused", () => {
  const list = fc.array(any, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(list, list, (packages, preloadedImages) => {
      const image: NodeImage = {
        ...smallImage({ distribution: "rocky", release: "9" }),
        packages,
        preloadedImages,
      };
      const findings = checkImageBuilderImage("qemu", image);
      const variables = imageBuilderVariables("qemu", image);
      const words = (variables["extra_rpms"] ?? "").split(/\s+/u);
      const images = (variables["additional_registry_images_list"] ?? "").split(",");
      if (findings.length === 0) {
        expect({ words, images }).toEqual({ words: packages, images: preloadedImages });
      }
    }),
    { numRuns: 1000 },
  );
});

test("a JSON variable file gives back every text, or is refused", () => {
  for (const text of naughtyStrings) {
    const file = tryRender(() => varFile({ name: text }));
    if (file !== undefined) {
      expect(JSON.parse(file)).toEqual({ name: text });
    }
  }
});

test("a rendered file is the same twice, whatever the form", () => {
  const image = smallImage({ distribution: "ubuntu", release: "24.04" });
  const variables = imageBuilderVariables("ami", image);
  expect(varFile(variables)).toBe(varFile(imageBuilderVariables("ami", image)));
  expect(hclVarFile(variables).split("\n")).toHaveLength(Object.keys(variables).length + 1);
});

function tryRender(render: () => string): string | undefined {
  try {
    return render();
  } catch (error) {
    if (isImagewrightError(error, "VALUE_REFUSED")) {
      return undefined;
    }
    throw error;
  }
}
