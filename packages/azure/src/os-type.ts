import type { NodeImage } from "@imagewright/core";

/** Operating system of an image, in Azure's words. */
export function osTypeOf({ os }: NodeImage): "Linux" | "Windows" {
  return os.distribution === "windows" ? "Windows" : "Linux";
}
