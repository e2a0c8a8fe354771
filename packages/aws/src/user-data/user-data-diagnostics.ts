import { defineDiagnostics } from "@imagewright/core";

/** Codes of the user data of EKS nodes. */
export const userDataDiagnostics = defineDiagnostics({
  USERDATA_CLUSTER_NAME: {
    severity: "error",
    cause: "The text is no name of an EKS cluster.",
    remedy: "Write letters, digits, `-` and `_`, at most 100, a letter or digit first.",
  },
  USERDATA_ENDPOINT: {
    severity: "error",
    cause:
      "The address of the API server holds characters that bootstrap.sh alters or stumbles over.",
    remedy: "Write the address as `aws eks describe-cluster` prints it: `https://HOST`.",
  },
  USERDATA_CA_ENCODING: {
    severity: "error",
    cause: "The certificate authority is not base64, so the node could not write it.",
    remedy: "Copy `certificateAuthority.data` of the cluster as it is, without line breaks.",
  },
  USERDATA_CA_NO_CERTIFICATE: {
    severity: "warning",
    cause:
      "What the base64 stands for is no PEM certificate, so the node will not trust the cluster.",
    remedy: "Copy `certificateAuthority.data` of the cluster as it is.",
  },
  USERDATA_ADDRESS: {
    severity: "error",
    cause: "The text is no IP address, or no address range.",
    remedy: "Write an address such as `10.100.0.10`, or a range such as `10.100.0.0/16`.",
  },
  USERDATA_CIDR_MISSING: {
    severity: "error",
    cause: "nodeadm refuses a NodeConfig without the range of the cluster's services.",
    remedy: "Add the `serviceCidr` of the cluster.",
  },
  USERDATA_CIDR_FLAG_NEW: {
    severity: "warning",
    cause:
      "bootstrap.sh knows --service-ipv4-cidr since 2025-05-28; an older image ignores it and guesses the DNS address.",
    remedy: "Add `dnsClusterIp`, which every image understands.",
  },
  USERDATA_CIDR_AS_DNS: {
    severity: "info",
    cause:
      "Bottlerocket has no setting for the service range; it stands for the DNS address that follows from it.",
    remedy: "Write `dnsClusterIp` to choose the address yourself.",
  },
  USERDATA_CIDR_DROPPED: {
    severity: "info",
    cause:
      "Bottlerocket has no setting for the service range, and the DNS address, its only use there, is given.",
    remedy: "Nothing has to be done.",
  },
  USERDATA_LABEL: {
    severity: "error",
    cause: "Key or value is no label as Kubernetes defines it.",
    remedy:
      "Write an optional DNS prefix and `/`, then at most 63 letters, digits, `.`, `_` and `-`; values likewise, or empty.",
  },
  USERDATA_LABEL_RESTRICTED: {
    severity: "error",
    cause: "The kubelet refuses to start with this label: its domain belongs to Kubernetes.",
    remedy: "Use a domain of your own, or `node.kubernetes.io/…`.",
  },
  USERDATA_TAINT: {
    severity: "error",
    cause:
      "Key, value or effect is no taint as Kubernetes defines it, or the taint stands there twice.",
    remedy: "Write a label's key, a label's value or none, and each pair of key and effect once.",
  },
  USERDATA_FLAG: {
    severity: "error",
    cause: "The text is no kubelet flag that reaches the kubelet unaltered.",
    remedy:
      "Write `--flag=value` in printable ASCII without blanks, quotes and backslashes, one flag an item.",
  },
  USERDATA_FIELD_OWNED: {
    severity: "error",
    cause: "A flag or a key of the kubelet's configuration says what a field of the model says.",
    remedy: "Use the field, so that there is one answer.",
  },
  USERDATA_FIELD_NOT_CARRIED: {
    severity: "error",
    cause: "The format of the user data has no place for this field.",
    remedy: "Leave the field out, or use the format that carries it.",
  },
  USERDATA_MAX_PODS: {
    severity: "error",
    cause:
      "The number of pods is out of range, or is given in two ways that contradict each other.",
    remedy: "Write a whole number from 1 to 2147483647 in `maxPods`, without `useMaxPods`.",
  },
  USERDATA_TOO_LARGE: {
    severity: "error",
    cause: "EC2 takes at most 16384 bytes of user data, counted before base64.",
    remedy: "Move scripts to the image, or fetch them at boot.",
  },
  USERDATA_NEARLY_TOO_LARGE: {
    severity: "warning",
    cause: "The user data fills more than nine tenths of the 16384 bytes EC2 takes.",
    remedy: "Move scripts to the image before the limit is reached.",
  },
  USERDATA_UNREADABLE: {
    severity: "error",
    cause: "The text is not of the form we write, so that reading it would be a guess.",
    remedy: "Write the user data anew from its model.",
  },
});
