import type { ArmReference } from "./arm-image.ts";

/**
 * The command of Azure's CLI that shows whether an image exists, word by word. `LOCATION` is to be
 * replaced by the region of the machines.
 *
 * @example
 * ```ts
 * lookUpCommand({
 *   kind: "azure-community-gallery",
 *   gallery: "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019",
 *   definition: "capi-ubun2-2404",
 *   version: "1.34.1",
 * }).slice(0, 4);
 * // => ["az", "sig", "image-version", "show-community"]
 * ```
 */
export function lookUpCommand(reference: ArmReference): readonly string[] {
  switch (reference.kind) {
    case "azure-gallery":
      return words("az sig image-version show", {
        subscription: reference.subscriptionId,
        "resource-group": reference.resourceGroup,
        "gallery-name": reference.gallery,
        ...versionOptions(reference),
      });
    case "azure-community-gallery":
      return words("az sig image-version show-community", {
        location,
        "public-gallery-name": reference.gallery,
        ...versionOptions(reference),
      });
    case "azure-shared-gallery":
      return words("az sig image-version show-shared", {
        location,
        "gallery-unique-name": reference.gallery,
        ...versionOptions(reference),
      });
    case "azure-managed-image": {
      const { subscriptionId: subscription, resourceGroup, name } = reference;
      return words("az image show", { subscription, "resource-group": resourceGroup, name });
    }
    case "azure-marketplace": {
      const { publisher, offer, sku } = reference;
      return [...words("az vm image list", { location, publisher, offer, sku }), "--all"];
    }
  }
}

const location = "LOCATION";

interface Options {
  readonly [name: string]: string;
}

function versionOptions({
  definition,
  version,
}: {
  readonly definition: string;
  readonly version: string;
}): Options {
  return { "gallery-image-definition": definition, "gallery-image-version": version };
}

function words(command: string, options: Options): readonly string[] {
  const pairs = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return [...command.split(" "), ...pairs];
}
