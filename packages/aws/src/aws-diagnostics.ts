import { defineDiagnostics } from "@imagewright/core";

/** Findings about AMI builds and about Cluster API objects on AWS. */
export const awsDiagnostics = defineDiagnostics({
  AWS_AMI_ID: {
    severity: "error",
    cause: "An AMI id is `ami-` and 8 or 17 hexadecimal digits in lower case.",
    remedy: "Copy the whole id, e.g. `ami-09709369c53539c11`.",
  },
  AWS_AMI_ID_ODD: {
    severity: "warning",
    cause: "CAPA checks no AMI id: it fails later, when a machine is made.",
    remedy: "Write `ami-` and 8 or 17 hexadecimal digits, or fill in the placeholder first.",
  },
  AWS_REGION_MISSING: {
    severity: "error",
    cause:
      "An AMI has another id in every region, so that the region decides which one is written.",
    remedy: "Give the machine template a region, or a reference of its own.",
  },
  AWS_REGION_MISMATCH: {
    severity: "error",
    cause: "The AMI of the reference is in another region than the machines.",
    remedy: "Copy the AMI to the region of the machines, and write the id it has there.",
  },
  AWS_REGION_UNUSED: {
    severity: "warning",
    cause:
      "CAPA searches in the region of the cluster; the region of the template decides nothing.",
    remedy: "Remove the region, or name an AMI instead of a lookup.",
  },
  AWS_REGION_TWICE: {
    severity: "error",
    cause: "A region stands twice, or the AMI is to be copied to where it is built.",
    remedy: "List every further region once.",
  },
  AWS_PARTITION: {
    severity: "error",
    cause: "AMIs cannot be copied from one partition of AWS to another.",
    remedy: "Build the AMI once in each partition, with a target of its own.",
  },
  AWS_PUBLIC_AMI: {
    severity: "warning",
    cause: "Everybody may launch the AMI and read its snapshots.",
    remedy: "Remove `groups`, and list the accounts that need the AMI in `users`.",
  },
  AWS_ENCRYPTION: {
    severity: "error",
    cause:
      "EC2 does not share AMIs that are encrypted so: a customer key has to be named, and public they can never be.",
    remedy: "Set `encrypted` and a `kmsKeyId` whose policy lets the other accounts use it.",
  },
  AWS_INSTANCE_ARCHITECTURE: {
    severity: "error",
    cause: "The instance type has a CPU of another architecture than the image.",
    remedy: "Choose an instance type of the image's architecture.",
  },
  AWS_INSTANCE_FAMILY_UNKNOWN: {
    severity: "info",
    cause: "The instance family is not in the table, so its architecture was not compared.",
    remedy: "Make sure that the instance type runs the image's architecture.",
  },
  AWS_VOLUME: {
    severity: "error",
    cause: "EC2 or Packer refuses this combination of volume type, size, IOPS and throughput.",
    remedy: "Give only what the volume type has: IOPS for gp3, io1 and io2, throughput for gp3.",
  },
  AWS_TAG: {
    severity: "error",
    cause: "CAPA refuses a template with this tag.",
    remedy: "Use letters, digits, blanks and `_.:/=+-@`, and no key that starts with `aws:`.",
  },
  AWS_COPY_KEY: {
    severity: "warning",
    cause:
      "Packer uses the key in the region of the build only; copies get the default EBS key of their region.",
    remedy: "Copy the AMI after the build where the key matters.",
  },
  AWS_VOLUME_TOO_SMALL: {
    severity: "error",
    cause: "A volume cannot be smaller than the snapshot it is made from.",
    remedy: "Make the root volume of the machine at least as large as the image's.",
  },
  AWS_VARIABLE_OWNED: {
    severity: "error",
    cause:
      "The variable is written from an option of the target; a second value would contradict it.",
    remedy: "Set the option instead.",
  },
  AWS_CHOICE_TWICE: {
    severity: "error",
    cause: "A machine template has one image: by record, by reference or by lookup.",
    remedy: "Keep one of `imageRecord`, `reference` and `lookup`.",
  },
  AWS_LOOKUP_UNPINNED: {
    severity: "info",
    cause:
      "CAPA takes the newest AMI that matches whenever it makes a machine, so machines of one template can differ.",
    remedy: "Name the AMI for upgrades that can be repeated.",
  },
  AWS_LOOKUP_FORMAT: {
    severity: "error",
    cause: "CAPA fails on a format that is no Go template or names a field it does not have.",
    remedy: "Use `{{.BaseOS}}` and `{{.K8sVersion}}`; `*` and `?` are wildcards.",
  },
  AWS_LOOKUP_FORMAT_OPEN: {
    severity: "warning",
    cause: "The format cannot be evaluated here, or does not tell Kubernetes versions apart.",
    remedy: "Use plain fields, `{{.K8sVersion}}` among them.",
  },
  AWS_LOOKUP_EKS: {
    severity: "error",
    cause: "CAPA does not take the EKS image that this lookup asks for.",
    remedy: "Use AmazonLinux2023 alone and for an image that is one, or name the AMI.",
  },
  AWS_BOOTSTRAP: {
    severity: "error",
    cause:
      "The operating system does not read bootstrap data of this form, or two forms exclude each other.",
    remedy: "Use `ignition` for Flatcar and `cloudInit` for everything else.",
  },
  AWS_PURCHASE: {
    severity: "error",
    cause: "These ways of buying an instance exclude each other.",
    remedy: "Keep one of spot options, capacity block and capacity reservation.",
  },
  AWS_API_VERSION_DEAD: {
    severity: "warning",
    cause:
      "CAPA serves infrastructure v1beta1 no longer since 2.4.0; an API server refuses the object.",
    remedy:
      "Change apiVersion to `infrastructure.cluster.x-k8s.io/v1beta2`; the AMI fields are the same.",
  },
  AWS_API_VERSION_UNKNOWN: {
    severity: "error",
    cause: "The object is of a version whose fields are not known here.",
    remedy: "Convert the object to `infrastructure.cluster.x-k8s.io/v1beta2`.",
  },
  AWS_OUTPUT_WITHOUT_AMI: {
    severity: "error",
    cause: "The build made something, but no AMI: it is the output of another system.",
    remedy: "Give the output of an AMI build.",
  },
  AWS_MANIFEST_FIELD: {
    severity: "error",
    cause: "A field that points at an image has the wrong type or an unknown value.",
    remedy: "Write a value that the CRD of the kind admits.",
  },
  AWS_LOOKUP_IGNORED: {
    severity: "warning",
    cause: "CAPA looks at nothing else where an AMI id is given.",
    remedy: "Remove the lookup fields, or the id.",
  },
  AWS_WRITE_PLACE: {
    severity: "error",
    cause: "A reference is written where one was found, and the object holds none there.",
    remedy: "Read the object first, and write to a pointer that was found.",
  },
  AWS_WRITE_REFERENCE: {
    severity: "error",
    cause: "The fields of CAPA cannot say this reference without losing a part of it.",
    remedy: "Give an AMI id, or a lookup by format, org, base OS or EKS type.",
  },
  AWS_REGION_IMPLIED: {
    severity: "info",
    cause: "Objects of CAPA name an AMI without its region: the cluster's region decides.",
    remedy: "Make sure that the cluster is in the region of the AMI.",
  },
  AWS_MIGRATED: {
    severity: "info",
    cause: "The object was of a version that CAPA serves no longer.",
    remedy: "Store the object as it is now.",
  },
  AWS_MIGRATION: {
    severity: "error",
    cause: "The object cannot become v1beta2 without losing what this field says.",
    remedy: "Say it in a field of v1beta2, and remove this one.",
  },
  AWS_SUBNET_TWICE: {
    severity: "error",
    cause: "A machine has one subnet, and CAPA looks at the filters only where there is no id.",
    remedy: "Keep `subnetId` or `subnetFilters`.",
  },
  AWS_POOL_SIZE: {
    severity: "error",
    cause: "An autoscaling group cannot have a larger minimum than maximum.",
    remedy: "Make `maxSize` at least as large as `minSize`.",
  },
  AWS_NODE_GROUP_IMAGE: {
    severity: "error",
    cause:
      "A node group without a launch template boots an image of EKS: the target's image has no place there.",
    remedy:
      "Add `awsLaunchTemplate` for an image of your own, or choose the `amiType` of the image.",
  },
  AWS_LOOKUP_NOTHING: {
    severity: "error",
    cause: "A lookup that sets no field changes nothing.",
    remedy: "Set `format`, `org` or `baseOS`, or remove the lookup.",
  },
  AWS_CONTROL_PLANE_PRERELEASE: {
    severity: "error",
    cause: "Versions of EKS have no pre-release and no build.",
    remedy: "Set `version`, e.g. `v1.34`.",
  },
  AWS_LIST_LENGTH: {
    severity: "error",
    cause: "The definition of the kind limits the length of the list.",
    remedy: "Shorten the list.",
  },
});
