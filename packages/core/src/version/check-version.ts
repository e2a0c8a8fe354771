import { type Diagnostic, type SourceLocation } from "../diagnostic.ts";
import { showValue } from "../show-value.ts";
import { parseKubernetesVersion, type VersionForm, versionHint } from "./kubernetes-version.ts";
import { versionDiagnostics } from "./version-diagnostics.ts";

/** Where a version is written, and in which form it has to be. */
export interface VersionPlace {
  /** Default `plain`. */
  readonly form?: VersionForm | undefined;
  readonly pointer?: string | undefined;
  readonly source?: SourceLocation | undefined;
}

/**
 * What is wrong with a text that should be a Kubernetes version: nothing, or `VERSION_INVALID`.
 *
 * @example
 * ```ts
 * checkKubernetesVersion("1.34.1"); // => []
 * checkKubernetesVersion("v1.34.1").map(({ code, hint }) => `${code}: ${hint}`);
 * // => ["VERSION_INVALID: Write 1.34.1 if that is what you mean."]
 * ```
 */
export function checkKubernetesVersion(
  text: string,
  { form = "plain", pointer = "", source }: VersionPlace = {},
): readonly Diagnostic[] {
  if (parseKubernetesVersion(text, form) !== undefined) {
    return [];
  }
  return [
    versionDiagnostics.report("VERSION_INVALID", {
      message: "this is no Kubernetes version",
      pointer,
      source,
      found: showValue(text),
      expected: expectedForms[form],
      hint: versionHint(text, form),
    }),
  ];
}

const expectedForms: Readonly<Record<VersionForm, string>> = {
  plain: "three numbers, such as 1.33.4",
  prefixed: "v and three numbers, such as v1.33.4",
  either: "three numbers, such as 1.33.4 or v1.33.4",
  tolerant: "one to three numbers, such as 1.33 or v1.33.4",
};
