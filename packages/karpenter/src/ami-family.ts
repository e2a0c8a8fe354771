import type { EksUserDataFormat } from "@imagewright/aws/user-data";
import type { AmiSelectorTerm, NodeImage } from "@imagewright/core";

import table from "./data/ami-families.json" with { type: "json" };
import type { NodeClassOptions } from "./node-class-options.ts";
import type { AmiFamily } from "./node-class-spec.ts";

/** What Karpenter knows of a family. */
export interface AmiFamilyFacts {
  readonly name: string;
  /** Its name in an alias; `Custom` has none. */
  readonly alias?: string;
  readonly os: string;
  readonly rootDevice?: string;
  /** Volumes where a node class names none. */
  readonly devices: readonly { readonly deviceName: string; readonly volumeSize: string }[];
}

/** Every family there is. */
export const familyNames: readonly AmiFamily[] = [
  "AL2",
  "AL2023",
  "Bottlerocket",
  "Custom",
  "Ubuntu",
  "Windows2019",
  "Windows2022",
  "Windows2025",
];

const families: readonly AmiFamilyFacts[] = table.families;

export function familyFacts(family: AmiFamily): AmiFamilyFacts {
  const facts = families.find(({ name }) => name === family);
  if (facts === undefined) {
    throw new Error(`the table of AMI families lacks ${family}`);
  }
  return facts;
}

/** The family behind an alias such as `al2023@latest`. */
export function familyOfAlias(alias: string): AmiFamilyFacts | undefined {
  const [name] = alias.split("@");
  return families.find((family) => family.alias !== undefined && family.alias === name);
}

/** How an image boots, by its operating system; `Custom` where Karpenter has no family for it. */
export function familyOfImage({ os }: NodeImage): AmiFamily {
  const release = os.release;
  switch (os.distribution) {
    case "amazon-linux":
      return release === "2" ? "AL2" : release === "2023" ? "AL2023" : "Custom";
    case "bottlerocket":
      return "Bottlerocket";
    case "windows":
      return windowsFamily(release);
    default:
      return "Custom";
  }
}

/** The family a node class boots by: the one it names, the alias', or the image's. */
export function effectiveFamily(
  options: NodeClassOptions,
  image: NodeImage,
  terms: readonly AmiSelectorTerm[] = [],
): AmiFamily {
  const alias = terms.find((term) => term.alias !== undefined)?.alias ?? "";
  const ofAlias = familyNames.find((name) => name === familyOfAlias(alias)?.name);
  return options.amiFamily ?? ofAlias ?? familyOfImage(image);
}

/** What an image reads at its first boot, as far as its operating system says. */
export function formatOfImage({ os }: NodeImage): EksUserDataFormat | undefined {
  switch (os.distribution) {
    case "amazon-linux":
      return os.release === "2" ? "bootstrap.sh" : "nodeadm";
    case "bottlerocket":
      return "bottlerocket";
    case "ubuntu":
      return "bootstrap.sh";
    default:
      return undefined;
  }
}

function windowsFamily(release: string): AmiFamily {
  if (release.includes("2019")) {
    return "Windows2019";
  }
  return release.includes("2025") ? "Windows2025" : "Windows2022";
}
