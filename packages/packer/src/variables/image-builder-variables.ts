import type { Distribution, KubernetesSource, NodeImage } from "@imagewright/core";

import { type ImageBuilderSystem, variableGroup } from "../image-builder-system.ts";
import type { PackerVariables } from "./var-file.ts";

/** How a distribution installs packages. */
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

/**
 * image-builder's variables for what an image is: its Kubernetes version in all the forms that have
 * to agree, its runtime, packages, repositories, proxies, preloaded images and root volume.
 *
 * Only what {@link checkImageBuilderImage} lets pass is carried; where an image is published is not
 * part of it.
 *
 * @returns text values in a fixed order
 */
export function imageBuilderVariables(
  system: ImageBuilderSystem,
  image: NodeImage,
): PackerVariables {
  return {
    ...kubernetesVariables(image),
    ...componentVariables(image),
    ...packageVariables(image),
    ...proxyVariables(image),
    ...preloadVariables(image),
    ...volumeVariables(system, image),
  };
}

function kubernetesVariables({ kubernetes, os }: NodeImage): PackerVariables {
  const { version, source } = kubernetes;
  const [major = "", minor = ""] = version.split(".");
  const revision = source?.kind === "package" ? source.revision : undefined;
  return {
    kubernetes_semver: `v${version}`,
    kubernetes_series: `v${major}.${minor}`,
    kubernetes_deb_version: `${version}-${revision ?? usualDebRevision}`,
    kubernetes_rpm_version: version,
    crictl_version: `${major}.${minor}.0`,
    ...sourceVariables(source, packageFamily(os.distribution)),
  };
}

function sourceVariables(
  source: KubernetesSource | undefined,
  family: PackageFamily,
): PackerVariables {
  if (source?.kind === "http") {
    return {
      kubernetes_source_type: "http",
      kubernetes_cni_source_type: "http",
      kubernetes_http_source: source.url.replace(/\/+$/u, ""),
    };
  }
  if (source?.kind !== "package") {
    return {};
  }
  return {
    kubernetes_source_type: "pkg",
    kubernetes_cni_source_type: "pkg",
    ...(source.repository !== undefined && repositoryVariables(source.repository, family)),
  };
}

function repositoryVariables(repository: string, family: PackageFamily): PackerVariables {
  const base = repository.endsWith("/") ? repository : `${repository}/`;
  return family === "deb"
    ? { kubernetes_deb_repo: base, kubernetes_deb_gpg_key: `${base}Release.key` }
    : { kubernetes_rpm_repo: base, kubernetes_rpm_gpg_key: `${base}repodata/repomd.xml.key` };
}

function componentVariables({ containerRuntime, cni }: NodeImage): PackerVariables {
  const { containerd, runc } = containerRuntime ?? {};
  return {
    ...(containerd !== undefined && { containerd_version: containerd }),
    ...(runc !== undefined && { runc_version: runc }),
    ...(cni !== undefined && { kubernetes_cni_semver: `v${cni.version}` }),
  };
}

function packageVariables({ os, packages, repositories }: NodeImage): PackerVariables {
  const name = packageFamily(os.distribution) === "deb" ? "extra_debs" : "extra_rpms";
  return {
    ...(packages !== undefined && { [name]: packages.join(" ") }),
    ...(repositories !== undefined && { extra_repos: repositories.join(" ") }),
  };
}

function proxyVariables({ proxy }: NodeImage): PackerVariables {
  return {
    ...(proxy?.http !== undefined && { http_proxy: proxy.http }),
    ...(proxy?.https !== undefined && { https_proxy: proxy.https }),
    ...(proxy?.noProxy !== undefined && { no_proxy: proxy.noProxy.join(",") }),
  };
}

function preloadVariables({ preloadedImages }: NodeImage): PackerVariables {
  return preloadedImages === undefined
    ? {}
    : {
        load_additional_components: "true",
        additional_registry_images: "true",
        additional_registry_images_list: preloadedImages.join(","),
      };
}

function volumeVariables(system: ImageBuilderSystem, { rootVolume }: NodeImage): PackerVariables {
  if (rootVolume === undefined) {
    return {};
  }
  switch (variableGroup(system)) {
    case "ami":
      return { volume_size: String(rootVolume.sizeGiB) };
    case "azure":
      return { os_disk_size_gb: String(rootVolume.sizeGiB) };
    case "qemu":
    default:
      return { disk_size: String(rootVolume.sizeGiB * 1024) };
  }
}
