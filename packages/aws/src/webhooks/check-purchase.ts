import type { Diagnostic } from "@imagewright/core";

import { type Fields, isGiven, refusal, textOf } from "./fields.ts";

const code = "AWS_PURCHASE_REFUSED";
const only = "CapacityReservationsOnly";

/** Whose webhook it is: both say nearly the same, in other words. */
type Of = "machine" | "pool";

/** Market type and spot options of a machine or a launch template. */
export function checkMarketType(fields: Fields, of: Of): readonly Diagnostic[] {
  const market = textOf(fields, "marketType");
  const isSpot = isGiven(fields, "spotMarketOptions");
  const found: Diagnostic[] = [];
  if (market === "CapacityBlock" && isSpot) {
    const sentence =
      "marketType set to CapacityBlock and spotMarketOptions cannot be used together";
    const message = of === "machine" ? sentence : `setting ${sentence.replace("set to", "to")}`;
    found.push(refusal(code, fields, "marketType", message));
  }
  if (market === "OnDemand" && isSpot) {
    const message = "setting marketType to OnDemand and spotMarketOptions cannot be used together";
    found.push(refusal(code, fields, "marketType", message));
  }
  if (market === "CapacityBlock" && !isGiven(fields, "capacityReservationId")) {
    const message = "is required when CapacityBlock is provided";
    found.push(refusal(code, fields, "capacityReservationId", message));
  }
  return found;
}

/** A preference beside the id of a reservation. */
export function checkReservation(fields: Fields, of: Of): readonly Diagnostic[] {
  const preference = textOf(fields, "capacityReservationPreference");
  const mark = of === "machine" ? "'" : "`";
  const message = `when capacityReservationId is specified, capacityReservationPreference may only be ${mark}${only}${mark} or empty`;
  return isGiven(fields, "capacityReservationId") && preference !== "" && preference !== only
    ? [refusal(code, fields, "capacityReservationPreference", message)]
    : [];
}

/** Reservations alone and spot instances: compared at machines only. */
export function checkReservationsOnly(machine: Fields): readonly Diagnostic[] {
  const key = "capacityReservationPreference";
  if (textOf(machine, key) !== only) {
    return [];
  }
  const market =
    "when marketType is set to 'Spot', capacityReservationPreference cannot be set to 'CapacityReservationsOnly'";
  const options =
    "when capacityReservationPreference is 'CapacityReservationsOnly', spotMarketOptions cannot be set (which implies marketType: 'Spot')";
  return [
    ...(textOf(machine, "marketType") === "Spot" ? [refusal(code, machine, key, market)] : []),
    ...(isGiven(machine, "spotMarketOptions") ? [refusal(code, machine, key, options)] : []),
  ];
}

/** A reservation and spot instances: compared at pools, and at machines by their definition. */
export function checkReservedSpot(fields: Fields): readonly Diagnostic[] {
  if (!isGiven(fields, "capacityReservationId")) {
    return [];
  }
  const market = "cannot be set to 'Spot' when CapacityReservationID is specified";
  const options = "cannot be set to when CapacityReservationID is specified";
  return [
    ...(textOf(fields, "marketType") === "Spot"
      ? [refusal(code, fields, "marketType", market)]
      : []),
    ...(isGiven(fields, "spotMarketOptions")
      ? [refusal(code, fields, "spotMarketOptions", options)]
      : []),
  ];
}
