import {
  bindTarget,
  formatDiagnostic,
  type ImageCatalog,
  isJsonObject,
  type JsonObject,
  type NodeImage,
  type RenderMode,
  renderTarget,
} from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";

import { karpenter, type KarpenterTarget } from "../index.ts";

/** One rendered file, read back by our own reader. */
export interface RenderedObject {
  readonly path: string;
  readonly text: string;
  readonly object: JsonObject;
}

/** Everything a target renders. @throws if it is refused */
export function renderObjects(
  image: NodeImage,
  target: KarpenterTarget,
  mode: RenderMode = "complete",
  catalog?: ImageCatalog,
): readonly RenderedObject[] {
  const bound = bindTarget(karpenter, image, target);
  const artifacts = bound.ok
    ? renderTarget(bound.value, { mode, ...(catalog !== undefined && { catalog }) })
    : bound;
  if (!artifacts.ok) {
    throw new Error(artifacts.diagnostics.map(formatDiagnostic).join("\n"));
  }
  return artifacts.value.map(({ path, text }) => {
    const read = readSingle(text, { file: path });
    if (!read.ok) {
      throw new Error(`UNREADABLE ${read.diagnostics.map(formatDiagnostic).join("\n")}`);
    }
    const object = read.value.value;
    if (!isJsonObject(object)) {
      throw new Error(`${path} holds no object`);
    }
    return { path, text, object };
  });
}
