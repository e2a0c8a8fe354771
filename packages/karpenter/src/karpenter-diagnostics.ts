import { defineDiagnostics } from "@imagewright/core";

/** Codes of targets and manifests of Karpenter. */
export const karpenterDiagnostics = defineDiagnostics({
  KARPENTER_NOTHING_ASKED: {
    severity: "error",
    cause: "The target asks for no object, so nothing would be rendered.",
    remedy: "Add `nodeClasses`, `nodePools`, `launchTemplates` or `provisioners`.",
  },
  KARPENTER_ERA: {
    severity: "error",
    cause: "This version of Karpenter does not serve the API of the object.",
    remedy: "Ask for the objects of the version in the cluster, or correct `karpenterVersion`.",
  },
  KARPENTER_LAUNCH_TEMPLATE_ERA: {
    severity: "warning",
    cause:
      "Launch templates are deprecated since Karpenter 0.7 and gone with v1beta1: no newer version reads them.",
    remedy:
      "Move to `nodeClasses` and `nodePools`: `amiSelectorTerms` takes the image, `userData` the script, `role` the profile.",
  },
  KARPENTER_FIELD_TOO_NEW: {
    severity: "error",
    cause: "This version of Karpenter does not know the field or value yet.",
    remedy: "Upgrade Karpenter and its CRDs first, or leave it out.",
  },
  KARPENTER_KUBERNETES_TOO_NEW: {
    severity: "warning",
    cause: "This version of Karpenter does not support the Kubernetes version of the image.",
    remedy: "Upgrade Karpenter before the control plane.",
  },
  KARPENTER_KUBERNETES_TOO_OLD: {
    severity: "warning",
    cause: "This version of Karpenter no longer supports the Kubernetes version of the image.",
    remedy: "Upgrade the control plane, or stay at an older Karpenter until then.",
  },
  KARPENTER_NAME_TWICE: {
    severity: "error",
    cause: "Two objects of one kind bear the same name.",
    remedy: "Give each its own name.",
  },
  KARPENTER_NAME_UNKNOWN: {
    severity: "error",
    cause: "The object refers to one that the target does not have.",
    remedy: "Write the name of an object of the same target.",
  },
  KARPENTER_CLASS_ELSEWHERE: {
    severity: "warning",
    cause: "The node pool refers to a node class that the target does not render.",
    remedy: "Check that the cluster has the node class, or correct the name.",
  },
  KARPENTER_TOO_MANY: {
    severity: "error",
    cause: "The list or map is longer than Karpenter's API takes.",
    remedy: "Split the object into several.",
  },
  KARPENTER_IDENTITY: {
    severity: "error",
    cause: "A node needs exactly one identity: a role, or an instance profile.",
    remedy: "Write either `role` or `instanceProfile`.",
  },
  KARPENTER_CLUSTER_MISSING: {
    severity: "error",
    cause: "A node that joins by itself needs the name, endpoint and certificate of the cluster.",
    remedy: "Add `cluster` to the target.",
  },
  KARPENTER_CLUSTER_UNUSED: {
    severity: "info",
    cause: "Karpenter writes the facts of the cluster into the user data of all rendered objects.",
    remedy: "Leave `cluster` out, or keep it for launch templates and the family `Custom`.",
  },
  KARPENTER_REGION_UNUSED: {
    severity: "info",
    cause: "No object of the target looks an image up by region.",
    remedy: "Leave `region` out.",
  },
  KARPENTER_REGION_MISMATCH: {
    severity: "error",
    cause: "An AMI has another id in every region, and this one is of another than the cluster's.",
    remedy: "Copy the AMI to the region of the cluster, and write the id it has there.",
  },
  KARPENTER_CHOICE_TWICE: {
    severity: "error",
    cause: "A reference is written as it stands, so that the pinned record would be ignored.",
    remedy: "Write either `imageRecord` or `reference`.",
  },
  KARPENTER_AMI_TERM: {
    severity: "error",
    cause: "The AMI selector is one that Karpenter's API refuses, or reads only in part.",
    remedy:
      "Give every term one of `alias`, `id`, `ssmParameter`, or `name` and `tags` with an optional `owner`; an alias stands alone.",
  },
  KARPENTER_AMI_ALIAS: {
    severity: "error",
    cause: "The alias names no image of this Karpenter and this Kubernetes version.",
    remedy: "Write `family@version`, e.g. `al2023@v20260714`; Windows families have `latest` only.",
  },
  KARPENTER_AMI_LATEST: {
    severity: "warning",
    cause:
      "`latest` replaces nodes on the day upstream publishes an image, not on the day you choose.",
    remedy: "Pin the version of the alias.",
  },
  KARPENTER_AMI_OWNER: {
    severity: "warning",
    cause:
      "Without an owner, a name is looked up among the account's own images and Amazon's only, and tags among all accounts.",
    remedy: "Add `owner`.",
  },
  KARPENTER_AMI_WILDCARD: {
    severity: "warning",
    cause: "A name with `*` or `?` rolls the nodes as soon as a newer image matches it.",
    remedy: "Write the whole name, or an id.",
  },
  KARPENTER_AMI_ID: {
    severity: "error",
    cause: "The text is no AMI id.",
    remedy: "Write `ami-` and lower-case letters and digits, e.g. `ami-09709369c53539c11`.",
  },
  KARPENTER_AMI_ID_ODD: {
    severity: "warning",
    cause:
      "Karpenter's API admits the id, but AMI ids have hexadecimal digits only: it is a placeholder, such as the conversion from v1beta1 left behind.",
    remedy: "Write the id of an AMI, e.g. `ami-09709369c53539c11`.",
  },
  KARPENTER_AMI_FAMILY: {
    severity: "error",
    cause: "The image does not boot as nodes of this family do.",
    remedy: "Write the family of the alias or of the image, or `Custom`; or leave `amiFamily` out.",
  },
  KARPENTER_SELECTOR_TERM: {
    severity: "error",
    cause: "A selector term says nothing, or says two things of which one would be ignored.",
    remedy:
      "Give every term tags without empty keys and values, or an id, or a name; nothing beside an id or a name.",
  },
  KARPENTER_TAG_RESTRICTED: {
    severity: "error",
    cause: "The tag is empty or too long, or it is Karpenter's own.",
    remedy: "Choose another key of at most 128 characters, and a value of at most 256.",
  },
  KARPENTER_VOLUME: {
    severity: "error",
    cause: "Karpenter's API or EC2 refuses this volume.",
    remedy:
      "Give a size or a snapshot, at most one root volume, and no volume smaller than the image's.",
  },
  KARPENTER_VOLUME_SIZE: {
    severity: "error",
    cause: "The size is not one that the CRD's pattern admits; the pattern has holes above 18 Ti.",
    remedy: "Write whole `Gi` up to 59000.",
  },
  KARPENTER_ROOT_DEVICE: {
    severity: "error",
    cause: "The image has a root volume of its own size, and nothing says on which device.",
    remedy:
      "Add `blockDeviceMappings` with the root device, or `rootDeviceName` for a launch template.",
  },
  KARPENTER_ROOT_DEVICE_UNUSED: {
    severity: "info",
    cause: "The image says no size for the root volume, so that its own size holds.",
    remedy: "Leave `rootDeviceName` out, or give the image a `rootVolume`.",
  },
  KARPENTER_DEVICES_INCOMPLETE: {
    severity: "warning",
    cause:
      "Block device mappings replace all of the family's own; a device that is left out gets the image's size.",
    remedy: "List every device of the family.",
  },
  KARPENTER_ROOT_ROLE: {
    severity: "error",
    cause:
      "On Bottlerocket the pods' storage is the data volume; `rootVolume` on the system volume makes Karpenter count the wrong one.",
    remedy: "Put `rootVolume` on /dev/xvdb, or leave it out.",
  },
  KARPENTER_KUBELET: {
    severity: "error",
    cause: "Karpenter's API refuses these kubelet settings.",
    remedy:
      "Use known resources and signals, a grace period for each soft threshold, and a high threshold above the low one.",
  },
  KARPENTER_FIELD_IGNORED: {
    severity: "warning",
    cause: "Karpenter admits the field, but does nothing with it for nodes of this family.",
    remedy: "Say the same in the user data, or leave the field out.",
  },
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
  KARPENTER_SECURITY_GROUP: {
    severity: "error",
    cause: "The text is no id of a security group.",
    remedy: "Write `sg-` and lower-case letters and digits.",
  },
  KARPENTER_LABEL: {
    severity: "error",
    cause: "Karpenter's API refuses the label, annotation or requirement.",
    remedy:
      "Use a key of your own domain, or one of Karpenter's well-known ones, and a value as Kubernetes defines it.",
  },
  KARPENTER_LABEL_DEPRECATED: {
    severity: "warning",
    cause: "The key is the old name of a label; Karpenter takes it for the new one.",
    remedy: "Write the new name.",
  },
  KARPENTER_REQUIREMENT: {
    severity: "error",
    cause: "The values do not fit the operator.",
    remedy:
      "Give `In` at least one value and as many as `minValues`, comparisons one whole number, `Exists` and `DoesNotExist` none.",
  },
  KARPENTER_ARCHITECTURE: {
    severity: "error",
    cause: "The requirement leaves no instance that the image can boot on.",
    remedy: "Leave the requirement out, or let it admit what the image is.",
  },
  KARPENTER_TAINT_TWICE: {
    severity: "error",
    cause: "A pair of key and effect stands in `taints` and in `startupTaints`.",
    remedy: "Write it once.",
  },
  KARPENTER_QUANTITY: {
    severity: "error",
    cause: "The text is no Kubernetes quantity.",
    remedy: "Write a number with an optional unit, e.g. `1000` or `512Gi`.",
  },
  KARPENTER_BUDGET: {
    severity: "error",
    cause: "A disruption budget that is not understood blocks every replacement.",
    remedy:
      "Write `schedule` and `duration` together, the schedule with five cron fields in UTC or one name such as `@daily`.",
  },
  KARPENTER_BUDGET_IDLE: {
    severity: "warning",
    cause: "An empty list of reasons makes the budget hold for nothing.",
    remedy: "Leave `reasons` out to mean all of them.",
  },
  KARPENTER_BUDGET_CLOSED: {
    severity: "warning",
    cause: "A budget of no nodes at all times keeps new images from ever being rolled out.",
    remedy: "Add a budget window, or raise the number after the freeze.",
  },
  KARPENTER_MANIFEST: {
    severity: "error",
    cause: "The object is of a kind Karpenter reads, but its image selector is not.",
    remedy: "Correct the selector as the message says.",
  },
  KARPENTER_IMAGE_IMPLIED: {
    severity: "info",
    cause: "The object names no image: the newest of its family is meant.",
    remedy: "Pin the image by `amiSelectorTerms`.",
  },
  KARPENTER_IMAGE_IN_TEMPLATE: {
    severity: "info",
    cause: "The image is in the launch template that the object names.",
    remedy: "Read the launch template's stack.",
  },
  KARPENTER_IMAGE_UNRESOLVED: {
    severity: "info",
    cause:
      "The launch template takes its image from a parameter or function whose value is not in the stack.",
    remedy: "Read the stack with its parameters filled in.",
  },
});
