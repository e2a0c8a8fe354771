import { nearestName, type NodeImage, type Parsed } from "@imagewright/core";

import table from "../data/goals.json" with { type: "json" };
import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { packerDiagnostics } from "../packer-diagnostics.ts";
import { flatcarEnvironment } from "./flatcar-environment.ts";

/** Another way to make the same image, where image-builder has one. */
export type ImageBuilderVariant = "cloudimg" | "efi" | "immutable";

/** One image that image-builder can make: its make targets, and what they need to know. */
export interface ImageBuilderGoal {
  /** @example "ami-ubuntu-2404" */
  readonly name: string;
  /** Make target that builds the image. @example "build-ami-ubuntu-2404" */
  readonly build: string;
  /** Make target that only checks the variables. @example "validate-ami-ubuntu-2404" */
  readonly validate: string;
  readonly system: ImageBuilderSystem;
  /**
   * `build_name` of image-builder, part of the names of AMIs and disk files. Empty where it holds a
   * version of Flatcar that image-builder looks up when it builds.
   *
   * @example "ubuntu-24.04"
   */
  readonly buildName: string;
  readonly variant?: ImageBuilderVariant;
  /** Environment variables that choose the release, for Flatcar. */
  readonly environment: { readonly [name: string]: string };
}

interface GoalRow {
  readonly system: string;
  readonly name: string;
  readonly distribution: string;
  /** `*` takes every release. */
  readonly release: string;
  readonly architecture: string;
  /** `{NAME}` is an environment variable. */
  readonly buildName: string;
  readonly variant?: string;
}

const rows: readonly GoalRow[] = table.goals;

/**
 * The make targets of image-builder for an operating system and an architecture.
 *
 * @returns refused, with the nearest goals, where image-builder has no such target
 * @see https://github.com/kubernetes-sigs/image-builder/blob/main/images/capi/Makefile
 * @example
 * ```ts
 * const goal = imageBuilderGoal("ami", {
 *   os: { distribution: "ubuntu", release: "24.04" },
 *   architecture: "amd64",
 * });
 * goal.ok && goal.value.build; // => "build-ami-ubuntu-2404"
 * ```
 */
export function imageBuilderGoal(
  system: ImageBuilderSystem,
  image: Pick<NodeImage, "os" | "architecture">,
  options: { readonly variant?: ImageBuilderVariant } = {},
): Parsed<ImageBuilderGoal> {
  const { os, architecture } = image;
  const row = rows.find(
    (candidate) =>
      candidate.system === system &&
      candidate.distribution === os.distribution &&
      (candidate.release === "*" || candidate.release === os.release) &&
      candidate.architecture === architecture &&
      candidate.variant === options.variant,
  );
  const environment = os.distribution === "flatcar" ? flatcarEnvironment(os.release) : {};
  if (row === undefined || environment === undefined) {
    return unknownGoal(system, image, options.variant);
  }
  const { name, buildName } = row;
  const value: ImageBuilderGoal = {
    name,
    build: `build-${name}`,
    validate: `validate-${name}`,
    system,
    buildName: filled(buildName, environment),
    ...(options.variant !== undefined && { variant: options.variant }),
    environment,
  };
  return { ok: true, value, diagnostics: [] };
}

function filled(pattern: string, values: { readonly [name: string]: string }): string {
  const names = pattern.match(/(?<=\{)[A-Z_]+(?=\})/gu) ?? [];
  if (names.some((name: string) => values[name] === undefined)) {
    return "";
  }
  return pattern.replace(/\{([A-Z_]+)\}/gu, (_, name: string) => values[name] ?? "");
}

function unknownGoal(
  system: ImageBuilderSystem,
  { os, architecture }: Pick<NodeImage, "os" | "architecture">,
  variant: ImageBuilderVariant | undefined,
): Parsed<never> {
  const known = rows.filter((row) => row.system === system);
  const wanted = [os.distribution, os.release, architecture, ...(variant ? [variant] : [])];
  const near = nearestName(wanted.join("-"), known.map(label));
  const same = known.filter(({ distribution }) => distribution === os.distribution).map(label);
  const shown = same.length > 0 ? same : known.map(label);
  const others = otherSystems(system, wanted.join("-"));
  const advice = near === undefined ? undefined : `Did you mean ${near}?`;
  return {
    ok: false,
    diagnostics: [
      packerDiagnostics.report("PACKER_GOAL_UNKNOWN", {
        message: `image-builder has no ${system} target for ${wanted.join(" ")}`,
        pointer: "/image/os",
        found: wanted.join("-"),
        expected: shown.join(", "),
        hint: others.length > 0 ? `It has one for ${others.join(" and ")}.` : advice,
      }),
    ],
  };
}

/** Systems of the same cloud that image-builder does make the image for. */
function otherSystems(system: ImageBuilderSystem, wanted: string): readonly string[] {
  const group = system.split("-")[0] ?? system;
  return rows
    .filter((row) => row.system.startsWith(group) && label(row) === wanted)
    .map((row) => row.system);
}

function label({ distribution, release, architecture, variant }: GoalRow): string {
  return [distribution, release, architecture, ...(variant ? [variant] : [])].join("-");
}
