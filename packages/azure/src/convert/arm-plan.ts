import { type AzurePlan, type JsonValue, textAt } from "@imagewright/core";

/** The fields of a plan in the words of Azure's API. */
export const armPlanFields: readonly string[] = ["publisher", "name", "product"];

/** A plan of Azure's API in the words of references; undefined where a part is missing. */
export function armPlan(value: JsonValue): AzurePlan | undefined {
  const [publisher, sku, offer] = armPlanFields.map((name) => textAt(value, `/${name}`));
  return publisher === undefined || offer === undefined || sku === undefined
    ? undefined
    : { publisher, offer, sku };
}
