import { CelList, CelMap, type CelValue, Optional, typeNameOf } from "../value/cel-value.ts";
import type { CelType } from "./cel-type.ts";

/** Whether a value is of the type that is declared; what is in a list or map is not looked at. */
export function accepts(declared: CelType, value: CelValue | undefined): boolean {
  if (value === undefined) {
    return false;
  }
  switch (declared.kind) {
    case "simple":
      return typeNameOf(value) === declared.name;
    case "list":
      return value instanceof CelList;
    case "map":
    case "object":
      return value instanceof CelMap;
    case "optional":
      return value instanceof Optional;
    default:
      return true;
  }
}
