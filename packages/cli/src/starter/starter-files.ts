import type { Artifact } from "@imagewright/core";

import { starterImages } from "./starter-images.ts";
import type { StarterPart } from "./starter-part.ts";
import { starterParts } from "./starter-parts.ts";

/** Names of the files a starter consists of. */
export const starterNames = { spec: "imagewright.yaml", catalog: "catalog.yaml" } as const;

/** A spec and a catalog for some providers: valid as they are, to be rendered at once. */
export function starterFiles(parts: readonly StarterPart[] = starterParts): readonly Artifact[] {
  return [
    { path: starterNames.spec, mediaType: "application/yaml", text: specText(parts) },
    { path: starterNames.catalog, mediaType: "application/yaml", text: catalogText(parts) },
  ];
}

function specText(parts: readonly StarterPart[]): string {
  const images = starterImages.filter(({ name }) => parts.some(({ image }) => image === name));
  return `\
# yaml-language-server: $schema=./spec.schema.json
# The schema comes from \`imagewright schema spec --out .\`.
apiVersion: imagewright/v1alpha1
kind: ImageSpec

images:
${images.map(({ spec }) => spec).join("\n")}
# Where the images are built and published, and what points at them.
targets:
${parts.map(({ target }) => target).join("\n")}`;
}

function catalogText(parts: readonly StarterPart[]): string {
  const records = starterImages.flatMap(({ name, record }) => {
    const references = parts
      .filter(({ image }) => image === name)
      .map((part) => part.references)
      .join("");
    return references === "" ? [] : [`${record}${references}`];
  });
  const list = records.length === 0 ? "images: []\n" : `images:\n${records.join("\n")}`;
  return `\
# Images that were built: one record each, with a reference for every place it is found at.
# The ids are made up. Put in what your builds printed.
apiVersion: imagewright/v1alpha1
kind: ImageCatalog

${list}`;
}
