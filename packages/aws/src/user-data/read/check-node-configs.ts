import type { Diagnostic } from "@imagewright/core";
import { readToml, readYaml } from "@imagewright/core/read";

import { checkMergedNodeConfig } from "../node-config/check-node-config.ts";
import type { NodeConfigDocument } from "../node-config/node-config-document.ts";
import { readNodeConfig } from "../node-config/read-node-config.ts";
import { userDataDiagnostics } from "../user-data-diagnostics.ts";
import type { UserDataPiece } from "../user-data-pieces.ts";
import type { UserDataReader } from "../user-data-reader.ts";
import { decodeBase64Text } from "../utf8-text.ts";
import { mergeNodeConfigs } from "./merge-node-configs.ts";

type Code = keyof typeof userDataDiagnostics.rules;

const file = "user-data";

/** Every problem of the NodeConfigs of one user data, each by itself and all of them merged. */
export function checkNodeConfigs(
  pieces: readonly UserDataPiece[],
  reader: UserDataReader,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const configs: NodeConfigDocument[] = [];
  for (const piece of pieces) {
    const { config, diagnostics } = readPiece(piece, reader);
    found.push(...diagnostics);
    configs.push(...(config === undefined ? [] : [config]));
  }
  // What a NodeConfig says that could not be read is not missing.
  return configs.length === pieces.length ? [...found, ...checkMerged(configs, reader)] : found;
}

function readPiece(
  { text, pointer }: UserDataPiece,
  reader: UserDataReader,
): { readonly config?: NodeConfigDocument; readonly diagnostics: readonly Diagnostic[] } {
  const plain = text === undefined ? undefined : withoutBase64(text);
  if (plain === undefined) {
    const message = "the NodeConfig is compressed, and was not looked at";
    return { diagnostics: [report("USERDATA_NOT_CHECKED", message, pointer)] };
  }
  const read = readYaml(plain, { file });
  if (!read.ok) {
    return { diagnostics: read.diagnostics.map((one) => placed(one, pointer)) };
  }
  const [first, second] = read.value;
  const several = "nodeadm reads the first document of a part only";
  const config = readNodeConfig(first?.value ?? null, reader);
  const diagnostics = [
    ...(second === undefined ? [] : [report("USERDATA_NODE_CONFIG_SEVERAL", several, pointer)]),
    ...config.diagnostics.map((one) => placed(one, pointer)),
    ...(config.ok ? checkContainerd(config.value, pointer) : []),
  ];
  return { ...(config.ok && { config: config.value }), diagnostics };
}

/** nodeadm parses the text of containerd's configuration when it merges it over its own. */
function checkContainerd({ spec }: NodeConfigDocument, pointer: string): readonly Diagnostic[] {
  const at = `${pointer}/spec/containerd/config`;
  return readToml(spec?.containerd?.config ?? "", { file }).diagnostics.map((one) =>
    placed(one, at),
  );
}

/** nodeadm undoes base64 and gzip by itself; undefined for what this reader does not undo. */
function withoutBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/u.test(text)) {
    return text;
  }
  const decoded = decodeBase64Text(text);
  switch (decoded.is) {
    case "text":
      return decoded.text;
    case "no-base64":
      return text;
    default:
      return undefined;
  }
}

function checkMerged(
  configs: readonly NodeConfigDocument[],
  { delivery }: UserDataReader,
): readonly Diagnostic[] {
  const merged = mergeNodeConfigs(configs);
  if (!merged.ok) {
    // A text for containerd that is no TOML has been found where it stands.
    return [];
  }
  if (delivery !== "merged") {
    return checkMergedNodeConfig(merged.value);
  }
  const repeats = Object.keys(merged.value.spec?.cluster ?? {}).length > 0;
  const message = "EKS says where the cluster is itself";
  return repeats ? [report("USERDATA_CLUSTER_REPEATED", message, "/spec/cluster")] : [];
}

/** Without the position in the file, which is that of a part of the user data. */
function placed(diagnostic: Diagnostic, pointer: string): Diagnostic {
  const { source: _source, ...rest } = diagnostic;
  return { ...rest, pointer: `${pointer}${diagnostic.pointer}` };
}

function report(code: Code, message: string, pointer: string): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer });
}
