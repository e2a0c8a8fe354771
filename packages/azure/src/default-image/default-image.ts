import {
  formatKubernetesVersion,
  parseKubernetesVersion,
  type Parsed,
  showValue,
} from "@imagewright/core";

import { isBeforeRelease, newestCapzVersion, oldestCapzVersion } from "../capz-version.ts";
import images from "../data/default-images.json" with { type: "json" };
import { communityDefault } from "./community-default.ts";
import {
  type DefaultImage,
  type DefaultImageQuestion,
  type ReadQuestion,
  refuseDefault,
} from "./default-image-question.ts";
import { marketplaceDefault } from "./marketplace-default.ts";

/**
 * The image CAPZ takes for a machine that names none, by its own rules at the release that is
 * asked for. Whether the image exists is not known here: reference images are removed once their
 * Kubernetes version is out of support.
 *
 * @returns the reference and why, or the listing that decides; refused for what CAPZ itself
 *   refuses, and for versions that are no version of a gallery image
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/azure/services/virtualmachineimages/images.go
 * @example
 * ```ts
 * import { formatImageReference } from "@imagewright/core";
 *
 * const image = defaultImage({ kubernetesVersion: "v1.34.1", osType: "Linux" });
 * image.ok && image.value.kind === "resolved" && formatImageReference(image.value.reference);
 * // => "azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.34.1"
 * const older = defaultImage({
 *   kubernetesVersion: "1.27.3",
 *   osType: "Linux",
 *   capzVersion: "1.10.0",
 * });
 * older.ok && older.value.kind === "needs-listing" && older.value.query.versionPrefix;
 * // => "127.3"
 * ```
 */
export function defaultImage(question: DefaultImageQuestion): Parsed<DefaultImage> {
  const { kubernetesVersion, capzVersion = newestCapzVersion } = question;
  const version = parseKubernetesVersion(kubernetesVersion, "tolerant");
  if (version === undefined) {
    const message = `unable to parse Kubernetes version ${JSON.stringify(kubernetesVersion)}`;
    return refuseDefault("AZURE_DEFAULT_IMAGE_REFUSED", message, showValue(kubernetesVersion));
  }
  if (
    parseKubernetesVersion(capzVersion, "tolerant") === undefined ||
    isBeforeRelease(capzVersion, oldestCapzVersion)
  ) {
    const message = `the default images of CAPZ ${capzVersion} are not known`;
    return refuseDefault("AZURE_CAPZ_VERSION", message, showValue(capzVersion));
  }
  const versionText = formatKubernetesVersion(version);
  const read: ReadQuestion = { ...question, capzVersion, version, versionText };
  return isBeforeRelease(capzVersion, images.communityGallery.since)
    ? marketplaceDefault(read)
    : communityDefault(read);
}
