import { formatImageReference } from "@imagewright/core";
import { expect, test } from "vitest";

import type { DefaultImageQuestion } from "./default-image-question.ts";
import { defaultImage } from "./default-image.ts";

const gallery = "azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019";
const market = "azure-marketplace:cncf-upstream";

/** The reference, the listing that is needed, or the refusal. */
function outcome(question: Partial<DefaultImageQuestion>): readonly string[] {
  const image = defaultImage({ kubernetesVersion: "1.34.1", osType: "Linux", ...question });
  const codes = image.diagnostics.map(({ code, severity, message }) =>
    severity === "error" ? `${code} ${message}` : code,
  );
  if (!image.ok) {
    return codes;
  }
  const { value } = image;
  const text =
    value.kind === "resolved"
      ? formatImageReference(value.reference)
      : `${value.query.offer} ${value.query.sku} ${value.query.versionPrefix}`;
  return [text, ...codes];
}

test.for<[Partial<DefaultImageQuestion>, readonly string[]]>([
  [{}, [`${gallery}/capi-ubun2-2404/1.34.1`]],
  [{ kubernetesVersion: " v1.34 " }, [`${gallery}/capi-ubun2-2404/1.34.0`]],
  [{ osType: "Windows" }, [`${gallery}/capi-win-2022-containerd/1.34.1`]],
  [{ osType: "Windows", capzVersion: "1.24.0" }, [`${gallery}/capi-win-2019-containerd/1.34.1`]],
  [
    { osType: "Windows", windowsServerVersion: "windows-2025" },
    [`${gallery}/capi-win-2025-containerd/1.34.1`],
  ],
  [
    { osType: "Windows", windowsServerVersion: "2025" },
    ["AZURE_DEFAULT_IMAGE_REFUSED unsupported osAndVersion 2025"],
  ],
  [
    { osType: "Windows", runtime: "dockershim", windowsServerVersion: "2025" },
    ["AZURE_DEFAULT_IMAGE_REFUSED unsupported runtime dockershim"],
  ],
  [
    { kubernetesVersion: "1.34.1-rc.0" },
    [
      "AZURE_DEFAULT_IMAGE_VERSION CAPZ asks for version 1.34.1-rc.0 of the gallery image, and no gallery has such a version",
    ],
  ],
  [
    { kubernetesVersion: "latest", osType: "Windows", runtime: "x" },
    ['AZURE_DEFAULT_IMAGE_REFUSED unable to parse Kubernetes version "latest"'],
  ],
  [{ kubernetesVersion: "1.30.3" }, [`${market}/capi/ubuntu-2204-gen1/130.3.20240717`]],
  [
    { kubernetesVersion: "1.30.3", osType: "Windows", windowsServerVersion: "windows-2022" },
    [`${market}/capi-windows/windows-2019-containerd-gen1/130.3.20240717`],
  ],
  [{ kubernetesVersion: "1.30.4" }, [`${gallery}/capi-ubun2-2404/1.30.4`]],
  [
    { kubernetesVersion: "1.27.15", osType: "Windows" },
    [`${gallery}/capi-win-2022-containerd/1.27.15`],
  ],
  [{ capzVersion: "0.4.0" }, ["AZURE_CAPZ_VERSION the default images of CAPZ 0.4.0 are not known"]],
  [{ capzVersion: "1.17.0", kubernetesVersion: "1.28.1" }, ["capi ubuntu-2204-gen1 128.1"]],
  [{ capzVersion: "1.6.0", kubernetesVersion: "1.25.3" }, ["capi ubuntu-2004-gen1 125.3"]],
  [{ capzVersion: "1.7.0", kubernetesVersion: "1.25.3" }, ["capi ubuntu-2204-gen1 125.3"]],
  [{ capzVersion: "1.7.0", kubernetesVersion: "1.25.3-rc.1" }, ["capi ubuntu-2204-gen1 125.3"]],
  [{ capzVersion: "1.7.0", kubernetesVersion: "1.25.2" }, ["capi ubuntu-2004-gen1 125.2"]],
  [
    { capzVersion: "1.7.0", kubernetesVersion: "1.23.6" },
    [`${market}/capi/k8s-1dot23dot6-ubuntu-2004/latest`],
  ],
  [{ capzVersion: "1.7.0", kubernetesVersion: "1.23.7" }, ["capi ubuntu-2004-gen1 123.7"]],
  [
    { capzVersion: "1.7.0", kubernetesVersion: "1.20.7" },
    [`${market}/capi/k8s-1dot20dot7-ubuntu-1804/latest`],
  ],
  [
    { capzVersion: "1.7.0", kubernetesVersion: "1.20.8" },
    [`${market}/capi/k8s-1dot20dot8-ubuntu-2004/latest`],
  ],
  [
    { capzVersion: "1.3.0", kubernetesVersion: "1.24.0" },
    [`${market}/capi/k8s-1dot24dot0-ubuntu-2004/latest`],
  ],
  [
    { capzVersion: "1.10.0", kubernetesVersion: "1.27.3", osType: "Windows" },
    ["capi-windows windows-2019-containerd-gen1 127.3"],
  ],
  [
    {
      capzVersion: "1.2.0",
      kubernetesVersion: "1.22.1",
      osType: "Windows",
      windowsServerVersion: "windows-2022",
    },
    [`${market}/capi-windows/k8s-1dot22dot1-windows-2019-containerd/latest`],
  ],
  [
    {
      capzVersion: "1.3.0",
      kubernetesVersion: "1.22.1",
      osType: "Windows",
      windowsServerVersion: "w-containerd",
    },
    [`${market}/capi-windows/k8s-1dot22dot1-w-containerd-containerd/latest`],
  ],
  [
    {
      capzVersion: "1.4.0",
      kubernetesVersion: "1.22.1",
      osType: "Windows",
      windowsServerVersion: "w-containerd",
    },
    [`${market}/capi-windows/k8s-1dot22dot1-w-containerd/latest`],
  ],
  [
    { capzVersion: "1.4.0", kubernetesVersion: "1.22.0", osType: "Windows", runtime: "containerd" },
    ["AZURE_DEFAULT_IMAGE_REFUSED containerd image only supported in 1.22+"],
  ],
  [
    { capzVersion: "1.4.0", kubernetesVersion: "1.22.0", osType: "Windows", runtime: "dockershim" },
    [`${market}/capi-windows/k8s-1dot22dot0-windows-2019/latest`],
  ],
  [
    {
      capzVersion: "1.10.0",
      kubernetesVersion: "1.28.1",
      listedVersions: ["128.1.20230829", "128.12.20240717", "128.2.20230918"],
    },
    [`${market}/capi/ubuntu-2204-gen1/128.12.20240717`, "AZURE_DEFAULT_IMAGE_PATCH"],
  ],
  [
    {
      capzVersion: "1.10.0",
      kubernetesVersion: "1.28.2",
      listedVersions: ["128.2.20230918", "128.2.20240101"],
    },
    [`${market}/capi/ubuntu-2204-gen1/128.2.20240101`],
  ],
  [
    { capzVersion: "1.10.0", kubernetesVersion: "1.28.9", listedVersions: ["128.2.20230918"] },
    [
      'AZURE_DEFAULT_IMAGE_REFUSED no VM image found for publisher "cncf-upstream" offer "capi" sku "ubuntu-2204-gen1" with Kubernetes version "1.28.9"',
    ],
  ],
])("%j", ([question, expected]) => {
  expect(outcome(question)).toEqual(expected);
});

test("what only a listing decides comes with the command and the call that list", () => {
  const image = defaultImage({
    kubernetesVersion: "1.27.3",
    osType: "Linux",
    capzVersion: "1.10.0",
  });
  expect(image.ok && image.value.kind === "needs-listing" && image.value.query).toEqual({
    publisher: "cncf-upstream",
    offer: "capi",
    sku: "ubuntu-2204-gen1",
    versionPrefix: "127.3",
    command: [
      "az",
      "vm",
      "image",
      "list",
      "--location",
      "LOCATION",
      "--publisher",
      "cncf-upstream",
      "--offer",
      "capi",
      "--sku",
      "ubuntu-2204-gen1",
      "--all",
    ],
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/publishers/cncf-upstream/artifacttypes/vmimage/offers/capi/skus/ubuntu-2204-gen1/versions",
  });
});

test("an answer says why", () => {
  const image = defaultImage({ kubernetesVersion: "v1.34.1", osType: "Linux" });
  expect(image.ok && image.value.explanation).toEqual([
    "CAPZ 1.26.0 takes images from its community gallery, as every release since 1.18.0",
    "the image definition for Linux is capi-ubun2-2404",
    "the version of the image is the Kubernetes version 1.34.1",
  ]);
});
