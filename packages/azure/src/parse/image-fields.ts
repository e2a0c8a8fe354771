import { prunedFields } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  ownValue,
  showValue,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";

/** Reads the fields of one object, and keeps what is wrong with them. */
export interface FieldReader {
  /** A text the object has to have; empty, and reported, where it has none. */
  text(name: string): string;
  /** A text that may be missing. */
  optionalText(name: string): string | undefined;
  optionalFlag(name: string): boolean | undefined;
  optionalObject(name: string): JsonObject | undefined;
  /** Reports every other field: the API server drops it. */
  noOthers(known: readonly string[]): void;
}

/** @param at - JSON Pointer of the object; findings are added to `diagnostics` */
export function fieldReader(
  object: JsonObject,
  at: string,
  diagnostics: Diagnostic[],
): FieldReader {
  function refuse(name: string, problem: string, expected: string): undefined {
    const value = ownValue(object, name);
    diagnostics.push(
      azureDiagnostics.report("AZURE_IMAGE_FIELD", {
        message: `${name} ${problem}`,
        pointer: value === undefined ? at : `${at}${formatPointer([name])}`,
        expected,
        ...(value !== undefined && { found: showValue(value) }),
      }),
    );
    return undefined;
  }
  function optionalText(name: string): string | undefined {
    const value = ownValue(object, name);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value !== "string") {
      return refuse(name, "is no text", "a text");
    }
    return value === "" ? refuse(name, "is empty", "a text that is not empty") : value;
  }
  return {
    optionalText,
    text(name) {
      if (ownValue(object, name) === undefined) {
        refuse(name, "is missing", "a text");
        return "";
      }
      return optionalText(name) ?? "";
    },
    optionalFlag(name) {
      const value = ownValue(object, name);
      return value === undefined || typeof value === "boolean"
        ? value
        : refuse(name, "is neither true nor false", "true or false");
    },
    optionalObject(name) {
      const value = ownValue(object, name);
      return value === undefined || isJsonObject(value)
        ? value
        : refuse(name, "is no object", "an object");
    },
    noOthers(known) {
      const pruned = prunedFields(object, at, known);
      diagnostics.push(
        ...pruned.map((facts) => azureDiagnostics.report("AZURE_IMAGE_FIELD_PRUNED", facts)),
      );
    },
  };
}
