import { defineDiagnostics } from "@imagewright/core";

/** Hazards of CAPA's objects that an API server lets pass. */
export const awsHazardDiagnostics = defineDiagnostics({
  AWS_LOOKUP_WIDE: {
    severity: "warning",
    cause:
      "A wildcard right behind the Kubernetes version or the base OS matches longer ones, too: 1.34.1* is also 1.34.10.",
    remedy: "Put a character between field and wildcard that ends the field, such as `-`.",
  },
  AWS_LOOKUP_OWNER: {
    severity: "error",
    cause: "The lookup asks for images of an account that has none, or that is no account.",
    remedy: "Write the twelve digits of the account that owns the images.",
  },
  AWS_LOOKUP_COMMUNITY: {
    severity: "warning",
    cause:
      "CAPA's default lookup finds images that its community publishes for tests: older ones are deleted.",
    remedy: "Build images of your own, and name them or the account that owns them.",
  },
  AWS_EKS_TYPE_IGNORED: {
    severity: "error",
    cause:
      "CAPA looks at eksLookupType only where EKS manages the cluster and neither machine nor cluster sets a lookup field.",
    remedy: "Remove the lookup fields, or the type.",
  },
  AWS_VERSION_MISSING: {
    severity: "error",
    cause: "CAPA makes no machine without an AMI id and without a version to look one up by.",
    remedy: "Set `version` at the owner of the machines, or name the AMI.",
  },
  AWS_VERSION_UNSAID: {
    severity: "warning",
    cause: "The Kubernetes version of a named AMI is not compared with anything.",
    remedy: "Set `version` at the MachinePool, and change it together with the AMI.",
  },
  AWS_EKS_AMAZON_LINUX_2: {
    severity: "error",
    cause:
      "AWS publishes no Amazon Linux 2 image for Kubernetes 1.33 and later, and Amazon Linux 2 is what CAPA takes if nothing is said.",
    remedy: "Use Amazon Linux 2023 by eksLookupType or amiType, or name the AMI.",
  },
  AWS_AMI_TYPE_ARCHITECTURE: {
    severity: "error",
    cause: "The type of AMI is of another architecture than the instance type.",
    remedy: "Choose the type of AMI that goes with the instance type.",
  },
  AWS_LAUNCH_TEMPLATE_IMAGE: {
    severity: "error",
    cause:
      "CAPA puts an AMI into every launch template: without ami.id and eksLookupType that is Amazon Linux 2, whatever amiType says.",
    remedy: "Set `awsLaunchTemplate.ami.eksLookupType` or `ami.id`.",
  },
  AWS_AMI_TYPE_UNUSED: {
    severity: "warning",
    cause: "With an AMI in the launch template the type of AMI is not sent to EKS.",
    remedy: "Set `amiType: CUSTOM`.",
  },
  AWS_AMI_VERSION: {
    severity: "error",
    cause:
      "A release of an EKS image belongs to one Kubernetes minor, and to node groups whose image EKS chooses.",
    remedy: "Write a release of the version the MachinePool asks for, or remove `amiVersion`.",
  },
  AWS_ROOT_DEVICE_NAME: {
    severity: "error",
    cause: "CAPA takes the root device's name from the AMI; one that is given is only logged.",
    remedy: "Remove `deviceName` from the root volume.",
  },
  AWS_NODEADM_SECRETS: {
    severity: "error",
    cause:
      "nodeadm reads its configuration from the user data, and CAPA hides it in a secrets backend unless told otherwise.",
    remedy: "Set `cloudInit.insecureSkipSecretsManager: true`.",
  },
  AWS_EKS_BOOTSTRAP: {
    severity: "error",
    cause:
      "EKSConfig boots Amazon Linux 2, NodeadmConfig boots Amazon Linux 2023: neither starts the other.",
    remedy: "Use NodeadmConfig with Amazon Linux 2023, and from Kubernetes 1.33 on.",
  },
  AWS_FLATCAR_IGNITION: {
    severity: "error",
    cause: "Flatcar reads Ignition, and CAPA writes cloud-init unless `ignition` is set.",
    remedy: "Set `ignition`, and `format: ignition` in the bootstrap configuration.",
  },
  AWS_IGNITION_BUCKET: {
    severity: "error",
    cause: "Ignition fetches its configuration from the bucket of the cluster, and there is none.",
    remedy: "Set `s3Bucket` at the AWSCluster, or `storageType: UnencryptedUserData`.",
  },
  AWS_HOP_LIMIT: {
    severity: "warning",
    cause:
      "With required tokens and one hop, containers on the pod network get no instance metadata.",
    remedy: "Set `httpPutResponseHopLimit: 2` if containers need metadata.",
  },
  AWS_BOOTSTRAP_PLAIN: {
    severity: "warning",
    cause: "Bootstrap data of a pool stand unencrypted in its launch template.",
    remedy: "Use Ignition with a bucket, and keep the tokens in the data short-lived.",
  },
  AWS_REFRESH_DISABLED: {
    severity: "warning",
    cause: "Without an instance refresh the instances keep the image they have.",
    remedy: "Remove `disable`, or replace the instances yourself.",
  },
  AWS_CONTROL_PLANE_VERSION: {
    severity: "error",
    cause: "Cluster API makes no workers until the control plane says its version.",
    remedy: "Set `version`.",
  },
  AWS_POOL_ARCHITECTURES: {
    severity: "error",
    cause: "A pool has one AMI for all of its instance types, and an AMI has one architecture.",
    remedy: "Make one pool for each architecture.",
  },
  AWS_LAUNCH_TEMPLATE_INSTANCE: {
    severity: "info",
    cause: "CAPA looks for x86_64 images where the launch template has no instance type.",
    remedy: "Set `instanceType` in the launch template.",
  },
  AWS_FIELD_RELEASE: {
    severity: "error",
    cause: "The release of CAPA that runs in the cluster does not have the field, or the value.",
    remedy: "Upgrade CAPA, or remove the field.",
  },
});
