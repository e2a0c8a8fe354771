import { emitMultipart, type MultipartOptions } from "@imagewright/core";

import { assertUserDataSize } from "./user-data-size.ts";

/** One document among the user data of a node, by what it is. */
export interface UserDataPart {
  readonly kind: UserDataPartKind;
  readonly text: string;
}

/** What a node does with a document of its user data. */
export type UserDataPartKind = "boothook" | "cloud-config" | "node-config" | "shell-script";

const contentTypes: Readonly<Record<UserDataPartKind, string>> = {
  boothook: "text/cloud-boothook",
  "cloud-config": "text/cloud-config",
  "node-config": "application/node.eks.aws",
  "shell-script": "text/x-shellscript",
};

/**
 * Several documents as one MIME multipart archive, in their order.
 *
 * On Amazon Linux 2023 every shell script runs before the kubelet starts, wherever it stands.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for what the archive cannot carry, and without any
 * part; `INPUT_INVALID` beyond 16384 bytes
 * @example
 * ```ts
 * const userData = renderMultipart([
 *   { kind: "cloud-config", text: "#cloud-config\npackage_update: true\n" },
 *   { kind: "shell-script", text: "#!/bin/bash\necho ready\n" },
 * ]);
 * userData.split("\n")[0]; // => "MIME-Version: 1.0"
 * ```
 */
export function renderMultipart(
  parts: readonly UserDataPart[],
  options: MultipartOptions = {},
): string {
  const archive = parts.map(({ kind, text }) => ({ contentType: contentTypes[kind], text }));
  return assertUserDataSize(emitMultipart(archive, options));
}
