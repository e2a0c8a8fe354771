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
  USERDATA_FIELD_UNKNOWN: {
    severity: "error",
    cause: "The document has a field that nobody reads; nodeadm drops it in silence.",
    remedy: "Correct the name; names are case-sensitive.",
  },
  USERDATA_FIELD_TYPE: {
    severity: "error",
    cause: "The field has a value of another type than upstream's schema says.",
    remedy: "Write a value of the type that is expected.",
  },
  USERDATA_FIELD_MISSING: {
    severity: "error",
    cause: "A field without which the document is not read is not there.",
    remedy: "Add the field.",
  },
  USERDATA_FIELD_NEW: {
    severity: "error",
    cause: "The release of the AMI does not know the field yet, and drops it in silence.",
    remedy: "Leave the field out, or boot an AMI of a later release.",
  },
  USERDATA_GATE_UNKNOWN: {
    severity: "warning",
    cause: "nodeadm takes any name among its feature gates, and acts on two of them.",
    remedy: "Correct the name; gates of the kubelet belong to `kubelet.config.featureGates`.",
  },
  USERDATA_FLAG_REMOVED: {
    severity: "warning",
    cause: "The kubelet refuses to start with a flag that it does not have any more.",
    remedy: "Remove the flag, unless the node is older.",
  },
  USERDATA_MAX_PODS_TWICE: {
    severity: "warning",
    cause:
      "A number of pods and an expression for it stand side by side, and decide different things.",
    remedy: "Keep one of them.",
  },
  USERDATA_MAX_PODS_EXPRESSION: {
    severity: "error",
    cause: "The expression cannot be evaluated; nodeadm then uses its own number in silence.",
    remedy: "Write CEL without `min` and `max`: `a < b ? a : b`.",
  },
  USERDATA_NODE_CONFIG_INCOMPLETE: {
    severity: "error",
    cause: "nodeadm refuses a configuration in which a fact about the cluster is missing.",
    remedy: "Add it to one of the NodeConfigs of the user data.",
  },
  USERDATA_NODE_CONFIG_NONE: {
    severity: "error",
    cause: "Without a NodeConfig a node of Amazon Linux 2023 never joins its cluster.",
    remedy: "Add a part of type `application/node.eks.aws`.",
  },
  USERDATA_NODE_CONFIG_SEVERAL: {
    severity: "error",
    cause: "nodeadm reads the first YAML document of a part and drops the others in silence.",
    remedy: "Write one part for each NodeConfig.",
  },
  USERDATA_CLUSTER_REPEATED: {
    severity: "warning",
    cause:
      "EKS supplies the facts about the cluster to a managed node group without an image of its own; a second answer can only be wrong.",
    remedy: "Leave `spec.cluster` out.",
  },
  USERDATA_FAMILY: {
    severity: "error",
    cause: "Nodes of this family read user data of another form.",
    remedy: "Write what the family reads, or choose an image of the other family.",
  },
  USERDATA_NOT_MULTIPART: {
    severity: "error",
    cause: "EKS refuses plain user data in a launch template that names no image.",
    remedy: "Write a MIME archive with the script as a part.",
  },
  USERDATA_BOOTSTRAP_TWICE: {
    severity: "error",
    cause: "EKS adds the call that joins the node; a second one breaks the first.",
    remedy: "Leave the call out, or name the image in the launch template.",
  },
  USERDATA_BOOTSTRAP_NONE: {
    severity: "error",
    cause: "Nothing joins the node: with an image of your own EKS adds no call.",
    remedy: "Call the bootstrap script of the image with the cluster's name.",
  },
  USERDATA_BOOTSTRAP_GONE: {
    severity: "error",
    cause: "Amazon Linux 2023 has no bootstrap.sh any more; the file only prints an error.",
    remedy: "Write a NodeConfig.",
  },
  USERDATA_CALL_WORD: {
    severity: "error",
    cause:
      "bootstrap.sh takes options it does not know for names: the node joins another cluster, or none, and nothing fails.",
    remedy:
      "Put all flags of the kubelet into one word of quotes, and a blank between option and value.",
  },
  USERDATA_CALL_LINES: {
    severity: "error",
    cause:
      "Without a backslash as its last sign a line ends the call; what follows is a command of its own.",
    remedy: "End every line of the call but the last with a backslash, and nothing after it.",
  },
  USERDATA_CALL_VALUE: {
    severity: "error",
    cause: "bootstrap.sh, or systemd after it, takes no such value.",
    remedy: "Correct the value.",
  },
  USERDATA_CALL_NAME: {
    severity: "error",
    cause: "The bootstrap script ends without the name of a cluster.",
    remedy: "Write the name as the first word of the call; on Windows as `-EKSClusterName`.",
  },
  USERDATA_CALL_IGNORED: {
    severity: "warning",
    cause: "bootstrap.sh reads one name, and ignores every other word.",
    remedy: "Remove the word, or put quotes around the value it belongs to.",
  },
  USERDATA_CALL_HALF: {
    severity: "warning",
    cause:
      "Without both address and certificate the bootstrap script asks EKS, and overwrites what was given.",
    remedy: "Give address and certificate together, or none of them.",
  },
  USERDATA_CALL_UBUNTU: {
    severity: "warning",
    cause: "bootstrap.sh of Canonical's images has a few options of that of Amazon Linux 2 alone.",
    remedy: "Leave the option out, or try it on the image.",
  },
  USERDATA_SETTING_MISSING: {
    severity: "error",
    cause: "Bottlerocket does not join without address, certificate and name of the cluster.",
    remedy: "Add the setting.",
  },
  USERDATA_POWERSHELL: {
    severity: "error",
    cause: "Windows runs what stands between one `<powershell>` and one `</powershell>`.",
    remedy: "Enclose the script in one pair of tags.",
  },
  USERDATA_MIME_START: {
    severity: "error",
    cause:
      "The first byte of an archive has to be that of its first header; nodeadm reads nothing else.",
    remedy: "Remove blanks and empty lines before the headers, as heredocs leave them.",
  },
  USERDATA_MIME_STRUCTURE: {
    severity: "error",
    cause: "The archive is not built as nodeadm demands; one broken part spoils the whole.",
    remedy:
      "Write the type of each part, an empty line after its headers, and `--BOUNDARY--` at the end.",
  },
  USERDATA_MIME_BOUNDARY: {
    severity: "error",
    cause: "Without quotes nodeadm refuses boundaries with signs such as `/`.",
    remedy: 'Write `boundary="…"`.',
  },
  USERDATA_MIME_ENCODING: {
    severity: "error",
    cause: "The body of a part is not what its transfer encoding says, or holds no UTF-8.",
    remedy: "Write the text as it is, or as base64 of UTF-8.",
  },
  USERDATA_MIME_EMPTY: {
    severity: "info",
    cause: "Readers pass over a part without headers and body; CAPA writes one.",
    remedy: "Remove the second of the two boundary lines.",
  },
  USERDATA_MIME_LINE_ENDS: {
    severity: "error",
    cause: "The kernel takes the carriage return for a part of the interpreter's name.",
    remedy: "End the lines of scripts with a line feed alone.",
  },
  USERDATA_NOT_CHECKED: {
    severity: "info",
    cause: "The text is compressed; the node undoes that, and this reader does not.",
    remedy: "Check the text before it is compressed.",
  },
  USERDATA_TOML_MERGE: {
    severity: "error",
    cause:
      "EKS merges the settings into its own, and its reader of TOML understands less than Bottlerocket's.",
    remedy:
      "Write quoted keys inside their table, texts without escaped quotes, and lists of one type.",
  },
  USERDATA_UNREADABLE: {
    severity: "error",
    cause: "The text is not of the form we write, so that reading it would be a guess.",
    remedy: "Write the user data anew from its model.",
  },
});
