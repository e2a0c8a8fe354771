/** What the template `bootstrap-script` prints from. */
export interface BootstrapScriptModel {
  /** Name of the cluster. */
  readonly name: string;
  /** URL of the cluster's API server. */
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
  readonly dnsClusterIp?: string;
  /** CIDR of the services; at most one of the two is there. */
  readonly serviceIpv4Cidr?: string;
  readonly serviceIpv6Cidr?: string;
  /** Whether the number of pods is not looked up by the type of the instance. */
  readonly ignoresMaxPods: boolean;
  /** All flags of the kubelet, with blanks between them; a percent sign is doubled for systemd. */
  readonly kubeletFlags?: string;
}
