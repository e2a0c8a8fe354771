import { type TemplateOwner, templateOwners } from "@imagewright/cluster-api";
import type { ManifestRuleContext } from "@imagewright/core";

/**
 * Who makes machines of an object as it stands. Owners through a class are left out: patches of the
 * class may change the image.
 */
export function machineOwners({
  object,
  manifests,
}: ManifestRuleContext): readonly TemplateOwner[] {
  return templateOwners(object, manifests).filter(({ clusterClass }) => clusterClass === undefined);
}
