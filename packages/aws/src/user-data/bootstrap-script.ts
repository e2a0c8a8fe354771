import { type Parsed, shellWord, toParsed } from "@imagewright/core";

import { assertBootstrap } from "./assert-bootstrap.ts";
import { checkNodeBootstrap } from "./check-node-bootstrap.ts";
import { cidrFamily } from "./ip-address.ts";
import { registrationFlags, settingsOfFlags } from "./kubelet-flags.ts";
import type { ClusterAccess, NodeBootstrap, NodeSettings } from "./node-bootstrap.ts";
import { splitCommand } from "./split-command.ts";
import { unreadable } from "./unreadable.ts";

const program = "/etc/eks/bootstrap.sh";
const shebang = "#!/bin/bash\n";

/**
 * The shell script that joins an Amazon Linux 2 node: one call of `/etc/eks/bootstrap.sh`, every
 * option on a continued line, all kubelet flags in one word.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with every problem of the bootstrap
 * @see https://github.com/awslabs/amazon-eks-ami `templates/al2/runtime/bootstrap.sh`
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * renderBootstrapScript({
 *   cluster: {
 *     name: "production",
 *     endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *     certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 *   },
 *   nodeLabels: { team: "platform" },
 * }).split("\n");
 * // => [
 * //      "#!/bin/bash",
 * //      "/etc/eks/bootstrap.sh production \\",
 * //      "  --apiserver-endpoint https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com \\",
 * //      "  --b64-cluster-ca LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg== \\",
 * //      "  --kubelet-extra-args --node-labels=team=platform",
 * //      "",
 * //    ]
 * ```
 */
export function renderBootstrapScript(bootstrap: NodeBootstrap): string {
  assertBootstrap(bootstrap, "bootstrap.sh");
  return scriptOf(bootstrap);
}

/**
 * Reads a script that {@link renderBootstrapScript} wrote; any other form is refused.
 *
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * const cluster = {
 *   name: "production",
 *   endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *   certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 * };
 * const parsed = parseBootstrapScript(renderBootstrapScript({ cluster, maxPods: 58 }));
 * parsed.ok && parsed.value; // => { cluster, maxPods: 58 }
 * parseBootstrapScript("#!/bin/bash\nreboot\n").ok; // => false
 * ```
 */
export function parseBootstrapScript(text: string): Parsed<NodeBootstrap> {
  const words = text.startsWith(shebang) ? splitCommand(text.slice(shebang.length)) : undefined;
  const bootstrap = words === undefined ? undefined : bootstrapOfWords(words);
  if (bootstrap === undefined || scriptOf(bootstrap) !== text) {
    return unreadable("bootstrap.sh");
  }
  return toParsed(bootstrap, checkNodeBootstrap(bootstrap, "bootstrap.sh"));
}

function scriptOf(bootstrap: NodeBootstrap): string {
  const options = bootstrapOptions(bootstrap).map(
    ([option, value]) => ` \\\n  ${option} ${shellWord(value)}`,
  );
  return `${shebang}${program} ${shellWord(bootstrap.cluster.name)}${options.join("")}\n`;
}

/** The cluster's name comes first: an option the image does not know cannot take its place. */
function bootstrapOptions(bootstrap: NodeBootstrap): readonly (readonly [string, string])[] {
  const { cluster, maxPods, useMaxPods } = bootstrap;
  const extra = [
    ...registrationFlags({ ...bootstrap, kubeletFlags: [] }),
    ...(maxPods === undefined ? [] : [`--max-pods=${maxPods}`]),
    ...(bootstrap.kubeletFlags ?? []),
  ];
  const all: readonly (readonly [string, string | undefined])[] = [
    ["--apiserver-endpoint", cluster.endpoint],
    ["--b64-cluster-ca", cluster.certificateAuthority],
    ["--dns-cluster-ip", cluster.dnsClusterIp],
    ...rangeOptions(cluster),
    ["--use-max-pods", maxPods === undefined && useMaxPods === undefined ? undefined : "false"],
    ["--kubelet-extra-args", extra.length === 0 ? undefined : systemdText(extra.join(" "))],
  ];
  return all.flatMap(([option, value]) => (value === undefined ? [] : [[option, value]]));
}

function rangeOptions({ serviceCidr }: ClusterAccess): readonly (readonly [string, string])[] {
  if (serviceCidr === undefined) {
    return [];
  }
  return cidrFamily(serviceCidr) === 6
    ? [
        ["--ip-family", "ipv6"],
        ["--service-ipv6-cidr", serviceCidr],
      ]
    : [["--service-ipv4-cidr", serviceCidr]];
}

/** The word ends up in a systemd unit, where a percent sign starts a specifier. */
function systemdText(text: string): string {
  return text.replaceAll("%", "%%");
}

function bootstrapOfWords(words: readonly string[]): NodeBootstrap | undefined {
  const [, name, ...rest] = words;
  const options = new Map<string, string>();
  for (let index = 0; index < rest.length; index += 2) {
    options.set(rest[index] ?? "", rest[index + 1] ?? "");
  }
  const endpoint = options.get("--apiserver-endpoint");
  const certificateAuthority = options.get("--b64-cluster-ca");
  const settings = settingsOf(options);
  if (name === undefined || endpoint === undefined || certificateAuthority === undefined) {
    return undefined;
  }
  const dnsClusterIp = options.get("--dns-cluster-ip");
  const serviceCidr = options.get("--service-ipv4-cidr") ?? options.get("--service-ipv6-cidr");
  const cluster: ClusterAccess = {
    name,
    endpoint,
    certificateAuthority,
    ...(serviceCidr !== undefined && { serviceCidr }),
    ...(dnsClusterIp !== undefined && { dnsClusterIp }),
  };
  return settings === undefined ? undefined : { cluster, ...settings };
}

function settingsOf(options: ReadonlyMap<string, string>): NodeSettings | undefined {
  const extra = options.get("--kubelet-extra-args");
  const flags = extra === undefined ? [] : extra.replaceAll("%%", "%").split(" ");
  const settings = settingsOfFlags(flags);
  const isOff = options.get("--use-max-pods") === "false";
  return settings !== undefined && isOff && settings.maxPods === undefined
    ? { ...settings, useMaxPods: false }
    : settings;
}
