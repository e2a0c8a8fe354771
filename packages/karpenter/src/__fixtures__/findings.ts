import { bindTarget, type NodeImage } from "@imagewright/core";

import {
  karpenter,
  type KarpenterTarget,
  type NodeClassOptions,
  type NodePoolOptions,
} from "../index.ts";
import { al2023, today } from "./example-targets.ts";

/** What the plugin says to an image and a target, as `CODE pointer`. */
export function findings(image: NodeImage, target: KarpenterTarget): readonly string[] {
  return bindTarget(karpenter, image, target).diagnostics.map(
    ({ code, pointer }) => `${code.replace(/^KARPENTER_/u, "")} ${pointer}`,
  );
}

/** One class of today with something else in it. */
export function nodeClass(change: Partial<NodeClassOptions>): readonly string[] {
  const [first] = today.nodeClasses ?? [];
  if (first === undefined) {
    throw new Error("the example has a class");
  }
  const { userData: _, ...plain } = first;
  return findings(imageFor(change), { ...today, nodeClasses: [{ ...plain, ...change }] });
}

/** The image of today, with the operating system of the family that a class asks for. */
function imageFor({ amiFamily, reference = "" }: Partial<NodeClassOptions>): NodeImage {
  const alias = /alias=(?<family>\w+)@/u.exec(reference)?.groups?.["family"] ?? "";
  const family = (amiFamily ?? alias).toLowerCase();
  const release = family.replace(/^\D+/u, "");
  if (family.startsWith("windows")) {
    return { ...al2023, os: { distribution: "windows", release } };
  }
  if (family === "bottlerocket") {
    return { ...al2023, os: { distribution: "bottlerocket", release: "1.57.0" } };
  }
  return family === "al2" ? { ...al2023, os: { distribution: "amazon-linux", release } } : al2023;
}

/** One pool of today with something else in it. */
export function nodePool(change: Partial<NodePoolOptions>): readonly string[] {
  const [first] = today.nodePools ?? [];
  if (first === undefined) {
    throw new Error("the example has a pool");
  }
  return findings(al2023, { ...today, nodePools: [{ ...first, ...change }] });
}
