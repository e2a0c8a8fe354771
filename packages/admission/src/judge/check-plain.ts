import { type Diagnostic, formatPointer, isJsonObject } from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";

/** What is read of one object: an API server takes 3 MiB, and nothing real is nested so deep. */
const limits = { bytes: 3 * 1024 * 1024, depth: 100 };

/** The way through a value that nobody has looked at yet. */
interface Measuring {
  readonly path: (string | number)[];
  readonly depth: number;
  bytes: number;
}

/**
 * Refuses what cannot be judged with bounded means: values that hold themselves, are nested too
 * deep or too large, or are no JSON. Nothing else looks at a value before.
 *
 * @param depth - how deep maps and lists may lie in one another
 * @returns undefined if the value can be judged
 */
export function checkPlain(value: unknown, depth: number = limits.depth): Diagnostic | undefined {
  return measure(value, { path: [], depth, bytes: 0 });
}

function measure(value: unknown, measuring: Measuring): Diagnostic | undefined {
  measuring.bytes += typeof value === "string" ? value.length + 2 : 1;
  if (measuring.bytes > limits.bytes) {
    const message = `the object has more than ${limits.bytes} bytes as JSON`;
    return admissionDiagnostics.report("ADMISSION_TOO_LARGE", { message });
  }
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : noJson(measuring);
    case "object":
      return value === null ? undefined : measureParts(value, measuring);
    default:
      return noJson(measuring);
  }
}

function measureParts(value: object, measuring: Measuring): Diagnostic | undefined {
  const { path } = measuring;
  if (path.length >= measuring.depth) {
    const message = `more than ${measuring.depth} levels`;
    const pointer = formatPointer(path.slice(0, 10));
    return admissionDiagnostics.report("ADMISSION_TOO_DEEP", { message, pointer });
  }
  if (Array.isArray(value)) {
    return measureList(value, measuring);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!isPlain || !isJsonObject(value)) {
    return noJson(measuring);
  }
  for (const name of Object.keys(value)) {
    measuring.bytes += name.length + 3;
    path.push(name);
    const found = measure(value[name], measuring);
    path.pop();
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function measureList(list: readonly unknown[], measuring: Measuring): Diagnostic | undefined {
  for (const [index, item] of list.entries()) {
    measuring.path.push(index);
    const found = measure(item, measuring);
    measuring.path.pop();
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function noJson({ path }: Measuring): Diagnostic {
  const message = "this is no JSON value";
  return admissionDiagnostics.report("ADMISSION_NO_JSON", {
    message,
    pointer: formatPointer(path),
  });
}
