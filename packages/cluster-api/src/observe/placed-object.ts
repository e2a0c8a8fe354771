import {
  type Diagnostic,
  type FactPlace,
  formatObjectAddress,
  type JsonObject,
  type ObjectAddress,
  showValue,
  type SourcePlace,
} from "@imagewright/core";

import type { ObservedDocument } from "./observation.ts";
import { observeDiagnostics } from "./observe-diagnostics.ts";

/** An object, what it is called, and where it stands. */
export interface PlacedObject {
  readonly address: ObjectAddress;
  readonly object: JsonObject;
  readonly document: ObservedDocument;
  /** JSON Pointer of the object in its document. */
  readonly base: string;
}

/** The codes of the observation. */
export type ObserveCode = keyof typeof observeDiagnostics.rules;

/** A finding, and the object it is about. */
export interface Finding {
  readonly about: PlacedObject | undefined;
  readonly diagnostic: Diagnostic;
}

/** Where a fact of an object stands. */
export function placeOf(placed: PlacedObject, pointer: string): FactPlace {
  const source = sourceOf(placed.document, `${placed.base}${pointer}`);
  return { object: placed.address, pointer, ...(source !== undefined && { source }) };
}

export function sourceOf(document: ObservedDocument, pointer: string): SourcePlace | undefined {
  const { file, index = 0, locate } = document;
  return file === undefined
    ? undefined
    : {
        file,
        document: index,
        pointer,
        ...(locate !== undefined && { line: locate.call(document, pointer).line }),
      };
}

/** A finding about a place of an object; the message names the object. */
export function finding(
  code: ObserveCode,
  about: PlacedObject,
  facts: { readonly message: string; readonly pointer?: string; readonly found?: unknown },
): Finding {
  const { message, pointer = "", found } = facts;
  const { kind } = about.address;
  return {
    about,
    diagnostic: observeDiagnostics.report(code, {
      message: `${kind} ${nameText(about.address)}: ${message}`,
      pointer: `${about.base}${pointer}`,
      source: about.document.locate?.(`${about.base}${pointer}`),
      ...(found !== undefined && { found: showValue(found) }),
    }),
  };
}

/** A finding of another package about an object, at its place in the document. */
export function foreignFinding(about: PlacedObject, diagnostic: Diagnostic): Finding {
  const pointer = `${about.base}${diagnostic.pointer}`;
  const source = diagnostic.source ?? about.document.locate?.(pointer);
  return { about, diagnostic: { ...diagnostic, pointer, ...(source !== undefined && { source }) } };
}

/** The name of an object behind its namespace. */
export function nameText({ namespace, name }: ObjectAddress): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Orders addresses as their texts do. */
export function byAddress(a: ObjectAddress, b: ObjectAddress): number {
  return byText(formatObjectAddress(a), formatObjectAddress(b));
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
