import type { Diagnostic } from "./diagnostic.ts";

/** What each failure carries. The keys are the public error codes. */
export interface ErrorDetails {
  /** An input was refused; every problem is listed. */
  INPUT_INVALID: { readonly diagnostics: readonly Diagnostic[] };
  /** A sink cannot carry a value exactly. Never holds the value itself. */
  VALUE_REFUSED: {
    /** The format that was being written: `yaml`, `shell`, `make`, … */
    readonly sink: string;
    /** JSON Pointer to the value in what was being written. */
    readonly pointer: string;
    readonly reason: string;
  };
  /** A template grew past a limit while it was rendered. */
  TEMPLATE_LIMIT: { readonly template: string; readonly limit: string; readonly maximum: number };
  /** A set of files was not written, or not to its end. */
  WRITE_REFUSED: {
    /** The first path in question, as the artifact has it; of the root where that is at fault. */
    readonly path: string;
    readonly reason: string;
    /** Every problem that was found. */
    readonly diagnostics: readonly Diagnostic[];
    /** Paths that were in place already when writing failed; empty if nothing was changed. */
    readonly changed: readonly string[];
  };
  /** A text is not a Kubernetes version. */
  VERSION_INVALID: { readonly text: string };
  /** A version jump that the Kubernetes version-skew policy does not allow. */
  SKEW_VIOLATION: { readonly from: string; readonly to: string };
}

export type ErrorCode = keyof ErrorDetails;

/** What a failure is made of, apart from its code and message. */
export interface FailureOptions<Code extends ErrorCode> {
  readonly details: ErrorDetails[Code];
  readonly hint?: string;
  readonly cause?: unknown;
}

const marker: unique symbol = Symbol.for("imagewright.error");

/**
 * Every error this SDK throws on purpose. Switch on `code`; messages may change in any release.
 *
 * Recognize it with {@link isImagewrightError}, which also works across copies of the package.
 */
export class ImagewrightError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "ImagewrightError";
  readonly [marker] = true;
  readonly code: Code;
  readonly details: ErrorDetails[Code];
  /** What the reader can do about it, as an imperative sentence. */
  readonly hint: string | undefined;

  constructor(code: Code, message: string, options: FailureOptions<Code>) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.hint = options.hint;
  }
}

/**
 * Tells our errors from others, and one code from another.
 *
 * @example
 * ```ts
 * try {
 *   upgradePath("1.34.1", "1.33.4", ["1.33.4"]);
 * } catch (error) {
 *   if (!isImagewrightError(error, "SKEW_VIOLATION")) {
 *     throw error;
 *   }
 *   error.details.to; // => "1.33.4"
 * }
 * ```
 */
export function isImagewrightError<Code extends ErrorCode = ErrorCode>(
  value: unknown,
  code?: Code,
): value is ImagewrightError<Code> {
  return (
    typeof value === "object" &&
    value !== null &&
    marker in value &&
    (code === undefined || ("code" in value && value.code === code))
  );
}

/**
 * The error of a sink that cannot carry a value exactly.
 *
 * @example
 * ```ts
 * const error = valueRefused("ini", "/motd", "it has several lines", "Write one line.");
 * error.code; // => "VALUE_REFUSED"
 * error.message; // => "ini cannot carry /motd: it has several lines"
 * ```
 */
export function valueRefused(
  sink: string,
  pointer: string,
  reason: string,
  hint?: string,
): ImagewrightError<"VALUE_REFUSED"> {
  return new ImagewrightError(
    "VALUE_REFUSED",
    `${sink} cannot carry ${pointer || "/"}: ${reason}`,
    {
      details: { sink, pointer, reason },
      ...(hint !== undefined && { hint }),
    },
  );
}
