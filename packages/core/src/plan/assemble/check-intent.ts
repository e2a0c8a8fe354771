import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageCatalog } from "../../image/image-catalog.ts";
import { showValue } from "../../show-value.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import { knownText } from "./pick-version.ts";

/**
 * What an intent names and nobody bears: a name that is misspelt would else be left out silently.
 *
 * @param unused - names of clusters that meant none
 * @param catalog - left out where images are not looked at
 */
export function checkIntent(
  { through = [], images = [] }: UpgradeIntent,
  unused: readonly string[],
  catalog: ImageCatalog | undefined,
): readonly Diagnostic[] {
  const records = new Set(catalog?.records.map(({ name }) => name));
  return [
    ...unused.map((name) => {
      const message = `${name} is none of the clusters`;
      return planDiagnostics.report("PLAN_CLUSTER_UNKNOWN", { message, found: name });
    }),
    ...through.flatMap((text, index) => {
      const facts = { pointer: `/through/${index}`, found: showValue(text) };
      const message = "what is to be passed through is no version of three numbers";
      return knownText(text)?.isMinor === false
        ? []
        : [planDiagnostics.report("PLAN_INTENT_VERSION", { message, ...facts })];
    }),
    ...images.flatMap((name, index) => {
      const facts = { pointer: `/images/${index}`, found: showValue(name) };
      const message = `the catalog has no image ${showValue(name)}`;
      return catalog === undefined || records.has(name)
        ? []
        : [planDiagnostics.report("PLAN_INTENT_IMAGE", { message, ...facts })];
    }),
  ];
}
