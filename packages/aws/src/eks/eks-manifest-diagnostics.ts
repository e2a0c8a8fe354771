import { defineDiagnostics } from "@imagewright/core";

/** Findings about documents that boot nodes of EKS: bootstrap configurations, stacks, node groups. */
export const eksManifestDiagnostics = defineDiagnostics({
  EKS_FIELD_UNKNOWN: {
    severity: "error",
    cause: "The document has a field that its reader does not know, and drops or refuses.",
    remedy: "Correct the name, or remove the field.",
  },
  EKS_FIELD_TYPE: {
    severity: "error",
    cause: "The field has a value of another type than its reader expects.",
    remedy: "Write a value of the type that is expected.",
  },
  EKS_FIELD_MISSING: {
    severity: "error",
    cause: "A field that its reader demands is not there.",
    remedy: "Add the field.",
  },
  EKS_BOOTSTRAP_KIND: {
    severity: "error",
    cause: "The object is no bootstrap configuration for EKS, or of a version that never had it.",
    remedy: "Use EKSConfig or NodeadmConfig of `bootstrap.cluster.x-k8s.io/v1beta2`.",
  },
  EKS_BOOTSTRAP_VERSION: {
    severity: "warning",
    cause: "The API server of a current CAPA refuses objects of this version.",
    remedy: "Write `bootstrap.cluster.x-k8s.io/v1beta2`; the fields are the same.",
  },
  EKS_BOOTSTRAP_RANGE: {
    severity: "error",
    cause: "CAPA takes the range of the services from the Cluster, but for IPv6 in an EKSConfig.",
    remedy: "Leave `serviceCidr` out, and set it in the Cluster's `clusterNetwork`.",
  },
  EKS_BOOTSTRAP_FLAG: {
    severity: "error",
    cause: "`kubeletExtraArgs` is a map: a flag has exactly one value in it.",
    remedy: "Give the flag one value.",
  },
  EKS_BOOTSTRAP_UNREADABLE: {
    severity: "error",
    cause: "The configuration says a setting twice or in a form our model does not have.",
    remedy: "Say each setting once.",
  },
  EKS_CONVERT_LOST: {
    severity: "error",
    cause: "The field has no counterpart on Amazon Linux 2023, so its effect would be lost.",
    remedy: "Bring the effect about in another way, then name the field in `drop`.",
  },
  EKS_CONVERT_DROPPED: {
    severity: "info",
    cause: "The field or flag has no meaning on Amazon Linux 2023.",
    remedy: "Nothing has to be done.",
  },
  EKS_CONVERT_VALUE: {
    severity: "error",
    cause: "The value is none of the field's type, or does not survive the way to the node.",
    remedy: "Correct the value before converting.",
  },
  EKS_CONVERT_OVERRIDE: {
    severity: "warning",
    cause: "nodeadm sets this flag itself, and a flag of the user comes last and wins.",
    remedy: "Remove the flag, unless nodeadm's own value is wrong for the node.",
  },
  EKS_CONVERT_RANGE: {
    severity: "warning",
    cause: "A NodeadmConfig has no field for the range of the services.",
    remedy:
      "Make it the first of `spec.clusterNetwork.services.cidrBlocks` of the Cluster, else 172.20.0.0/16 is taken.",
  },
  EKS_CONVERT_COMMANDS: {
    severity: "warning",
    cause: "Commands before nodeadm run under errexit, pipefail and nounset.",
    remedy: "See that every command succeeds, and that every variable is set.",
  },
  EKS_CONFIG_RELEASE: {
    severity: "error",
    cause:
      "An EKSConfig calls bootstrap.sh, which is on Amazon Linux 2 alone, and that ends with Kubernetes 1.32.",
    remedy: "Convert it into a NodeadmConfig, and change both references in one patch.",
  },
  EKS_CONFIG_FLAG: {
    severity: "error",
    cause: "CAPA writes each key as `--KEY=VALUE`, and the kubelet refuses to start with it.",
    remedy: "Write the name of a flag the kubelet has, without dashes before it.",
  },
  EKS_CONFIG_QUOTES: {
    severity: "error",
    cause:
      "The value passes a shell, a systemd unit and its word splitting, which take these signs for their own.",
    remedy:
      "Write values without single quotes, line ends and backslashes, blanks between double quotes, and `%%` for a percent sign.",
  },
  EKS_LABEL: {
    severity: "error",
    cause: "The kubelet refuses to start with a label in a domain that belongs to Kubernetes.",
    remedy: "Use a domain of your own, or `node.kubernetes.io/…`.",
  },
  EKS_CONFIG_RUNTIME: {
    severity: "error",
    cause: "bootstrap.sh of images from Kubernetes 1.24 on ends at any runtime but containerd.",
    remedy: "Remove `containerRuntime`.",
  },
  EKS_CONFIG_DOCKER: {
    severity: "warning",
    cause: "bootstrap.sh ignores the configuration of Docker where containerd runs.",
    remedy: "Remove `dockerConfigJson`, and configure containerd in the image.",
  },
  EKS_NODEADM_TOML: {
    severity: "error",
    cause:
      "CAPA pastes the text after `config:` without a block scalar: lines break the NodeConfig, or become one.",
    remedy:
      "Let the text itself start with `|` and a line end, or write a drop-in file below `/etc/eks/nodeadm.d/`.",
  },
  EKS_NODEADM_FLAG: {
    severity: "error",
    cause: "CAPA pastes flags between double quotes without escaping them.",
    remedy:
      "Write the flag without double quotes and backslashes, or as a field of `kubelet.config`.",
  },
  EKS_NODE_CONFIG_APPLIED: {
    severity: "warning",
    cause: "A NodeConfig is read by nodeadm from user data; it is no object of a cluster.",
    remedy: "Keep it out of the folder that is applied.",
  },
  EKS_USERDATA_NOT_CHECKED: {
    severity: "info",
    cause:
      "The content of the user data was not read: it is compressed, no text, or YAML or TOML where no parser is at hand.",
    remedy:
      "Check the text with `checkUserData` of `@imagewright/aws/user-data/read`, before it is compressed.",
  },
  EKS_STACK_PARAMETER: {
    severity: "error",
    cause: "CloudFormation refuses parameters that the template does not have, and missing ones.",
    remedy: "Give each parameter of the template without a default one value.",
  },
  EKS_STACK_VALUE: {
    severity: "error",
    cause:
      "The template passes the value on into a script or a request that takes another form of it.",
    remedy: "Correct the value.",
  },
  EKS_STACK_SIZES: {
    severity: "error",
    cause: "An Auto Scaling group holds its minimum, desired and maximum size in this order.",
    remedy: "Give all three sizes; the template's own defaults are 1, 3 and 4.",
  },
  EKS_STACK_SYSTEM: {
    severity: "error",
    cause: "The template's user data calls bootstrap.sh, which is on Amazon Linux 2 alone.",
    remedy: "Use a launch template with a managed node group for any other system.",
  },
  EKS_GROUP_TEMPLATE: {
    severity: "error",
    cause: "With a launch template EKS takes this from there, and refuses it in the node group.",
    remedy: "Say it in the launch template alone.",
  },
  EKS_GROUP_IMAGE: {
    severity: "error",
    cause:
      "Either the launch template names the image, or EKS chooses one by type, version and release.",
    remedy: "Keep one of the two ways.",
  },
  EKS_GROUP_AMAZON_LINUX_2: {
    severity: "error",
    cause: "AWS publishes Amazon Linux 2 for Kubernetes up to 1.32 only.",
    remedy: "Use `AL2023_x86_64_STANDARD`, or another type of today.",
  },
  EKS_GROUP_VALUE: {
    severity: "error",
    cause: "EKS refuses the value.",
    remedy: "Correct the value.",
  },
  EKS_LAUNCH_FIELD: {
    severity: "error",
    cause: "A managed node group brings this itself, and refuses a launch template that names it.",
    remedy: "Leave the field out.",
  },
  EKS_LAUNCH_VALUE: {
    severity: "error",
    cause: "EC2 refuses the launch template, or the node never joins with it.",
    remedy: "Correct the value.",
  },
  EKS_LAUNCH_IMAGE: {
    severity: "error",
    cause: "The launch template has to say where its image comes from, once.",
    remedy: "Choose a record, a reference or `withoutImage`.",
  },
  EKS_LAUNCH_BOOTSTRAP: {
    severity: "error",
    cause: "A node with an image of your own joins by its user data, and by nothing else.",
    remedy: "Give `node` with the target's `cluster`, or `userData`.",
  },
  EKS_IMAGE_UNRESOLVED: {
    severity: "info",
    cause: "The image is filled in when the stack is deployed.",
    remedy: "Read the parameters of the stack.",
  },
  EKS_REFERENCE_KIND: {
    severity: "error",
    cause: "The place takes an AMI id, or the name of an SSM parameter that holds one.",
    remedy: "Resolve the reference to an AMI first.",
  },
  EKS_REFERENCE_PLACE: {
    severity: "error",
    cause: "There is no image at this place, or it is not written there as it was read.",
    remedy: "Read the document again.",
  },
  EKS_IMAGE_NOT_PUBLISHED: {
    severity: "error",
    cause: "No image of this system was published for this minor of Kubernetes.",
    remedy: "Choose a system that is published for the minor.",
  },
  EKS_IMAGE_NAME: {
    severity: "error",
    cause: "The name is not one of those by which images for EKS are published.",
    remedy: "Correct the name, or use it as it is without taking it apart.",
  },
  EKS_AMI_TYPE: {
    severity: "error",
    cause: "The `amiType` of a node group cannot say this image, or says none.",
    remedy: "Name the image in a launch template instead.",
  },
});
