import { mapAt, ownValue, type Parsed, parseKubernetesVersion, textAt } from "@imagewright/core";

import { capzVersionOf } from "../capz-version.ts";
import type {
  DefaultImage,
  DefaultImageQuestion,
} from "../default-image/default-image-question.ts";
import { defaultImage } from "../default-image/default-image.ts";
import { texts } from "../json-fields.ts";
import { machineOwners } from "./machine-owners.ts";
import type { MachineRuleContext } from "./machine-rule.ts";

/** What CAPZ takes for one Kubernetes version. */
export interface DefaultOfVersion {
  readonly kubernetesVersion: string;
  readonly image: Parsed<DefaultImage>;
}

/** Whether a machine leaves its image to CAPZ. */
export function lacksImage({ machine }: Pick<MachineRuleContext, "machine">): boolean {
  return (ownValue(machine, "image") ?? null) === null;
}

/**
 * What CAPZ takes for a machine that names no image, by the Kubernetes versions of those who make
 * it. What is no version, a variable of a template for example, is left out.
 */
export function defaultImages(context: MachineRuleContext): readonly DefaultOfVersion[] {
  const asked = machineOwners(context).flatMap(({ version }) => version?.text ?? []);
  return [...new Set(asked)]
    .filter((text) => parseKubernetesVersion(text, "tolerant") !== undefined)
    .map((kubernetesVersion) => ({
      kubernetesVersion,
      image: defaultImage(defaultImageQuestion(context, kubernetesVersion)),
    }));
}

/** What CAPZ decides the default image of a machine by. */
export function defaultImageQuestion(
  context: Pick<MachineRuleContext, "kind" | "machine" | "object" | "targetVersions">,
  kubernetesVersion: string,
): DefaultImageQuestion {
  const { kind, machine, object, targetVersions } = context;
  const place = kind === "AzureMachineTemplate" ? "/spec/template/metadata" : "/metadata";
  return {
    kubernetesVersion,
    osType: textAt(machine, "/osDisk/osType") === "Windows" ? "Windows" : "Linux",
    capzVersion: capzVersionOf(targetVersions),
    ...texts(mapAt(object, `${place}/annotations`), ["runtime", "windowsServerVersion"]),
  };
}
