import { admissionDiagnostics, lintDiagnostics } from "@imagewright/admission";
import {
  clusterApiReferenceDiagnostics,
  templateVariableDiagnostics,
} from "@imagewright/cluster-api";
import { clusterClassDiagnostics } from "@imagewright/cluster-api/cluster-class";
import { clusterApiDiagnostics, clusterApiWebhookDiagnostics } from "@imagewright/cluster-api/lint";
import {
  catalogDiagnostics,
  type DiagnosticSet,
  type LoadedPlugin,
  referenceDiagnostics,
  schemaDiagnostics,
  specDiagnostics,
  versionDiagnostics,
} from "@imagewright/core";
import { nodeDiagnostics } from "@imagewright/core/node";
import { readDiagnostics } from "@imagewright/core/read";
import { templateDiagnostics } from "@imagewright/core/template";

import { cliDiagnostics } from "../cli-diagnostics.ts";
import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import type { ReportedCode } from "../output/json-report.ts";
import { refuseUnknown } from "../refuse-unknown.ts";

/** Says what a diagnostic code means, or lists all there are. */
export async function explainDiagnostics(
  { loadPlugins }: CommandContext,
  code: string | undefined,
): Promise<CommandResult> {
  const known = allCodes(await loadPlugins());
  const wanted = code?.toUpperCase();
  refuseUnknown(
    "CLI_CODE_UNKNOWN",
    "diagnostic",
    wanted === undefined ? [] : [wanted],
    known.map((rule) => rule.code),
  );
  const codes = known.filter((rule) => wanted === undefined || rule.code === wanted);
  const text = code === undefined ? codes.map(listLine) : codes.map(page);
  return {
    report: {
      formatVersion: 1,
      command: "diagnostics",
      ok: true,
      exitCode: exitCodes.done,
      codes,
      diagnostics: [],
    },
    text: text.join(""),
    sources: new Map(),
  };
}

function allCodes(plugins: readonly LoadedPlugin[]): readonly ReportedCode[] {
  const sets: readonly DiagnosticSet[] = [
    cliDiagnostics,
    nodeDiagnostics,
    readDiagnostics,
    schemaDiagnostics,
    specDiagnostics,
    referenceDiagnostics,
    catalogDiagnostics,
    versionDiagnostics,
    templateDiagnostics,
    admissionDiagnostics,
    lintDiagnostics,
    templateVariableDiagnostics,
    clusterApiDiagnostics,
    clusterApiReferenceDiagnostics,
    clusterApiWebhookDiagnostics,
    clusterClassDiagnostics,
    ...plugins.flatMap(({ diagnostics }) => diagnostics),
  ];
  return [...new Set(sets)].flatMap(({ rules }) =>
    Object.entries(rules).map(([code, rule]) => ({ code, ...rule })),
  );
}

function listLine({ code, severity, cause }: ReportedCode): string {
  return `${code} (${severity})\n  ${cause}\n`;
}

function page({ code, severity, cause, remedy }: ReportedCode): string {
  return `${code} (${severity})\n\nCause:  ${cause}\nRemedy: ${remedy}\n`;
}
