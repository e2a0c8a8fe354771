import type { DiagnosticRule } from "@imagewright/core";

/** Codes of user data. */
export const userDataCodes = {
  KARPENTER_NODE_UNUSED: {
    severity: "error",
    cause: "Karpenter joins nodes of this family itself; a second bootstrap would fight with it.",
    remedy: "Use `kubelet` and `userData`, or the family `Custom`.",
  },
  KARPENTER_USERDATA_TWICE: {
    severity: "error",
    cause: "Only one text is the node's user data.",
    remedy: "Write either `userData` or `node`.",
  },
  KARPENTER_USERDATA_MISSING: {
    severity: "error",
    cause:
      "Karpenter adds nothing to the user data of the family `Custom`: the node would not join.",
    remedy: "Add `node`, or `userData` that joins the node.",
  },
  KARPENTER_USERDATA_FORMAT: {
    severity: "error",
    cause: "Nothing says what the image reads at its first boot.",
    remedy: "Write `node.format`.",
  },
  KARPENTER_USERDATA_UNREGISTERED: {
    severity: "warning",
    cause:
      "A node of the family `Custom` has to register with the taint karpenter.sh/unregistered:NoExecute, or pods race with its set-up.",
    remedy:
      "Add `--register-with-taints=karpenter.sh/unregistered:NoExecute` to the kubelet's flags.",
  },
  KARPENTER_USERDATA_BOOTSTRAP: {
    severity: "error",
    cause: "The user data joins the node, which Karpenter does for this family as well.",
    remedy: "Take the bootstrap call out, or use the family `Custom`.",
  },
  KARPENTER_USERDATA_FORM: {
    severity: "error",
    cause: "Karpenter or the node would take the text for something else than it is.",
    remedy:
      "Begin a MIME archive with its first header, wrap cloud-config into an archive, and leave Windows' tags out.",
  },
  KARPENTER_SETTING_DROPPED: {
    severity: "warning",
    cause: "Karpenter keeps only the settings of Bottlerocket that it knows.",
    remedy: "Correct the key, or set it in the image.",
  },
  KARPENTER_SETTING_TYPE: {
    severity: "error",
    cause:
      "Karpenter reads the settings of Kubernetes with types of its own; another one makes all of the user data invalid, and no node is launched.",
    remedy: "Write the value in the type that is expected.",
  },
  KARPENTER_USERDATA_TOML: {
    severity: "error",
    cause:
      "Karpenter merges its settings into those of the class: what is no TOML launches no node.",
    remedy: "Correct the settings as the message says.",
  },
  KARPENTER_MERGE_FACT: {
    severity: "error",
    cause: "Without this fact the user data of the node cannot be told.",
    remedy: "Give the fact, or another family.",
  },
  KARPENTER_USERDATA_OVERRIDDEN: {
    severity: "warning",
    cause: "Karpenter's own NodeConfig comes last and wins.",
    remedy: "Leave `spec.cluster` out.",
  },
  KARPENTER_USERDATA_LINE_ENDS: {
    severity: "error",
    cause:
      "Karpenter removes the carriage returns of this family's user data, so that the text would not be carried exactly.",
    remedy: "End lines with a line feed alone.",
  },
  KARPENTER_USERDATA_DYNAMIC: {
    severity: "error",
    cause: "CloudFormation would replace `{{resolve:…}}` inside the user data.",
    remedy: "Set `userDataForm` to `base64`.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
