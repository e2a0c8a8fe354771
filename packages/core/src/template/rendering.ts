import { isPlain, textRefusal } from "../emit/carriable.ts";
import { ImagewrightError, valueRefused } from "../error.ts";
import type { CheckedTemplate, PrintNode, SafeNode, TemplatePath } from "./checked-template.ts";
import { escapers } from "./escape.ts";
import { type Frame, notData, pointerOf, readPath } from "./frame.ts";
import { isSafeText } from "./safe-text.ts";
import type { TemplateLimits } from "./template-limits.ts";

/** What one rendering knows. */
export interface Rendering {
  readonly template: CheckedTemplate<never>;
  readonly limits: TemplateLimits;
  readonly root: Frame;
  output: string;
  steps: number;
  depth: number;
  /** Where the region began that is being written. */
  regionStart: number;
  /** What is being printed, for the pointer of a refusal. */
  frame: Frame;
  path: TemplatePath;
}

/** The value of a slot itself. */
export const wholeValue: TemplatePath = { slot: 0, parts: [] };

/** Prints a scalar as its place demands. */
export function print(rendering: Rendering, { path, escape }: PrintNode, slots: Frame[]): void {
  const frame = slotFrame(rendering, slots, path);
  const value = readPath(frame, path);
  rendering.frame = frame;
  rendering.path = path;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    throw notPrintable(frame, path, value);
  }
  rendering.output += escapers[escape](value);
}

/** Prints safe text as it is. */
export function printSafe(rendering: Rendering, { path }: SafeNode, slots: Frame[]): void {
  const frame = slotFrame(rendering, slots, path);
  const value = readPath(frame, path);
  const { dialect } = rendering.template;
  if (!isSafeText(value, dialect)) {
    throw valueRefused("template", pointerOf(frame, path), `it is no safe text of ${dialect}`);
  }
  const refusal = textRefusal(value.text);
  if (refusal !== undefined) {
    throw valueRefused(dialect, `${pointerOf(frame, path)}/text`, refusal.reason, refusal.hint);
  }
  rendering.output += value.text;
}

/** What a path starts from. */
export function slotFrame(rendering: Rendering, slots: Frame[], { slot }: TemplatePath): Frame {
  return (slot === -1 ? rendering.root : slots[slot]) ?? rendering.root;
}

/** As Handlebars sees it: zero, the empty text and the empty list are not. */
export function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Refuses what is no plain data. */
export function assertData(frame: Frame, path: TemplatePath, value: unknown): void {
  const isData =
    typeof value !== "function" &&
    (typeof value !== "object" || value === null || Array.isArray(value) || isPlain(value));
  if (!isData) {
    throw notData(frame, path);
  }
}

function notPrintable(frame: Frame, path: TemplatePath, value: unknown): Error {
  assertData(frame, path, value);
  const found =
    value === null ? "null" : Array.isArray(value) ? "a list" : `of type ${typeof value}`;
  return valueRefused("template", pointerOf(frame, path), `it is ${found}, which has no text`);
}

/** The error for a limit. */
export function limitReached(
  { template: { name } }: Rendering,
  limit: keyof TemplateLimits,
  maximum: number,
): Error {
  return new ImagewrightError(
    "TEMPLATE_LIMIT",
    `${name} grew past the limit of ${limit}: ${maximum}`,
    {
      details: { template: name, limit, maximum },
      hint: `Give smaller data, or raise limits.${limit}.`,
    },
  );
}

/** Escapers do not know where a value stands; we do. */
export function located(error: unknown, { frame, path }: Rendering): unknown {
  if (
    error instanceof ImagewrightError &&
    error.code === "VALUE_REFUSED" &&
    "pointer" in error.details &&
    error.details.pointer === ""
  ) {
    const { sink, reason } = error.details;
    return valueRefused(sink, pointerOf(frame, path), reason, error.hint);
  }
  return error;
}
