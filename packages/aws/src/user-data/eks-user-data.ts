import type { TemplateOverrides } from "@imagewright/core";

import { renderBootstrapScript } from "./bootstrap-script.ts";
import { renderBottlerocketSettings } from "./bottlerocket-settings.ts";
import type { EksUserDataFormat, NodeBootstrap } from "./node-bootstrap.ts";
import { renderNodeConfig } from "./node-config.ts";
import { assertUserDataSize } from "./user-data-size.ts";

type UserDataRenderer = (bootstrap: NodeBootstrap, overrides?: TemplateOverrides) => string;

const renderers: Readonly<Record<EksUserDataFormat, UserDataRenderer>> = {
  "bootstrap.sh": renderBootstrapScript,
  bottlerocket: renderBottlerocketSettings,
  nodeadm: renderNodeConfig,
};

/**
 * The user data that lets a node of the format's operating system join its cluster: plain text,
 * not yet base64.
 *
 * @param overrides - the user's own templates; only the script of Amazon Linux 2 is made from one
 * @throws {ImagewrightError} `INPUT_INVALID` with every problem of the bootstrap, or beyond 16384
 * bytes
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * const cluster = {
 *   name: "production",
 *   endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *   certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 *   serviceCidr: "10.100.0.0/16",
 * };
 * renderEksUserData({ cluster }, "nodeadm").split("\n").slice(0, 2);
 * // => ["apiVersion: node.eks.aws/v1alpha1", "kind: NodeConfig"]
 * ```
 */
export function renderEksUserData(
  bootstrap: NodeBootstrap,
  format: EksUserDataFormat,
  overrides?: TemplateOverrides,
): string {
  return assertUserDataSize(renderers[format](bootstrap, overrides));
}
