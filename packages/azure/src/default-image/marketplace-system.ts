import {
  compareKubernetesVersions,
  ownValue,
  requireKubernetesVersion,
  showValue,
} from "@imagewright/core";

import { isBeforeRelease } from "../capz-version.ts";
import images from "../data/default-images.json" with { type: "json" };
import type { ReadQuestion } from "./default-image-question.ts";

const { ubuntu1804, ubuntu2204, windows } = images.marketplace;

/** How an SKU of the marketplace names the operating system. */
export type MarketplaceSystem =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly message: string; readonly found: string };

/** The operating system CAPZ before 1.18 asks for. */
export function marketplaceSystem(question: ReadQuestion): MarketplaceSystem {
  return question.osType === "Windows"
    ? windowsSystem(question)
    : { ok: true, name: ubuntuRelease(question) };
}

function ubuntuRelease({ capzVersion, version }: ReadQuestion): string {
  const { allBelowMinor, firstNewerPatchOfMinor } = ubuntu1804;
  const newer = ownValue(firstNewerPatchOfMinor, String(version.minor));
  if (version.minor < allBelowMinor || (typeof newer === "number" && version.patch < newer)) {
    return "ubuntu-1804";
  }
  const isNew =
    !isBeforeRelease(capzVersion, ubuntu2204.since) &&
    // Only the three numbers count here, not what stands behind them.
    compareKubernetesVersions(
      version,
      requireKubernetesVersion(ubuntu2204.kubernetesFrom),
      "without-prerelease",
    ) >= 0;
  return isNew ? "ubuntu-2204" : "ubuntu-2004";
}

function windowsSystem(question: ReadQuestion): MarketplaceSystem {
  const { capzVersion, runtime = "", versionText } = question;
  const hasAnnotation = !isBeforeRelease(capzVersion, windows.annotationSince);
  const asked = hasAnnotation ? (question.windowsServerVersion ?? "") : "";
  const name = asked === "" ? windows.usual : asked;
  const first = requireKubernetesVersion(windows.containerdFrom);
  const order = compareKubernetesVersions(question.version, first, "precedence");
  if (runtime === "containerd" && order <= 0) {
    const message = "containerd image only supported in 1.22+";
    return { ok: false, message, found: showValue(versionText) };
  }
  const isSuffixed =
    !isBeforeRelease(capzVersion, windows.keepsContainerdSince) && name.endsWith("-containerd");
  const isContainerd = order >= 0 && runtime !== "dockershim" && !isSuffixed;
  return { ok: true, name: isContainerd ? `${name}-containerd` : name };
}
