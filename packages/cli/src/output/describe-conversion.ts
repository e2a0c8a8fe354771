import type { ConvertedField, ConvertReport } from "./convert-report.ts";
import { plural } from "./print-diagnostic.ts";
import { safeText } from "./safe-text.ts";
import { textTable } from "./text-table.ts";

/** What a conversion says to people: the output that was asked for, or what moves and what is lost. */
export function describeConversion(report: ConvertReport, output: string | undefined): string {
  if (!report.ok) {
    return "";
  }
  return output ?? describe(report);
}

function describe({ objects, files, to, dryRun }: ConvertReport): string {
  const parts = objects.map(({ source, kind, name, changes }) =>
    [
      safeText(`${source.file}:${source.line}: ${kind} ${name}`),
      ...textTable(changes.map(rowOf), "  "),
      "",
    ].join("\n"),
  );
  const changed = files.filter(({ isChanged }) => isChanged);
  const written = changed.filter(({ status }) => status !== undefined);
  const counted = `${plural(objects.length, "object")} of ${plural(changed.length, "file")} to ${to}`;
  const outcome =
    changed.length === 0
      ? `nothing to convert to ${to} in ${plural(files.length, "file")}`
      : written.length === 0
        ? `${counted} (nothing was written: see --write, --diff, --stdout and --out)`
        : `${counted}${dryRun ? " (dry run: nothing was written)" : ""}`;
  return `${[...parts, outcome].join("\n")}\n`;
}

function rowOf({ kind, from, to }: ConvertedField): readonly string[] {
  return [
    kind,
    [from ?? "", to ?? ""]
      .filter((part, index, all) => part !== "" && all.indexOf(part) === index)
      .join(" → "),
  ];
}
