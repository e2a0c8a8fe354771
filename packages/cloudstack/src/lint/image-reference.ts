import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  ownValue,
  showValue,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { machinePlaces, parseManifest } from "../parse/manifest.ts";
import { templateRequired } from "../webhooks/machine-webhook.ts";
import { machineRule } from "./machine-rule.ts";

/**
 * What reading the reference finds: none, texts that were objects once, ids, fields nobody knows.
 * A reference that is missing is reported in the webhook's words, so that it is reported once.
 */
export const imageReferenceRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: [...machinePlaces.keys()],
  check: ({ object }) =>
    parseManifest(object).diagnostics.map((found) =>
      found.code === "CLOUDSTACK_TEMPLATE_REQUIRED"
        ? { ...found, message: templateRequired }
        : found,
    ),
};

/** An offering is written as the template is. */
export const offeringTextRule: ManifestRule = machineRule(({ machine, at, version }) =>
  version.startsWith("v1alpha") ? [] : offeringText(machine, at),
);

function offeringText(machine: JsonObject, at: string): readonly Diagnostic[] {
  return ["offering", "diskOffering"].flatMap((name) => {
    const value = ownValue(machine, name);
    if (typeof value !== "string") {
      return [];
    }
    const message = `\`${name}\` is a text, and must be an object`;
    const facts = { message, pointer: `${at}/${name}`, found: showValue(value) };
    return [cloudstackDiagnostics.report("CLOUDSTACK_OFFERING_STRING", facts)];
  });
}
