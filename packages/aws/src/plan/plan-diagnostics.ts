import { defineDiagnostics } from "@imagewright/core";

/** What keeps clusters on AWS from being upgraded by a plan, or makes it dangerous. */
export const capaPlanDiagnostics = defineDiagnostics({
  CAPA_PLAN_OBJECT_MISSING: {
    severity: "error",
    cause: "What the machines of a group are made from is not among the manifests.",
    remedy: "Read the file of that object too.",
  },
  CAPA_PLAN_TOPOLOGY_OWNED: {
    severity: "error",
    cause: "A topology made the object, and writes over whatever is changed in it.",
    remedy: "Read the Cluster with its topology too: the upgrade is made there.",
  },
  CAPA_PLAN_IMAGE_OPEN: {
    severity: "error",
    cause: "A group names its AMI, and nothing says which one it is to get.",
    remedy: "Add the image to the catalog.",
  },
  CAPA_PLAN_RELEASE: {
    severity: "error",
    cause: "The plan adds an object of a kind that the release of CAPA in use does not have.",
    remedy: "Upgrade CAPA first.",
  },
  CAPA_PLAN_ARCHITECTURE: {
    severity: "error",
    cause: "The image is of another architecture than the instances it is for.",
    remedy: "Choose an image of the architecture, or another instance type.",
  },
  CAPA_PLAN_LOOKUP_DEFAULT: {
    severity: "warning",
    cause:
      "CAPA's default lookup finds what its community publishes: nothing for old versions, nor for those just released.",
    remedy: "Build the images, and name them, before the upgrade begins.",
  },
  CAPA_PLAN_REFRESH_DISABLED: {
    severity: "warning",
    cause: "The pool starts no instance refresh: its instances stay as they are.",
    remedy: "Remove `refreshPreferences.disable`, or replace the instances when the step waits.",
  },
  CAPA_PLAN_REFRESH_CANCELLED: {
    severity: "info",
    cause: "An instance refresh that still runs is cancelled by the next one.",
    remedy: "See that no refresh of the pool runs before the step begins.",
  },
  EKS_PLAN_DOWNGRADE: {
    severity: "error",
    cause: "EKS never lowers the version of a control plane.",
    remedy: "Choose a goal that is not older than what the control plane runs.",
  },
  EKS_PLAN_MINOR_SKIPPED: {
    severity: "error",
    cause: "EKS raises a control plane by one minor version at a time, and nodes follow each.",
    remedy: "Pass through every minor version.",
  },
  EKS_PLAN_AHEAD: {
    severity: "error",
    cause: "EKS runs a newer version than the manifest asks for: it has upgraded by itself.",
    remedy: "Write the version that runs into `spec.version`, and plan again.",
  },
  EKS_PLAN_AUTO_UPGRADE: {
    severity: "warning",
    cause:
      "With upgradePolicy `standard` EKS upgrades a control plane by itself when standard support ends.",
    remedy: "See what version runs before the plan is carried out, or set `extended`.",
  },
  EKS_PLAN_ADDONS: {
    severity: "info",
    cause: "Add-ons of EKS have versions of their own, which fit some Kubernetes versions only.",
    remedy: "Change the versions in `spec.addons` after the control plane, where they do not fit.",
  },
  EKS_PLAN_VERSION_ENDED: {
    severity: "error",
    cause: "EKS no longer offers the version: its extended support is over.",
    remedy: "Choose a goal that EKS supports.",
  },
  EKS_PLAN_VERSION_EXTENDED: {
    severity: "warning",
    cause: "The version is in extended support, which is paid for by the hour.",
    remedy: "Choose a newer goal, if nothing speaks against it.",
  },
  EKS_PLAN_VERSION_UNRELEASED: {
    severity: "error",
    cause: "EKS does not offer the version yet.",
    remedy: "Choose an older goal, or wait for the release.",
  },
  EKS_PLAN_VERSION_UNKNOWN: {
    severity: "warning",
    cause: "The version is newer than the release data here.",
    remedy: "See whether EKS offers it.",
  },
  EKS_PLAN_AMI_TYPE: {
    severity: "error",
    cause:
      "EKS has no Amazon Linux 2 for Kubernetes 1.33 and later, and the type of AMI of a node group never changes.",
    remedy:
      "Add a pool with a type of Amazon Linux 2023 or Bottlerocket, move the workloads there, and remove this one.",
  },
  EKS_PLAN_AMAZON_LINUX_2: {
    severity: "error",
    cause: "AWS publishes no Amazon Linux 2 image for Kubernetes 1.33 and later.",
    remedy: "Move the group to Amazon Linux 2023 before the version.",
  },
  EKS_PLAN_LAUNCH_TEMPLATE_IMAGE: {
    severity: "error",
    cause:
      "CAPA puts an AMI into every launch template: without ami.id and eksLookupType that is Amazon Linux 2, whatever amiType says.",
    remedy: "Set `awsLaunchTemplate.ami.eksLookupType`, or `ami.id` and `amiType: CUSTOM`.",
  },
  EKS_PLAN_RELEASE_REMOVED: {
    severity: "warning",
    cause:
      "`amiVersion` names a release of the old version, to which CAPA would go back: the plan removes it, and EKS takes the newest.",
    remedy: "Write a release of the new version once the upgrade is done, to have it pinned again.",
  },
  EKS_PLAN_USER_DATA: {
    severity: "error",
    cause: "The image does not read the user data that its instances are started with.",
    remedy: "Write user data for the image, and refer to them, before the upgrade.",
  },
  EKS_PLAN_LOOKUP_SYSTEM: {
    severity: "error",
    cause:
      "Nobody can say what system a lookup by name finds, and with Kubernetes 1.33 an EKSConfig starts none of AWS's.",
    remedy: "Name the AMI, or set eksLookupType in place of the lookup.",
  },
  EKS_PLAN_IGNITION: {
    severity: "error",
    cause: "nodeadm reads no Ignition, and CAPA writes nothing else where it is set.",
    remedy: "Remove `ignition` in a template of its own, and refer to that.",
  },
});
