import { type Diagnostic, type NodeImage } from "@imagewright/core";

import { imageBuilderGoal, type ImageBuilderVariant } from "../goal/image-builder-goal.ts";
import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { packerDiagnostics } from "../packer-diagnostics.ts";
import { checkContainerRuntime } from "./check-container-runtime.ts";
import { checkKubernetesSource, kubernetesSourceType } from "./check-kubernetes-source.ts";
import { checkRootVolume } from "./check-root-volume.ts";
import { unsupported, valueFinding } from "./image-finding.ts";
import { packageFamily } from "./package-family.ts";

/**
 * What image-builder cannot carry of an image, or needs in another form. Every optional field of
 * the image is either in {@link imageBuilderVariables}, or refused here.
 *
 * @returns findings with pointers below `/image`, the one about a missing make target included
 * @example
 * ```ts
 * import { exampleImage } from "@imagewright/core/testing";
 *
 * checkImageBuilderImage("ami", exampleImage).map(({ severity, code }) => `${severity} ${code}`);
 * // => ["info PACKER_DEB_REVISION_GUESSED"]
 * const found = checkImageBuilderImage("ami", { ...exampleImage, cni: { version: "1.9.0" } });
 * found
 *   .filter(({ severity }) => severity === "error")
 *   .map(({ pointer, message }) => `${pointer}: ${message}`);
 * // => ["/image/cni: the version of the CNI plugins follows the Kubernetes packages"]
 * ```
 */
export function checkImageBuilderImage(
  system: ImageBuilderSystem,
  image: NodeImage,
  options: { readonly variant?: ImageBuilderVariant } = {},
): readonly Diagnostic[] {
  return [
    ...imageBuilderGoal(system, image, options).diagnostics,
    ...checkKubernetesSource(image),
    ...checkContainerRuntime(image),
    ...cniFindings(image),
    ...packageFindings(image),
    ...repositoryFindings(image),
    ...preloadFindings(image),
    ...proxyFindings(image),
    ...checkRootVolume(system, image),
    ...fieldsWithoutVariable(image),
  ];
}

function cniFindings(image: NodeImage): readonly Diagnostic[] {
  if (image.cni === undefined) {
    return [];
  }
  if (image.os.distribution === "windows") {
    const hint = "Leave it out; the network add-on brings its own.";
    return [unsupported(["cni"], "image-builder installs no CNI plugins on Windows", hint)];
  }
  const message = "the version of the CNI plugins follows the Kubernetes packages";
  const hint = "Leave it out, or take Kubernetes from an HTTP address.";
  return kubernetesSourceType(image) === "pkg" ? [unsupported(["cni"], message, hint)] : [];
}

function packageFindings({ os, packages }: NodeImage): readonly Diagnostic[] {
  if (packages === undefined) {
    return [];
  }
  if (packageFamily(os.distribution) === "none") {
    return [
      unsupported(["packages"], `image-builder installs no extra packages on ${os.distribution}`),
    ];
  }
  return packages.flatMap((name, index) => valueFinding("token", name, ["packages", index]));
}

function repositoryFindings({ os, repositories }: NodeImage): readonly Diagnostic[] {
  if (repositories === undefined) {
    return [];
  }
  if (packageFamily(os.distribution) === "none") {
    return [
      unsupported(["repositories"], `image-builder adds no repositories on ${os.distribution}`),
    ];
  }
  return repositories.flatMap((path, index) => {
    const at = ["repositories", index];
    const message = "image-builder takes repositories as files, by their absolute path";
    const hint = "Give the path of a .list, .sources or .repo file on the machine that builds.";
    return path.startsWith("/")
      ? valueFinding("token", path, at)
      : [unsupported(at, message, hint)];
  });
}

function preloadFindings({ preloadedImages = [] }: NodeImage): readonly Diagnostic[] {
  return preloadedImages.flatMap((name, index) => listItem(name, ["preloadedImages", index]));
}

function proxyFindings({ proxy = {} }: NodeImage): readonly Diagnostic[] {
  const addresses = Object.entries({ http: proxy.http, https: proxy.https });
  return [
    ...addresses.flatMap(([name, url]) =>
      url === undefined
        ? []
        : [...valueFinding("token", url, ["proxy", name]), ...passwordFindings(url, name)],
    ),
    ...(proxy.noProxy ?? []).flatMap((entry, index) =>
      listItem(entry, ["proxy", "noProxy", index]),
    ),
  ];
}

function passwordFindings(url: string, name: string): readonly Diagnostic[] {
  const message = "the proxy's address holds a password";
  const pointer = `/image/proxy/${name}`;
  return /^https?:\/\/[^/@]*:[^/@]*@/u.test(url)
    ? [packerDiagnostics.report("PACKER_PROXY_SECRET", { message, pointer })]
    : [];
}

/** One entry of a list that is parted at commas. */
function listItem(text: string, path: readonly (string | number)[]): readonly Diagnostic[] {
  return text.includes(",")
    ? [unsupported(path, "the list is parted at commas, so no entry can hold one")]
    : valueFinding("list", text, path);
}

function fieldsWithoutVariable(image: NodeImage): readonly Diagnostic[] {
  const { os, files, registries, caCertificates, hardening, gpu, labels } = image;
  const role = "name a custom role of your own in node_custom_roles_pre";
  const findings: (readonly [unknown, readonly string[], string, string])[] = [
    [os.kernel, ["os", "kernel"], "no choice of kernel", "Leave it out: the source image decides."],
    [files, ["files"], "no variable for files", `Leave them out and ${role}.`],
    [
      registries,
      ["registries"],
      "no variable for mirrors: its containerd reads them from files below /etc/containerd/certs.d",
      `Leave them out, and ${role} that writes hosts.toml files.`,
    ],
    [
      caCertificates,
      ["caCertificates"],
      "no variable for certificates",
      `Leave them out and ${role}.`,
    ],
    [
      hardening?.cis === true ? true : undefined,
      ["hardening", "cis"],
      "no CIS profile",
      `Start from a hardened source image, or ${role}.`,
    ],
    [
      hardening?.fips === true ? true : undefined,
      ["hardening", "fips"],
      "no FIPS mode",
      "Start from a source image with validated modules.",
    ],
    [
      gpu,
      ["gpu"],
      "no variable for drivers, and its role gpu needs more than vendor and version",
      "Leave it out; set node_custom_roles_pre to gpu and the role's settings in ansible_user_vars.",
    ],
    [
      labels,
      ["labels"],
      "a fixed set of tags",
      "Leave them out and tag the image once it is built.",
    ],
  ];
  return findings
    .filter(([value]) => value !== undefined)
    .map(([, path, message, hint]) => unsupported(path, `image-builder has ${message}`, hint));
}
