import type { Diagnostic } from "../../diagnostic.ts";
import { formatObjectAddress, type ObjectAddress } from "../object-address.ts";
import { objectKey } from "./net-changes.ts";
import type { RawFile, RawObject } from "./raw-file.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/** The only object of an address, or why there is not one. */
export function onlyObject(file: RawFile, address: ObjectAddress): RawObject | Diagnostic {
  const [raw, second] = file.find(address);
  if (raw !== undefined && second === undefined) {
    return raw;
  }
  const name = formatObjectAddress(address);
  const places = file.find(address).map(({ document, base }) => `document ${document}${base}`);
  const message =
    raw === undefined
      ? `${name} is not in the file`
      : `${name} may be ${places.slice(0, 3).join(" or ")}`;
  return planWriteDiagnostics.report("PLAN_WRITE_OBJECT", { message, source: topOf(file) });
}

/** Whether an object is written with that very name, without variables that may become it. */
export function isWritten(raw: RawObject, address: ObjectAddress): boolean {
  return objectKey(raw.address) === objectKey(address);
}

/** Why an object cannot be added to a JSON file, or taken out of it. */
export function loneObject(file: RawFile, address: ObjectAddress): Diagnostic {
  const message = `${formatObjectAddress(address)} cannot be added to the file or taken out of it`;
  return planWriteDiagnostics.report("PLAN_WRITE_JSON", { message, source: topOf(file) });
}

export function topOf({ name }: RawFile): NonNullable<Diagnostic["source"]> {
  return { file: name, line: 1, column: 1 };
}
