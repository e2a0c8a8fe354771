import {
  type Diagnostic,
  hasErrors,
  isJsonObject,
  objectKind,
  toJsonValue,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { checkBootstrapCalls } from "./check-bootstrap-call.ts";
import { checkBottlerocketSettings } from "./check-bottlerocket-settings.ts";
import { checkNodeadmData } from "./check-nodeadm-data.ts";
import { isMultipart, readMultipart } from "./read-multipart.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import {
  bootstrapCall,
  nodeConfigType,
  type UserDataPiece,
  type UserDataReader,
} from "./user-data-reader.ts";
import { checkUserDataSize } from "./user-data-size.ts";

type Code = keyof typeof userDataDiagnostics.rules;

/**
 * Whether user data, as the instance gets it, makes a node of the family join: its size, its form,
 * and what the form's reader stumbles over.
 *
 * @param text - the user data, neither base64 nor compressed
 * @returns findings; pointers are `/INDEX` of a part, and lead on into a NodeConfig
 * @example
 * ```ts
 * const script = "#!/bin/bash\n/etc/eks/bootstrap.sh production\n";
 * checkUserData(script, { family: "al2", delivery: "whole" }); // => []
 * checkUserData(script, { family: "al2023", delivery: "whole" }).map(({ code }) => code);
 * // => ["USERDATA_BOOTSTRAP_GONE", "USERDATA_NODE_CONFIG_NONE"]
 * checkUserData(script, { family: "al2", delivery: "merged" }).map(({ code }) => code);
 * // => ["USERDATA_NOT_MULTIPART", "USERDATA_BOOTSTRAP_TWICE"]
 * ```
 */
export function checkUserData(text: string, reader: UserDataReader): readonly Diagnostic[] {
  const size = checkUserDataSize(text);
  if (hasErrors(size)) {
    // Nothing reads such a text, and looking at it would take as long as it likes.
    return size;
  }
  if (reader.family === "bottlerocket") {
    return [...size, ...checkToml(text, reader)];
  }
  if (reader.family === "windows") {
    return [...size, ...checkPowershell(text, reader)];
  }
  const { pieces, diagnostics } = piecesOf(text);
  return [
    ...size,
    ...diagnostics,
    ...(diagnostics.some(({ severity }) => severity === "error")
      ? []
      : reader.family === "al2023"
        ? checkNodeadmData(pieces, reader)
        : checkBootstrap(pieces, isMultipart(text), reader)),
  ];
}

function piecesOf(text: string): {
  readonly pieces: readonly UserDataPiece[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!isMultipart(text)) {
    const piece = { contentType: typeOfText(text), text, pointer: "" };
    return { pieces: text.trim() === "" ? [] : [piece], diagnostics: [] };
  }
  const read = readMultipart(text);
  const pieces = read.ok
    ? read.value.map((part, index) => ({ ...part, pointer: `/${index}` }))
    : [];
  return { pieces, diagnostics: read.diagnostics };
}

/** What cloud-init takes a bare text for. */
function typeOfText(text: string): string {
  if (text.startsWith("#!")) {
    return "text/x-shellscript";
  }
  if (text.startsWith("#cloud-config")) {
    return "text/cloud-config";
  }
  const first = text.split("\n").find((line) => !/^(?:\s*$|\s*\{\s*$|#|---)/u.test(line));
  return /^[\s{"']*(?:apiVersion|kind)\b/u.test(first ?? "") ? nodeConfigType : "text/plain";
}

/** Amazon Linux 2 and Ubuntu: a script that calls bootstrap.sh once. */
function checkBootstrap(
  pieces: readonly UserDataPiece[],
  isArchive: boolean,
  { family, delivery, amiRelease }: UserDataReader,
): readonly Diagnostic[] {
  const calls = pieces.filter(({ text }) => bootstrapCall.test(text));
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
      : calls.flatMap(({ text, pointer }) => checkBootstrapCalls(text, amiRelease, pointer))),
    ...(!isMerged && calls.length === 0
      ? [report("USERDATA_BOOTSTRAP_NONE", "nothing calls /etc/eks/bootstrap.sh")]
      : []),
  ];
}

function checkToml(text: string, { delivery, parseToml }: UserDataReader): readonly Diagnostic[] {
  if (isMultipart(text) || /^\s*#!/u.test(text) || isYaml(text)) {
    return [report("USERDATA_FAMILY", "Bottlerocket reads TOML only")];
  }
  const missing = ["api-server", "cluster-certificate", "cluster-name"].filter(
    (key) => !new RegExp(`^[^#\\n]*\\b${key}\\s*=`, "mu").test(text),
  );
  const found = parseToml === undefined ? [] : checkParsed(text, parseToml);
  return [...found, ...joining(text, missing, delivery)];
}

function joining(
  text: string,
  missing: readonly string[],
  delivery: UserDataReader["delivery"],
): readonly Diagnostic[] {
  return delivery === "whole"
    ? missing.map((key) =>
        report("USERDATA_SETTING_MISSING", `settings.kubernetes.${key} is missing`),
      )
    : /^\s*\[[^\]\n]*["'][^\]\n]*\]/mu.test(text)
      ? [report("USERDATA_TOML_HEADER", "EKS cannot merge table headers with quoted keys")]
      : [];
}

function checkParsed(text: string, parseToml: (text: string) => unknown): readonly Diagnostic[] {
  try {
    return checkBottlerocketSettings(toJsonValue(parseToml(text), ""));
  } catch {
    return [report("USERDATA_FAMILY", "the text is no TOML")];
  }
}

function isYaml(text: string): boolean {
  const read = readYaml(text, { file: "user-data" });
  const value = read.ok ? read.value[0]?.value : undefined;
  return isJsonObject(value) && objectKind(value) !== undefined;
}

function checkPowershell(text: string, { delivery }: UserDataReader): readonly Diagnostic[] {
  const calls = /Start-EKSBootstrap\.ps1/iu.test(text);
  const tags = [...text.matchAll(/<(?<end>\/?)powershell>/giu)].map(
    ({ groups }) => groups?.["end"],
  );
  return [
    ...(tags.length === 2 && tags[0] === "" && tags[1] === "/"
      ? []
      : [report("USERDATA_POWERSHELL", "one pair of powershell tags has to enclose the script")]),
    ...(calls && delivery === "merged"
      ? [report("USERDATA_BOOTSTRAP_TWICE", "EKS calls Start-EKSBootstrap.ps1 itself")]
      : []),
    ...(!calls && delivery === "whole"
      ? [report("USERDATA_BOOTSTRAP_NONE", "nothing calls Start-EKSBootstrap.ps1")]
      : []),
  ];
}

function report(code: Code, message: string, pointer = ""): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer });
}
