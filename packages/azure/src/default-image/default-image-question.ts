import type { Diagnostic, KubernetesVersion } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureReference } from "../azure-reference.ts";

/** What CAPZ decides a default image by. */
export interface DefaultImageQuestion {
  /** Version of the Machine, with or without `v`. @example "v1.34.1" */
  readonly kubernetesVersion: string;
  /** `osDisk.osType`: everything but `Windows` is Linux to CAPZ. */
  readonly osType: "Linux" | "Windows";
  /** Release of CAPZ; the newest known where left out. @example "1.26.0" */
  readonly capzVersion?: string;
  /** Annotation `runtime` of a Windows machine. */
  readonly runtime?: string;
  /** Annotation `windowsServerVersion`. @example "windows-2022" */
  readonly windowsServerVersion?: string;
  /**
   * Versions of the SKU that are published in the region: what decides for releases of CAPZ before
   * 1.18, see {@link DefaultImageQuery}.
   */
  readonly listedVersions?: readonly string[];
}

/** What CAPZ uses where a machine names no image. */
export type DefaultImage =
  | {
      readonly kind: "resolved";
      readonly reference: AzureReference;
      /** Why it is this one, step by step. */
      readonly explanation: readonly string[];
    }
  | {
      readonly kind: "needs-listing";
      readonly query: DefaultImageQuery;
      readonly explanation: readonly string[];
    };

/** The listing that decides, in the region of the cluster. */
export interface DefaultImageQuery {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  /** Of the versions, sorted backwards as text, CAPZ takes the first that starts with this. */
  readonly versionPrefix: string;
  /** The command of Azure's CLI that lists them, word by word; `LOCATION` is to be replaced. */
  readonly command: readonly string[];
  /** The call of Azure's API that lists them, with places in braces. */
  readonly path: string;
}

/** A question whose texts have been read. */
export interface ReadQuestion extends DefaultImageQuestion {
  readonly capzVersion: string;
  readonly version: KubernetesVersion;
  /** The version without `v`. */
  readonly versionText: string;
}

/** A default image there is none of. */
export function refuseDefault(
  code: "AZURE_CAPZ_VERSION" | "AZURE_DEFAULT_IMAGE_REFUSED" | "AZURE_DEFAULT_IMAGE_VERSION",
  message: string,
  found: string,
): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [azureDiagnostics.report(code, { message, found })] };
}
