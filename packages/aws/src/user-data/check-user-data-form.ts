import { type Diagnostic, hasErrors } from "@imagewright/core";

import { checkBootstrapCalls } from "./check-bootstrap-call.ts";
import { checkPowershell } from "./check-powershell.ts";
import { isMultipart } from "./read-multipart.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import { type UserDataPiece, userDataPieces } from "./user-data-pieces.ts";
import { bootstrapCall, nodeConfigType, type UserDataReader } from "./user-data-reader.ts";
import { checkUserDataSize } from "./user-data-size.ts";

type Code = keyof typeof userDataDiagnostics.rules;

/**
 * Whether user data, as the instance gets it, has the size and the form its reader wants, and what
 * joins the node is there, once. What NodeConfigs and settings of Bottlerocket say is not read:
 * that takes parsers of YAML and TOML, which `checkUserData` of `@imagewright/aws/user-data/read`
 * brings along.
 *
 * @param text - the user data, neither base64 nor compressed
 * @returns findings; pointers are `/INDEX` of a part
 * @example
 * ```ts
 * const script = "#!/bin/bash\n/etc/eks/bootstrap.sh production\n";
 * checkUserDataForm(script, { family: "al2" }); // => []
 * checkUserDataForm(script, { family: "al2023" }).map(({ code }) => code);
 * // => ["USERDATA_BOOTSTRAP_GONE", "USERDATA_NODE_CONFIG_NONE"]
 * checkUserDataForm(script, { family: "al2", delivery: "merged" }).map(({ code }) => code);
 * // => ["USERDATA_NOT_MULTIPART", "USERDATA_BOOTSTRAP_TWICE"]
 * ```
 */
export function checkUserDataForm(
  text: string,
  reader: UserDataReader = {},
): readonly Diagnostic[] {
  const size = checkUserDataSize(text);
  // Nothing reads a text that is too large, and looking at it would take as long as it likes.
  return hasErrors(size) ? size : [...size, ...checkFamilyForm(text, reader)];
}

function checkFamilyForm(text: string, reader: UserDataReader): readonly Diagnostic[] {
  switch (reader.family) {
    case "bottlerocket":
      return checkTomlForm(text);
    case "windows":
      return checkPowershell(text, reader);
    default:
      return checkCloudInit(text, reader);
  }
}

function checkCloudInit(text: string, reader: UserDataReader): readonly Diagnostic[] {
  const read = userDataPieces(text);
  if (!read.ok) {
    return read.diagnostics;
  }
  const found = [...read.diagnostics, ...checkLineEnds(read.value)];
  switch (reader.family) {
    case "al2":
    case "ubuntu":
      return [...found, ...checkBootstrap(read.value, isMultipart(text), reader)];
    case "al2023":
      return [...found, ...checkNodeadm(read.value, reader)];
    default:
      return found;
  }
}

/** Parts of an archive have been looked at when they were read. */
function checkLineEnds(pieces: readonly UserDataPiece[]): readonly Diagnostic[] {
  return pieces
    .filter(({ text, pointer }) => pointer === "" && /^#![^\n]*\r\n/u.test(text ?? ""))
    .map(() => report("USERDATA_MIME_LINE_ENDS", "lines of the script end in CR LF"));
}

/** Amazon Linux 2 and Ubuntu: a script that calls bootstrap.sh once. */
function checkBootstrap(
  pieces: readonly UserDataPiece[],
  isArchive: boolean,
  reader: UserDataReader,
): readonly Diagnostic[] {
  const { family = "al2", delivery } = reader;
  const calls = pieces.filter(({ text }) => bootstrapCall.test(text ?? ""));
  const configs = pieces.filter(({ contentType }) => contentType === nodeConfigType);
  const isMerged = family === "al2" && delivery === "merged";
  return [
    ...configs.map(({ pointer }) =>
      report("USERDATA_FAMILY", `a node of the family ${family} reads no NodeConfig`, pointer),
    ),
    ...(isMerged && !isArchive && pieces.length > 0
      ? [report("USERDATA_NOT_MULTIPART", "EKS adds its own part to a MIME archive only")]
      : []),
    ...(isMerged
      ? calls.map(({ pointer }) =>
          report("USERDATA_BOOTSTRAP_TWICE", "EKS calls bootstrap.sh itself", pointer),
        )
      : calls.flatMap(({ text = "", pointer }) => checkBootstrapCalls(text, reader, pointer))),
    ...(!isMerged && calls.length === 0
      ? [report("USERDATA_BOOTSTRAP_NONE", "nothing calls /etc/eks/bootstrap.sh")]
      : []),
  ];
}

/** Amazon Linux 2023: NodeConfigs, and no call of bootstrap.sh. */
function checkNodeadm(
  pieces: readonly UserDataPiece[],
  { delivery }: UserDataReader,
): readonly Diagnostic[] {
  const calls = pieces.filter(
    ({ contentType, text }) => contentType !== nodeConfigType && bootstrapCall.test(text ?? ""),
  );
  const hasConfig = pieces.some(({ contentType }) => contentType === nodeConfigType);
  return [
    ...calls.map(({ pointer }) =>
      report("USERDATA_BOOTSTRAP_GONE", "bootstrap.sh only prints an error there", pointer),
    ),
    ...(hasConfig || delivery === "merged"
      ? []
      : [report("USERDATA_NODE_CONFIG_NONE", "no part of the user data is a NodeConfig")]),
  ];
}

/** Bottlerocket: TOML alone. */
function checkTomlForm(text: string): readonly Diagnostic[] {
  const first = text.split("\n").find((line) => !/^\s*(?:#(?!!).*)?$/u.test(line)) ?? "";
  const isOther = isMultipart(text) || /^\s*(?:#!|---|\{|[A-Za-z]+:(?:\s|$))/u.test(first);
  return isOther ? [report("USERDATA_FAMILY", "Bottlerocket reads TOML only")] : [];
}

function report(code: Code, message: string, pointer = ""): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer });
}
