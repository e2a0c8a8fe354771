import { aws } from "@imagewright/aws";
import { bindTarget, renderTarget } from "@imagewright/core";

import { workload } from "./workload.ts";

/** Renders one target from nothing: what a command line or a CI job does. */
export function firstArtifact(): string {
  const { image, catalog, targets } = workload(1);
  const bound = bindTarget(aws, image, targets.aws[0]);
  const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
  if (!rendered.ok) {
    throw new Error(rendered.diagnostics.map(({ message }) => message).join("; "));
  }
  return rendered.value[0]?.text ?? "";
}
