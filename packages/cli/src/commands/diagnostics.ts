import type { DiagnosticSet, LoadedPlugin } from "@imagewright/core";

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
  const known = await allCodes(await loadPlugins());
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

async function allCodes(plugins: readonly LoadedPlugin[]): Promise<readonly ReportedCode[]> {
  const modules: readonly object[] = await Promise.all([
    import("@imagewright/core/node"),
    import("@imagewright/core/read"),
    import("@imagewright/core/edit"),
    import("@imagewright/core"),
    import("@imagewright/core/template"),
    import("@imagewright/admission"),
    import("@imagewright/cluster-api"),
    import("@imagewright/cluster-api/lint"),
    import("@imagewright/cluster-api/cluster-class"),
    import("@imagewright/cluster-api/convert"),
    import("@imagewright/cluster-api/observe"),
    import("@imagewright/core/plan"),
    import("@imagewright/cluster-api/plan"),
  ]);
  const sets: readonly DiagnosticSet[] = [
    cliDiagnostics,
    ...modules.flatMap((exported) => Object.values(exported).filter(isDiagnosticSet)),
    ...plugins.flatMap(({ diagnostics }) => diagnostics),
  ];
  const rules = sets.flatMap((set) => Object.entries(set.rules));
  return [...new Map(rules)].map(([code, rule]) => ({ code, ...rule }));
}

/** Packages export their sets under names of their own. */
function isDiagnosticSet(value: unknown): value is DiagnosticSet {
  return typeof value === "object" && value !== null && "rules" in value && "report" in value;
}

function listLine({ code, severity, cause }: ReportedCode): string {
  return `${code} (${severity})\n  ${cause}\n`;
}

function page({ code, severity, cause, remedy }: ReportedCode): string {
  return `${code} (${severity})\n\nCause:  ${cause}\nRemedy: ${remedy}\n`;
}
