import { type Diagnostic, hasErrors, isJsonObject, type LoadedPlugin } from "@imagewright/core";
import { parseCatalog, parseSpec, readText } from "@imagewright/core/read";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import type { ValidatedFile, ValidateReport } from "../output/json-report.ts";
import {
  arrangeDiagnostics,
  countFindings,
  showCounts,
  plural,
} from "../output/print-diagnostic.ts";
import { safeText } from "../output/safe-text.ts";
import { readSource, type SourceFile, sourceTexts } from "../read-source.ts";
import { pause } from "../until-stopped.ts";

interface Judgement {
  readonly file: ValidatedFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges spec files, and catalogs, which say by their `kind` what they are. */
export async function validate(
  { io, loadPlugins }: CommandContext,
  paths: readonly string[],
): Promise<CommandResult> {
  const plugins = await loadPlugins();
  const judgements: Judgement[] = [];
  const sources = new Map<string, string>();
  for (const path of paths) {
    const read = await readSource(io, path);
    judgements.push(
      read.ok
        ? judge(read.value, plugins)
        : refused(path === "-" ? "<stdin>" : path, read.diagnostics),
    );
    for (const [file, text] of sourceTexts([read])) {
      sources.set(file, text);
    }
    await pause(io.signal);
  }
  const ok = judgements.every(({ file }) => file.ok);
  const report: ValidateReport = {
    formatVersion: 1,
    command: "validate",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    files: judgements.map(({ file }) => file),
    diagnostics: judgements.flatMap(({ diagnostics }) => diagnostics),
  };
  return { report, text: judgements.map(describe).join(""), sources };
}

function judge({ file, bytes }: SourceFile, plugins: readonly LoadedPlugin[]): Judgement {
  if (isCatalog(bytes, file)) {
    const parsed = parseCatalog(bytes, { file });
    if (!parsed.ok) {
      return refused(file, parsed.diagnostics);
    }
    const images = parsed.value.records.map(({ name }) => name);
    const { diagnostics } = parsed;
    return { file: { file, ok: true, kind: "ImageCatalog", images, targets: [] }, diagnostics };
  }
  const parsed = parseSpec(bytes, { file, plugins });
  if (!parsed.ok) {
    return refused(file, parsed.diagnostics);
  }
  const images = parsed.value.images.map(({ name }) => name);
  const targets = parsed.value.targets.map(({ name, provider, image }) => ({
    name,
    provider,
    image: image.name,
  }));
  const { diagnostics } = parsed;
  return { file: { file, ok: true, kind: "ImageSpec", images, targets }, diagnostics };
}

function isCatalog(bytes: Uint8Array, file: string): boolean {
  const read = readText(bytes, { file });
  const [document] = read.ok ? read.value : [];
  return isJsonObject(document?.value) && document.value["kind"] === "ImageCatalog";
}

function refused(file: string, diagnostics: readonly Diagnostic[]): Judgement {
  return { file: { file, ok: !hasErrors(diagnostics), images: [], targets: [] }, diagnostics };
}

function describe({ file, diagnostics }: Judgement): string {
  const found = showCounts(countFindings(arrangeDiagnostics(diagnostics)));
  const verdict = file.ok ? `ok: ${describeContent(file)}` : "refused";
  const findings = found === "" ? "" : file.ok ? `; ${found}` : `: ${found}`;
  return `${safeText(file.file)}: ${verdict}${findings}\n`;
}

function describeContent({ kind, images, targets }: ValidatedFile): string {
  return kind === "ImageCatalog"
    ? plural(images.length, "image")
    : `${plural(images.length, "image")}, ${plural(targets.length, "target")}`;
}
