import { templateVariables } from "@imagewright/cluster-api";
import type { ConversionOptions } from "@imagewright/cluster-api/convert";
import { type Diagnostic, hasErrors, type Parsed, toParsed } from "@imagewright/core";
import { editJson, editYaml, type FieldEdit, type YamlEdit } from "@imagewright/core/edit";
import { type FileEdit, renderUnifiedDiff } from "@imagewright/core/plan";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { convertDocument } from "../convert-document.ts";
import { exitCodes } from "../exit-code.ts";
import type { FileOutput } from "../file-output.ts";
import type { ConvertedObject, ConvertReport } from "../output/convert-report.ts";
import { describeConversion } from "../output/describe-conversion.ts";
import { putOut } from "../put-out.ts";
import { type ReadManifests, readManifests } from "../read-manifests.ts";

/** What `convert` was asked for. */
export interface ConvertRequest extends ConversionOptions {
  /** Files and folders of manifests; `-` is standard input. */
  readonly files: readonly string[];
  readonly to: string;
  readonly output: FileOutput;
}

/** Converts manifests to another version of Cluster API, comments and all: every file, or none. */
export async function convert(
  { io }: CommandContext,
  request: ConvertRequest,
): Promise<CommandResult> {
  const { files, to, output, ...options } = request;
  const read = await readManifests(io, files);
  const converted = convertFiles(read, options);
  const unread = read.diagnostics.map((found) => withVariableHint(found, read.texts));
  const diagnostics = [...unread, ...converted.diagnostics];
  const ok = !hasErrors(diagnostics);
  const written = await putOut(io, ok ? converted.edits : [], output);
  const report: ConvertReport = {
    formatVersion: 1,
    command: "convert",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    to,
    ...written.facts,
    files: converted.edits.map(({ file, before, after }) => ({
      file,
      isChanged: before !== after,
      ...written.files.get(file),
    })),
    objects: converted.objects,
    ...(output.kind === "diff" && { diff: ok ? renderUnifiedDiff(converted.edits) : "" }),
    diagnostics,
  };
  const { sources, order } = read;
  return { report, text: describeConversion(report, written.text), sources, order };
}

/** A template that is no YAML before its variables are filled in cannot be edited as one. */
function withVariableHint(found: Diagnostic, texts: ReadonlyMap<string, string>): Diagnostic {
  const { code, source } = found;
  const line = texts.get(source?.file ?? "")?.split("\n")[(source?.line ?? 0) - 1] ?? "";
  const variables = code.startsWith("READ_") ? templateVariables(line) : undefined;
  const names = variables?.ok === true ? variables.value.map(({ name }) => name) : [];
  return names.length === 0
    ? found
    : {
        ...found,
        hint: `The text has to be YAML before ${names.join(", ")} is filled in: put quotes around the value, or fill it in first.`,
      };
}

interface ConvertedFiles {
  readonly edits: readonly FileEdit[];
  readonly objects: readonly ConvertedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

function convertFiles(read: ReadManifests, options: ConversionOptions): ConvertedFiles {
  const byFile = Map.groupBy(read.documents, ({ file }) => file);
  const parts = [...byFile].map(([file, documents]) => {
    const before = read.texts.get(file) ?? "";
    const converted = documents.map((document) => ({
      document: document.index,
      ...convertDocument(document, options),
    }));
    const diagnostics = converted.flatMap((one) => one.diagnostics);
    const edited = hasErrors(diagnostics) ? toParsed(before) : editFile(file, before, converted);
    return {
      edit: { file, before, after: edited.ok ? edited.value : before },
      objects: converted.flatMap((one) => one.objects),
      diagnostics: [...diagnostics, ...edited.diagnostics],
    };
  });
  return {
    edits: parts.map(({ edit }) => edit),
    objects: parts.flatMap(({ objects }) => objects),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

interface DocumentEdits {
  readonly document: number;
  readonly edits: readonly FieldEdit[];
}

function editFile(file: string, text: string, documents: readonly DocumentEdits[]): Parsed<string> {
  const edits = documents.flatMap(({ document, edits: own }): readonly YamlEdit[] =>
    own.map((edit) => ({ ...edit, document })),
  );
  if (edits.length === 0) {
    return toParsed(text);
  }
  return /\.json$/iu.test(file)
    ? editJson(
        text,
        documents.flatMap((one) => one.edits),
        { file },
      )
    : editYaml(text, edits, { file });
}
