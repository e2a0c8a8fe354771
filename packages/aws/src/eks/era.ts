import table from "./data/eras.json" with { type: "json" };
import type { EksBuild, EksEra } from "./options.ts";

/** One state of amazon-eks-ami. */
export interface Era {
  readonly id: EksEra;
  /** Whether make takes a variable file, by `PACKER_VARIABLE_FILE`. */
  readonly hasVariableFile: boolean;
  /** Whether make asks for `os_distro` and `k8s`. */
  readonly namesDistribution: boolean;
  /** Paths that are there, and that are not, in a checkout of this era and of no other. */
  readonly layout: { readonly has: readonly string[]; readonly lacks: readonly string[] };
  readonly systems: readonly EraSystem[];
}

/** A release of Amazon Linux as an era builds it. */
export interface EraSystem {
  readonly release: string;
  /** Kubernetes minors 1.x, the first and, once the era is over, the last. */
  readonly minors: readonly number[];
  /** Kernels that can be chosen, where it is a closed list. */
  readonly kernels?: readonly string[];
  /** Variables the Makefile assigns or looks at itself: a variable file comes too late for them. */
  readonly makeOnly: readonly string[];
  /** Variables of the template that make hands over, those of credentials aside. */
  readonly variables: readonly string[];
}

/** Every era, oldest first. */
export const eras: readonly Era[] = table.eras.map((era) => ({ ...era, id: eraId(era.id) }));

/** The era a build names, or today's. */
export function eraOf({ era = "templates-al2023" }: Pick<EksBuild, "era">): Era {
  const found = eras.find(({ id }) => id === era);
  if (found === undefined) {
    throw new Error(`the table of eras lacks ${era}`);
  }
  return found;
}

/** The release of Amazon Linux in an era; undefined if the era does not build it. */
export function systemOf(era: Era, release: string): EraSystem | undefined {
  return era.systems.find((system) => system.release === release);
}

function eraId(text: string): EksEra {
  switch (text) {
    case "single":
    case "single-varfile":
    case "templates":
    case "templates-al2023":
      return text;
    default:
      throw new Error(`the table of eras holds ${text}`);
  }
}
