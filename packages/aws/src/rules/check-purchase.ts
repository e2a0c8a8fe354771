import type { Diagnostic } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsMachineTemplate } from "../machine-template-options.ts";

/** Ways of buying an instance that exclude or need each other. */
export function checkPurchase(
  template: AwsMachineTemplate,
  pointer: string,
): readonly Diagnostic[] {
  const { spotMarketOptions, marketType, capacityReservationId, capacityReservationPreference } =
    template;
  const found: Diagnostic[] = [];
  const report = (key: string, message: string, hint?: string): void => {
    const facts = { message, pointer: `${pointer}/${key}`, hint };
    found.push(awsDiagnostics.report("AWS_PURCHASE", facts));
  };
  if (spotMarketOptions !== undefined && marketType !== undefined && marketType !== "Spot") {
    report("marketType", `spotMarketOptions and market type ${marketType} exclude each other`);
  }
  if (capacityReservationId === undefined) {
    if (marketType === "CapacityBlock") {
      const message = "a capacity block is reached by its reservation id";
      report("capacityReservationId", message, "Add `capacityReservationId`.");
    }
    return found;
  }
  if (spotMarketOptions !== undefined || marketType === "Spot") {
    report("capacityReservationId", "spot instances use no capacity reservation");
  }
  if (
    capacityReservationPreference !== undefined &&
    capacityReservationPreference !== "CapacityReservationsOnly"
  ) {
    const key = "capacityReservationPreference";
    report(key, "beside a reservation id only `CapacityReservationsOnly` has a meaning");
  }
  return found;
}
