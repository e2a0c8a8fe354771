import { fillVariables } from "@imagewright/cluster-api";
import {
  formatPointer,
  isJsonObject,
  type JsonObject,
  locateDiagnostics,
  showValue,
  type SourceDocument,
  toParsed,
} from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import type { CliIo } from "./io.ts";
import type { PrepareText } from "./read-manifests.ts";
import { readSource } from "./read-source.ts";

/**
 * How texts are prepared: clusterctl's variables are filled in with the values of a file, or left
 * where they are without one.
 *
 * @throws {CommandFailure} with everything that is wrong with the file
 */
export async function readVariables(io: CliIo, path: string | undefined): Promise<PrepareText> {
  if (path === undefined) {
    return toParsed;
  }
  const source = await readSource(io, path);
  const read = source.ok ? readSingle(source.value.bytes, { file: source.value.file }) : source;
  if (!read.ok) {
    throw new CommandFailure(exitCodes.findings, read.diagnostics);
  }
  const values = valuesOf(read.value);
  return (text) => fillVariables(text, values);
}

/** clusterctl takes a number or a boolean for its text. */
function valuesOf(document: SourceDocument): Readonly<Record<string, string>> {
  const { value } = document;
  if (!isJsonObject(value)) {
    throw wrongForm(document, [""]);
  }
  const wrong = Object.entries(value).filter(([, one]) => typeof one === "object");
  if (wrong.length > 0) {
    throw wrongForm(
      document,
      wrong.map(([name]) => formatPointer([name])),
    );
  }
  return textsOf(value);
}

function textsOf(values: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? value : showValue(value),
  ]);
  return Object.fromEntries(entries);
}

function wrongForm(document: SourceDocument, pointers: readonly string[]): CommandFailure {
  const message = "a variable is a text, a number or a boolean";
  const found = pointers.map((pointer) =>
    cliDiagnostics.report("CLI_VARIABLES_FORM", { message, pointer }),
  );
  return new CommandFailure(exitCodes.findings, locateDiagnostics(document, found));
}
