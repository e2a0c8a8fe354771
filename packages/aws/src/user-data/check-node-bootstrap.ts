import { decodeBase64, type Diagnostic, encodeBase64, showValue } from "@imagewright/core";

import { checkCarried, checkNodeSettings } from "./check-node-settings.ts";
import { cidrFamily, ipFamily } from "./ip-address.ts";
import type { ClusterAccess, EksUserDataFormat, NodeBootstrap } from "./node-bootstrap.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";

const clusterName = /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/u;

/** Without comma, blank, `&` and `\`, about which bootstrap.sh's `sed` calls stumble. */
const endpoint = /^https:\/\/[0-9A-Za-z[][0-9A-Za-z._:[\]/-]*$/u;

const oneLine = /^[0-9A-Za-z+/]+={0,2}$/u;

/** What a PEM certificate starts with: 27 bytes, which base64 writes without padding. */
const pemStart = encodeBase64("-----BEGIN CERTIFICATE-----");

/**
 * Every problem of a bootstrap in one format; nothing is rendered from one that has errors.
 *
 * @param pointer - where the bootstrap stands
 * @example
 * ```ts
 * import { encodeBase64 } from "@imagewright/core";
 *
 * const cluster = {
 *   name: "production",
 *   endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *   certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\n"),
 * };
 * checkNodeBootstrap({ cluster }, "bootstrap.sh"); // => []
 * checkNodeBootstrap({ cluster }, "nodeadm").map(({ code, pointer }) => `${code} ${pointer}`);
 * // => ["USERDATA_CIDR_MISSING /cluster/serviceCidr"]
 * ```
 */
export function checkNodeBootstrap(
  bootstrap: NodeBootstrap,
  format: EksUserDataFormat,
  pointer = "",
): readonly Diagnostic[] {
  return [
    ...checkClusterAccess(bootstrap.cluster, `${pointer}/cluster`),
    ...checkServiceRange(bootstrap.cluster, format, `${pointer}/cluster`),
    ...checkNodeSettings(bootstrap, pointer),
    ...checkCarried(bootstrap, format, pointer),
  ];
}

/**
 * Every problem of the facts about a cluster.
 */
function checkClusterAccess(cluster: ClusterAccess, pointer = ""): readonly Diagnostic[] {
  const { name, serviceCidr, dnsClusterIp } = cluster;
  const found: Diagnostic[] = [];
  if (!clusterName.test(name)) {
    const facts = { message: "this is no cluster name", found: showValue(name) };
    found.push(
      userDataDiagnostics.report("USERDATA_CLUSTER_NAME", { ...facts, pointer: `${pointer}/name` }),
    );
  }
  if (!endpoint.test(cluster.endpoint)) {
    const facts = {
      message: "this is no address of an API server",
      found: showValue(cluster.endpoint),
    };
    found.push(
      userDataDiagnostics.report("USERDATA_ENDPOINT", { ...facts, pointer: `${pointer}/endpoint` }),
    );
  }
  found.push(...checkAuthority(cluster, pointer));
  if (serviceCidr !== undefined && cidrFamily(serviceCidr) === undefined) {
    const facts = { message: "this is no address range", found: showValue(serviceCidr) };
    found.push(
      userDataDiagnostics.report("USERDATA_ADDRESS", {
        ...facts,
        pointer: `${pointer}/serviceCidr`,
      }),
    );
  }
  if (dnsClusterIp !== undefined && ipFamily(dnsClusterIp) === undefined) {
    const facts = { message: "this is no IP address", found: showValue(dnsClusterIp) };
    found.push(
      userDataDiagnostics.report("USERDATA_ADDRESS", {
        ...facts,
        pointer: `${pointer}/dnsClusterIp`,
      }),
    );
  }
  return found;
}

function checkAuthority(cluster: ClusterAccess, pointer: string): readonly Diagnostic[] {
  const at = `${pointer}/certificateAuthority`;
  const text = cluster.certificateAuthority;
  if (!oneLine.test(text) || decodeBase64(text) === undefined) {
    const message = "the certificate authority is no base64 text of one line";
    return [userDataDiagnostics.report("USERDATA_CA_ENCODING", { message, pointer: at })];
  }
  const message = "the certificate authority holds no PEM certificate";
  return text.startsWith(pemStart)
    ? []
    : [userDataDiagnostics.report("USERDATA_CA_NO_CERTIFICATE", { message, pointer: at })];
}

function checkServiceRange(
  { serviceCidr, dnsClusterIp }: ClusterAccess,
  format: EksUserDataFormat,
  pointer: string,
): readonly Diagnostic[] {
  const at = `${pointer}/serviceCidr`;
  if (serviceCidr === undefined) {
    const message = "nodeadm needs the range of the cluster's services";
    return format === "nodeadm"
      ? [userDataDiagnostics.report("USERDATA_CIDR_MISSING", { message, pointer: at })]
      : [];
  }
  if (format === "bottlerocket") {
    return dnsClusterIp === undefined
      ? [
          userDataDiagnostics.report("USERDATA_CIDR_AS_DNS", {
            message: "the range stands for its DNS address",
            pointer: at,
          }),
        ]
      : [
          userDataDiagnostics.report("USERDATA_CIDR_DROPPED", {
            message: "the range is not written",
            pointer: at,
          }),
        ];
  }
  const isNew =
    format === "bootstrap.sh" && dnsClusterIp === undefined && cidrFamily(serviceCidr) === 4;
  const message = "older images ignore --service-ipv4-cidr";
  return isNew
    ? [userDataDiagnostics.report("USERDATA_CIDR_FLAG_NEW", { message, pointer: at })]
    : [];
}
