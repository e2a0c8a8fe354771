import type { ImageChoice } from "../plugin/image-choice.ts";
import type { TargetHeader } from "../spec/spec-document.ts";

/** A target of the in-memory reference plugin. */
export interface MemoryTarget extends TargetHeader {
  readonly provider: "memory";
  /**
   * Shelf the image is put on: what a region is elsewhere.
   *
   * @pattern ^[a-z][a-z0-9-]{0,31}$
   * @examples ["top"]
   */
  readonly shelf: string;
  readonly machines?: readonly MemoryMachine[];
}

/** A machine that boots the image. */
export interface MemoryMachine extends ImageChoice {
  /** @pattern ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ */
  readonly name: string;
}
