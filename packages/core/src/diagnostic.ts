/** How much a finding weighs: an `error` refuses the input, the others let it pass. */
export type Severity = "error" | "warning" | "info";

/** A place in a text a person wrote. Lines and columns start at 1; columns count UTF-16 units. */
export interface SourceLocation {
  /** The name the text was read under: a path, or `<stdin>`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing found at one place of an input. */
export interface Diagnostic {
  /** Stable name of the finding; its page in the documentation says cause and remedy. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence without a final full stop. */
  readonly message: string;
  /** JSON Pointer into the document; the empty string is the whole document. */
  readonly pointer: string;
  readonly source?: SourceLocation;
  /** What stands there, shortened for display. Never the value of a secret. */
  readonly found?: string;
  /** What may stand there. */
  readonly expected?: string;
  /** What the reader can do about it, as an imperative sentence. */
  readonly hint: string;
}

/** What one diagnostic code means, for the documentation and as the default hint. */
export interface DiagnosticRule {
  readonly severity: Severity;
  /** What went wrong, in general. */
  readonly cause: string;
  /** What to do about it: the hint of every finding that brings none of its own. */
  readonly remedy: string;
}

/** The facts of one finding. */
export interface DiagnosticFacts {
  readonly message: string;
  readonly pointer?: string | undefined;
  readonly source?: SourceLocation | undefined;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
}

/** The codes of one package, and the only way to make diagnostics with them. */
export interface DiagnosticSet<Code extends string = string> {
  readonly rules: Readonly<Record<Code, DiagnosticRule>>;
  report(code: Code, facts: DiagnosticFacts): Diagnostic;
}

/**
 * Declares the diagnostic codes of a package.
 *
 * @example
 * ```ts
 * const shelfDiagnostics = defineDiagnostics({
 *   SHELF_FULL: {
 *     severity: "error",
 *     cause: "A shelf holds ten images.",
 *     remedy: "Retire an image first.",
 *   },
 * });
 * const facts = { message: "shelf a is full", pointer: "/shelf" };
 * const found = shelfDiagnostics.report("SHELF_FULL", facts);
 * found.severity; // => "error"
 * found.hint; // => "Retire an image first."
 * ```
 */
export function defineDiagnostics<const Code extends string>(
  rules: Readonly<Record<Code, DiagnosticRule>>,
): DiagnosticSet<Code> {
  return {
    rules,
    report(code, { message, pointer = "", source, found, expected, hint }) {
      return {
        code,
        severity: rules[code].severity,
        message,
        pointer,
        ...(source !== undefined && { source }),
        ...(found !== undefined && { found }),
        ...(expected !== undefined && { expected }),
        hint: hint ?? rules[code].remedy,
      };
    },
  };
}

/** A value, or the reasons why there is none. Diagnostics beside a value are warnings. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * A value beside its findings: refused as soon as one of them is an error.
 *
 * @example
 * ```ts
 * const parsed = toParsed("1.34.1");
 * parsed.ok ? parsed.value : parsed.diagnostics; // => "1.34.1"
 * ```
 */
export function toParsed<T>(value: T, diagnostics: readonly Diagnostic[] = []): Parsed<T> {
  return hasErrors(diagnostics) ? { ok: false, diagnostics } : { ok: true, value, diagnostics };
}

/**
 * Whether a finding among them refuses the input.
 *
 * @example
 * ```ts
 * const { diagnostics } = parseImageReference("my-image");
 * hasErrors(diagnostics); // => true
 * hasErrors([]); // => false
 * ```
 */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/**
 * One diagnostic as text: `file:line:column: severity CODE message (found …; expected …)`.
 *
 * @example
 * ```ts
 * const [found] = checkKubernetesVersion("1.34", { pointer: "/kubernetes/version" });
 * found && formatDiagnostic(found);
 * // => '/kubernetes/version: error VERSION_INVALID: this is no Kubernetes version (found "1.34"; ' +
 * //    "expected three numbers, such as 1.33.4)\n  hint: Write 1.34.0 if that is what you mean."
 * ```
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { source, pointer, severity, code, message, found, expected, hint } = diagnostic;
  const place =
    source === undefined ? pointer || "/" : `${source.file}:${source.line}:${source.column}`;
  const facts = [
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ];
  const detail = facts.length === 0 ? "" : ` (${facts.join("; ")})`;
  return `${place}: ${severity} ${code}: ${message}${detail}\n  hint: ${hint}`;
}
