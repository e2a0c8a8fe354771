import { renderTarget } from "@imagewright/core";

import { workload } from "./workload.ts";

/** Renders one target from nothing: what a command line or a CI job does. */
export function firstArtifact(): string {
  const { catalog, targets } = workload(1);
  const [target] = targets;
  const rendered = target === undefined ? undefined : renderTarget(target, { catalog });
  if (rendered?.ok !== true) {
    throw new Error("the first target does not render");
  }
  return rendered.value[0]?.text ?? "";
}
