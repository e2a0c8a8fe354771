import { defineDiagnostics } from "@imagewright/core";

/** What keeps groups on Azure from being upgraded by a plan, and what makes that dangerous. */
export const capzPlanDiagnostics = defineDiagnostics({
  CAPZ_PLAN_POOL_MISSING: {
    severity: "error",
    cause: "What a MachinePool makes its machines from is not among the manifests.",
    remedy: "Read the file that holds it too.",
  },
  CAPZ_PLAN_POOL_VERSION: {
    severity: "error",
    cause: "A MachinePool names no Kubernetes version, so that no change of it can be planned.",
    remedy: "Set `spec.template.spec.version` to what the pool runs, then plan again.",
  },
  CAPZ_PLAN_POOL_IMAGE: {
    severity: "error",
    cause:
      "CAPZ finds the image of a scale set by its id, as `computeGallery` without a plan: with `sharedGallery`, or with a plan, no instance ever counts as up to date, and CAPZ replaces them without end.",
    remedy:
      "Write the image as `computeGallery` without a plan, or as `id`; an image that needs a plan goes into a pool as `marketplace`, or into a MachineDeployment.",
  },
  CAPZ_PLAN_POOL_ID: {
    severity: "error",
    cause:
      "CAPZ compares the id of a pool's image with Azure's answer letter by letter: spelled otherwise, no instance ever counts as up to date.",
    remedy: "Spell the id as Azure answers it, then plan again.",
  },
  CAPZ_PLAN_POOL_LATEST: {
    severity: "error",
    cause:
      "An image version `latest` in a pool does not change with the image: no instance is replaced, and instances of one pool may run different images.",
    remedy: "Name the version of the image in the catalog's record.",
  },
  CAPZ_PLAN_POOL_LETTERS: {
    severity: "warning",
    cause:
      "Catalog and pool spell one image in different letters; CAPZ compares them with Azure's answer letter by letter.",
    remedy: "Compare both with what Azure answers, and correct the one that differs.",
  },
  CAPZ_PLAN_POOL_RELEASE: {
    severity: "warning",
    cause:
      "This release of CAPZ can delete instances that were just made while it replaces those of a pool.",
    remedy: "Upgrade CAPZ first, or watch the pool while its instances are replaced.",
  },
  CAPZ_PLAN_POOL_GATE: {
    severity: "info",
    cause:
      "With the feature gate SkipMachinePoolModelReconciliation CAPZ replaces no instance of a pool.",
    remedy: "See that the gate is off, as it is by default, or replace the instances by hand.",
  },
  CAPZ_PLAN_DEFAULT_REFUSED: {
    severity: "error",
    cause: "A machine names no image, and CAPZ has no default image for its Kubernetes version.",
    remedy: "Name the image.",
  },
  CAPZ_PLAN_DEFAULT_IMAGE: {
    severity: "warning",
    cause:
      "A machine names no image: CAPZ takes its reference image, which is for tests, is removed when its Kubernetes version is out of support, and changes with CAPZ itself.",
    remedy: "See that the image exists before the upgrade, or name one of your own.",
  },
  CAPZ_PLAN_DEFAULT_REGION: {
    severity: "warning",
    cause: "The reference images of CAPZ are not published in the region of the cluster.",
    remedy: "Name an image that is in the region.",
  },
  CAPZ_PLAN_IMAGE_VERSION: {
    severity: "warning",
    cause: "The version of the gallery image tells of another Kubernetes version than its record.",
    remedy: "Correct the record, or see with `az sig image-version show` what is on the image.",
  },
  CAPZ_PLAN_IMAGE_TERMS: {
    severity: "info",
    cause: "An image of the marketplace has a plan, whose terms a subscription accepts once.",
    remedy: "Accept them before the upgrade: `az vm image terms accept`.",
  },
  CAPZ_PLAN_OS_TYPE: {
    severity: "error",
    cause: "The machine's disk is for another operating system than the image.",
    remedy: "Take an image of the same system, or correct `osDisk.osType`.",
  },
  CAPZ_PLAN_GENERATION: {
    severity: "error",
    cause:
      "A machine with a security type needs an image of generation 2, and the new one is of generation 1 by its name.",
    remedy: "Take an image of generation 2.",
  },
  CAPZ_PLAN_SSH_KEY: {
    severity: "warning",
    cause:
      "A template without `sshPublicKey` gets a random key when it is made: a copy of it gets another one.",
    remedy:
      "Write the key into the template; the one in use stands in the live object's `sshPublicKey`.",
  },
  CAPZ_PLAN_SECRET_KEPT: {
    severity: "warning",
    cause:
      "Nodes take a file from the secret that CAPZ makes for a machine template and deletes with it, and it is not the template they are made from.",
    remedy: "Keep the template, or name the secret of the nodes' own template.",
  },
  CAPZ_PLAN_AKS_POOL: {
    severity: "error",
    cause:
      "The MachinePool of an AKS pool names no Kubernetes version, and what AKS makes of that is not known from manifests.",
    remedy: "Set `spec.template.spec.version` to what the pool runs, then plan again.",
  },
  CAPZ_PLAN_AKS_VERSION: {
    severity: "error",
    cause:
      "A control plane of AKS names no Kubernetes version, so that no change of it can be planned.",
    remedy: "Set `spec.version` to what AKS runs, then plan again.",
  },
  CAPZ_PLAN_AKS_PATCHED: {
    severity: "error",
    cause:
      "Azure Service Operator is told a Kubernetes version of its own, so that the one of Cluster API does not decide.",
    remedy: "Take the version out of the resource or patch, then plan again.",
  },
  CAPZ_PLAN_AKS_AHEAD: {
    severity: "error",
    cause: "AKS has upgraded the control plane by itself, past the version of the plan.",
    remedy: "Plan to the version that AKS has reached, or a newer one.",
  },
  CAPZ_PLAN_AKS_CHANNEL: {
    severity: "warning",
    cause: "An upgrade channel lets AKS change the Kubernetes version by itself.",
    remedy: "Set `autoUpgradeProfile.upgradeChannel` to `none` for the time of the upgrade.",
  },
});
