import { decodeBase64, type Diagnostic } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { checkMergedNodeConfig } from "./node-config/check-node-config.ts";
import { mergeNodeConfigs } from "./node-config/merge-node-configs.ts";
import type { NodeConfigDocument } from "./node-config/node-config-document.ts";
import { readNodeConfig } from "./node-config/read-node-config.ts";
import { utf8Text } from "./read-multipart.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import {
  bootstrapCall,
  nodeConfigType,
  type UserDataPiece,
  type UserDataReader,
} from "./user-data-reader.ts";

type Code = keyof typeof userDataDiagnostics.rules;

/** Amazon Linux 2023: NodeConfigs, which nodeadm merges. */
export function checkNodeadmData(
  pieces: readonly UserDataPiece[],
  reader: UserDataReader,
): readonly Diagnostic[] {
  const found: Diagnostic[] = pieces
    .filter(({ contentType, text }) => contentType !== nodeConfigType && bootstrapCall.test(text))
    .map(({ pointer }) =>
      report("USERDATA_BOOTSTRAP_GONE", "bootstrap.sh only prints an error there", pointer),
    );
  const configs: NodeConfigDocument[] = [];
  for (const piece of pieces.filter(({ contentType }) => contentType === nodeConfigType)) {
    const { config, diagnostics } = readPiece(piece, reader);
    found.push(...diagnostics);
    configs.push(...(config === undefined ? [] : [config]));
  }
  // A NodeConfig that could not be read is no missing one.
  return configs.length > 0 || !hasConfig(pieces)
    ? [...found, ...checkWhole(configs, reader)]
    : found;
}

function hasConfig(pieces: readonly UserDataPiece[]): boolean {
  return pieces.some(({ contentType }) => contentType === nodeConfigType);
}

function readPiece(
  { text, pointer }: UserDataPiece,
  reader: UserDataReader,
): { readonly config?: NodeConfigDocument; readonly diagnostics: readonly Diagnostic[] } {
  const plain = withoutBase64(text);
  if (plain === undefined) {
    const message = "the NodeConfig is compressed, and was not looked at";
    return { diagnostics: [report("USERDATA_NOT_CHECKED", message, pointer)] };
  }
  const read = readYaml(plain, { file: "user-data" });
  if (!read.ok) {
    return { diagnostics: read.diagnostics.map((one) => placed(one, pointer)) };
  }
  const [first, second] = read.value;
  const several = "nodeadm reads the first document of a part only";
  const findings =
    second === undefined ? [] : [report("USERDATA_NODE_CONFIG_SEVERAL", several, pointer)];
  const config = readNodeConfig(first?.value ?? null, reader);
  return {
    ...(config.ok && { config: config.value }),
    diagnostics: [...findings, ...config.diagnostics.map((one) => placed(one, pointer))],
  };
}

/** nodeadm undoes base64 and gzip by itself; undefined for what we cannot undo. */
function withoutBase64(text: string): string | undefined {
  const isEncoded = /^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/u.test(text);
  const bytes = isEncoded ? decodeBase64(text.replace(/\s/gu, "")) : undefined;
  return bytes === undefined ? text : utf8Text(bytes);
}

function checkWhole(
  configs: readonly NodeConfigDocument[],
  reader: UserDataReader,
): readonly Diagnostic[] {
  if (configs.length === 0) {
    const message = "no part of the user data is a NodeConfig";
    return reader.delivery === "whole" ? [report("USERDATA_NODE_CONFIG_NONE", message)] : [];
  }
  const merged = mergeNodeConfigs(configs, reader);
  if (reader.delivery === "whole") {
    return [...merged.diagnostics, ...(merged.ok ? checkMergedNodeConfig(merged.value) : [])];
  }
  const repeats = merged.ok && Object.keys(merged.value.spec?.cluster ?? {}).length > 0;
  const message = "EKS says where the cluster is itself";
  return repeats
    ? [...merged.diagnostics, report("USERDATA_CLUSTER_REPEATED", message, "/spec/cluster")]
    : merged.diagnostics;
}

function placed(diagnostic: Diagnostic, pointer: string): Diagnostic {
  const { source: _source, ...rest } = diagnostic;
  return { ...rest, pointer: `${pointer}${diagnostic.pointer}` };
}

function report(code: Code, message: string, pointer = ""): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer });
}
