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
    case "azure-gallery": {
      const { subscriptionId, resourceGroup, gallery, definition, version } = reference;
      return [
        ...["az", "sig", "image-version", "show", "--subscription", subscriptionId],
        ...["--resource-group", resourceGroup, "--gallery-name", gallery],
        ...["--gallery-image-definition", definition, "--gallery-image-version", version],
      ];
    }
    case "azure-community-gallery": {
      const { gallery, definition, version } = reference;
      return [
        ...["az", "sig", "image-version", "show-community", "--location", "LOCATION"],
        ...["--public-gallery-name", gallery],
        ...["--gallery-image-definition", definition, "--gallery-image-version", version],
      ];
    }
    case "azure-shared-gallery": {
      const { gallery, definition, version } = reference;
      return [
        ...["az", "sig", "image-version", "show-shared", "--location", "LOCATION"],
        ...["--gallery-unique-name", gallery],
        ...["--gallery-image-definition", definition, "--gallery-image-version", version],
      ];
    }
    case "azure-managed-image": {
      const { subscriptionId, resourceGroup, name } = reference;
      return [
        ...["az", "image", "show", "--subscription", subscriptionId],
        ...["--resource-group", resourceGroup, "--name", name],
      ];
    }
    case "azure-marketplace": {
      const { publisher, offer, sku } = reference;
      return [
        ...["az", "vm", "image", "list", "--location", "LOCATION"],
        ...["--publisher", publisher, "--offer", offer, "--sku", sku, "--all"],
      ];
    }
  }
}
