import type { NodeImage } from "@imagewright/core";
import {
  type ImageBuilderGoal,
  imageBuilderGoal,
  type ImageBuilderVariant,
} from "@imagewright/packer";

import type { CloudStackBuild } from "./options.ts";

/** The variant in the form image-builder's functions take. */
export function variantOf({ variant }: CloudStackBuild): {
  readonly variant?: ImageBuilderVariant;
} {
  return variant === undefined ? {} : { variant };
}

/** @throws {Error} for an image that no rule has let pass */
export function goalOf(image: NodeImage, build: CloudStackBuild): ImageBuilderGoal {
  const goal = imageBuilderGoal("qemu", image, variantOf(build));
  if (!goal.ok) {
    throw new Error("the image was not checked before it was rendered");
  }
  return goal.value;
}

/**
 * Name of the disk file, and of the template without its hypervisor: with the Kubernetes version
 * in it, since CAPC finds templates by name.
 *
 * @example "ubuntu-2404-kube-v1.34.1"
 */
export function diskName(image: NodeImage, build: CloudStackBuild): string {
  const { buildName, environment } = goalOf(image, build);
  const { FLATCAR_CHANNEL: channel, FLATCAR_VERSION: version } = environment;
  const flatcar = ["flatcar", channel, version].filter((part) => part !== undefined).join("-");
  const prefix = build.namePrefix ?? (buildName === "" ? flatcar : buildName);
  return `${prefix}-kube-v${image.kubernetes.version}`;
}
