import type { KubernetesSource, NodeImage } from "@imagewright/core";

import { type ImageBuilderSystem, variableGroup } from "../image-builder-system.ts";
import { type PackageFamily, packageFamily, usualDebRevision } from "./package-family.ts";
import type { PackerVariables } from "./var-file.ts";

/**
 * image-builder's variables for what an image is: its Kubernetes version in all the forms that have
 * to agree, its runtime, packages, repositories, proxies, preloaded images and root volume.
 *
 * Only what {@link checkImageBuilderImage} lets pass is carried; where an image is published is not
 * part of it.
 *
 * @returns text values in a fixed order
 * @example
 * ```ts
 * imageBuilderVariables("ami", {
 *   name: "ubuntu-2404",
 *   kubernetes: { version: "1.34.1" },
 *   os: { distribution: "ubuntu", release: "24.04" },
 *   architecture: "amd64",
 * });
 * // => {
 * //      kubernetes_semver: "v1.34.1",
 * //      kubernetes_series: "v1.34",
 * //      kubernetes_deb_version: "1.34.1-1.1",
 * //      kubernetes_rpm_version: "1.34.1",
 * //      crictl_version: "1.34.0",
 * //    }
 * ```
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
  const names = {
    kubernetes_semver: `v${version}`,
    kubernetes_series: `v${major}.${minor}`,
  };
  if (os.distribution === "windows") {
    return { ...names, ...windowsSource(source, version) };
  }
  const revision = source?.kind === "package" ? source.revision : undefined;
  return {
    ...names,
    kubernetes_deb_version: `${version}-${revision ?? usualDebRevision}`,
    kubernetes_rpm_version: version,
    crictl_version: `${major}.${minor}.0`,
    ...linuxSource(source, packageFamily(os.distribution)),
  };
}

/** Windows images take binaries from the one place they know, the folder of a release. */
function windowsSource(source: KubernetesSource | undefined, version: string): PackerVariables {
  return source?.kind === "http"
    ? { kubernetes_base_url: `${folder(source.url)}/v${version}/bin/windows/amd64` }
    : {};
}

function linuxSource(source: KubernetesSource | undefined, family: PackageFamily): PackerVariables {
  if (source?.kind === "http") {
    return {
      kubernetes_source_type: "http",
      kubernetes_cni_source_type: "http",
      kubernetes_http_source: folder(source.url),
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

/** The signing key lies where pkgs.k8s.io and its mirrors have it: below the repository. */
function repositoryVariables(repository: string, family: PackageFamily): PackerVariables {
  const base = `${folder(repository)}/`;
  return family === "deb"
    ? { kubernetes_deb_repo: base, kubernetes_deb_gpg_key: `${base}Release.key` }
    : { kubernetes_rpm_repo: base, kubernetes_rpm_gpg_key: `${base}repodata/repomd.xml.key` };
}

function folder(url: string): string {
  return url.replace(/\/+$/u, "");
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
