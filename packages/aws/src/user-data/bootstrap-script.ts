import { type Parsed, renderTemplate, type TemplateOverrides, toParsed } from "@imagewright/core";

import { assertBootstrap } from "./assert-bootstrap.ts";
import type { BootstrapScriptModel } from "./bootstrap-script-model.ts";
import { checkNodeBootstrap } from "./check-node-bootstrap.ts";
import { cidrFamily } from "./ip-address.ts";
import { registrationFlags, settingsOfFlags } from "./kubelet-flags.ts";
import type { ClusterAccess, NodeBootstrap, NodeSettings } from "./node-bootstrap.ts";
import { splitCommand } from "./split-command.ts";
import { bootstrapScriptTemplate } from "./templates/compiled.ts";
import { unreadable } from "./unreadable.ts";

const shebang = "#!/bin/bash\n";

/**
 * The shell script that joins an Amazon Linux 2 node: one call of `/etc/eks/bootstrap.sh`, every
 * option on a continued line, all kubelet flags in one word.
 *
 * @param overrides - a template of the name `bootstrap-script` in it is used instead
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
export function renderBootstrapScript(
  bootstrap: NodeBootstrap,
  overrides?: TemplateOverrides,
): string {
  assertBootstrap(bootstrap, "bootstrap.sh");
  return scriptOf(bootstrap, overrides);
}

/**
 * Reads a script that {@link renderBootstrapScript} wrote by the built-in template; any other form
 * is refused.
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

function scriptOf(bootstrap: NodeBootstrap, overrides?: TemplateOverrides): string {
  return renderTemplate(bootstrapScriptTemplate, modelOf(bootstrap), { overrides });
}

function modelOf(bootstrap: NodeBootstrap): BootstrapScriptModel {
  const { cluster, maxPods, useMaxPods } = bootstrap;
  const { name, endpoint, certificateAuthority, dnsClusterIp, serviceCidr } = cluster;
  const flags = [
    ...registrationFlags({ ...bootstrap, kubeletFlags: [] }),
    ...(maxPods === undefined ? [] : [`--max-pods=${maxPods}`]),
    ...(bootstrap.kubeletFlags ?? []),
  ];
  return {
    name,
    endpoint,
    certificateAuthority,
    ...(dnsClusterIp !== undefined && { dnsClusterIp }),
    ...(serviceCidr !== undefined &&
      (cidrFamily(serviceCidr) === 6
        ? { serviceIpv6Cidr: serviceCidr }
        : { serviceIpv4Cidr: serviceCidr })),
    ignoresMaxPods: maxPods !== undefined || useMaxPods !== undefined,
    ...(flags.length > 0 && { kubeletFlags: systemdText(flags.join(" ")) }),
  };
}

/**
 * The arguments of bootstrap.sh after the name of the cluster, each a word; what the template of a
 * node group stack takes as `BootstrapArguments`, once they are quoted.
 */
export function bootstrapArguments(bootstrap: NodeBootstrap): readonly string[] {
  const model = modelOf(bootstrap);
  const options: readonly (readonly [string, string | undefined])[] = [
    ["--apiserver-endpoint", model.endpoint],
    ["--b64-cluster-ca", model.certificateAuthority],
    ["--dns-cluster-ip", model.dnsClusterIp],
    ["--ip-family", model.serviceIpv6Cidr === undefined ? undefined : "ipv6"],
    ["--service-ipv6-cidr", model.serviceIpv6Cidr],
    ["--service-ipv4-cidr", model.serviceIpv4Cidr],
    ["--use-max-pods", model.ignoresMaxPods ? "false" : undefined],
    ["--kubelet-extra-args", model.kubeletFlags],
  ];
  return options.flatMap(([option, value]) => (value === undefined ? [] : [option, value]));
}

/** The word ends up in a systemd unit, where a percent sign starts a specifier. */
export function systemdText(text: string): string {
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
