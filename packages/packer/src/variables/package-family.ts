import type { Distribution } from "@imagewright/core";

/** How a distribution installs packages; `none` where image-builder installs none. */
export type PackageFamily = "deb" | "rpm" | "none";

/** The revision most packages of pkgs.k8s.io have; the true one is in the repository's index. */
export const usualDebRevision = "1.1";

export function packageFamily(distribution: Distribution): PackageFamily {
  switch (distribution) {
    case "ubuntu":
      return "deb";
    case "amazon-linux":
    case "azure-linux":
    case "centos":
    case "rhel":
    case "rocky":
      return "rpm";
    case "bottlerocket":
    case "flatcar":
    case "windows":
    default:
      return "none";
  }
}
