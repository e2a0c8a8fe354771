import { defineDiagnostics } from "@imagewright/core";

/** What keeps pools of Karpenter from being upgraded by a plan, and what makes that dangerous. */
export const karpenterPlanDiagnostics = defineDiagnostics({
  KARPENTER_PLAN_ALPHA: {
    severity: "error",
    cause:
      "Provisioners have no disruption budgets, so that a plan could not hold their nodes back while the control plane moves.",
    remedy:
      "Convert them to node pools of v1 and upgrade Karpenter first; until then, annotate nodes that must stay with `karpenter.sh/do-not-disrupt`.",
  },
  KARPENTER_PLAN_NO_BUDGETS: {
    severity: "error",
    cause:
      "Karpenter reads disruption budgets since 0.34; before, nothing holds the nodes of a pool back.",
    remedy:
      "Upgrade Karpenter first; until then, annotate nodes that must stay with `karpenter.sh/do-not-disrupt`.",
  },
  KARPENTER_PLAN_BUDGETS_ASSUMED: {
    severity: "warning",
    cause:
      "Pools of v1beta1 have budgets since Karpenter 0.34, and nobody says which version runs: an older one drops them without a word, and holds no node back.",
    remedy: "Give Karpenter's version as a target version.",
  },
  KARPENTER_PLAN_NOT_SERVED: {
    severity: "error",
    cause: "The version of Karpenter that runs does not serve the object's API version.",
    remedy: "Convert the object, or correct the version of Karpenter.",
  },
  KARPENTER_PLAN_KUBERNETES_NEW: {
    severity: "error",
    cause: "This version of Karpenter does not support the Kubernetes version yet.",
    remedy: "Upgrade Karpenter and its definitions first, then plan again.",
  },
  KARPENTER_PLAN_KUBERNETES_OLD: {
    severity: "warning",
    cause: "This version of Karpenter does not support the Kubernetes version any more.",
    remedy: "Upgrade Kubernetes before Karpenter, or watch its log on the way.",
  },
  KARPENTER_PLAN_CLASS_MISSING: {
    severity: "error",
    cause: "The node class of a pool is not among the manifests.",
    remedy: "Read the file that holds it too.",
  },
  KARPENTER_PLAN_CLASS_UNSUPPORTED: {
    severity: "error",
    cause:
      "The node class is of another provider of Karpenter: nodes of Azure follow their control plane, and those of Cluster API have the images of their MachineDeployments.",
    remedy: "Upgrade what the class takes its images from, and leave the pool out.",
  },
  KARPENTER_PLAN_FAMILY: {
    severity: "error",
    cause: "There are no images of the AMI family for the Kubernetes version.",
    remedy: "Give the pools a node class of another family first.",
  },
  KARPENTER_PLAN_FORMAT: {
    severity: "error",
    cause:
      "The image reads user data of another form than Karpenter writes for the family of the class: nodes come up and never join.",
    remedy: "Choose an image of the family, or give the pools a class of the image's own family.",
  },
  KARPENTER_PLAN_USER_DATA: {
    severity: "warning",
    cause:
      "The user data of the class names the Kubernetes version of before; it is not changed with the image.",
    remedy: "See whether it installs or asks for something of that version.",
  },
  KARPENTER_PLAN_ALIAS: {
    severity: "error",
    cause: "Karpenter finds no image by the alias at the Kubernetes version.",
    remedy: "Correct the alias.",
  },
  KARPENTER_PLAN_ALIAS_OLD: {
    severity: "error",
    cause:
      "The pinned version of the alias is older than the Kubernetes version on EKS: it has no image for it, and the class stays Ready with the images of before.",
    remedy: "Pin a version that was published since, before the control plane moves.",
  },
  KARPENTER_PLAN_ALIAS_UNCHECKED: {
    severity: "warning",
    cause:
      "A pinned alias needs an image of its version for the new Kubernetes minor too; where there is none, the class stays Ready with the images of before.",
    remedy: "Look the parameters up in the cluster's region with `aws ssm get-parameter`.",
  },
  KARPENTER_PLAN_LOOKUP: {
    severity: "warning",
    cause:
      "The class looks its images up by name or tags: an image that matches before the control plane moves gives nodes a kubelet that is too new.",
    remedy: "See that no newer image matches until the class names its image by id.",
  },
  KARPENTER_PLAN_ARCHITECTURES: {
    severity: "error",
    cause: "A pool launches nodes of an architecture that the class would have no image of.",
    remedy:
      "Add an image of that architecture to the catalog, or a record whose `karpenter-ami-selector` names an id of each.",
  },
  KARPENTER_PLAN_IDS_DROPPED: {
    severity: "warning",
    cause:
      "The class names more images than its pools need, and gets only those they need: of two images of one architecture Karpenter uses the newer one and calls the other drifted, and of another architecture no pool here asks for one.",
    remedy: "See that no pool that is not among the manifests uses the class.",
  },
  KARPENTER_PLAN_IMAGES_DIFFER: {
    severity: "error",
    cause:
      "Pools that share a class would get different images of one architecture; Karpenter takes one of them and calls the other drifted.",
    remedy: "Prefer one of the records, or give each pool a class of its own.",
  },
  KARPENTER_PLAN_HELD: {
    severity: "error",
    cause: "Nothing ever replaces the nodes of a pool for drift: its upgrade would never end.",
    remedy: "Remove what holds them before the upgrade.",
  },
  KARPENTER_PLAN_BUDGETS_FULL: {
    severity: "error",
    cause: "A pool has as many budgets as there may be: none can be added to hold its nodes back.",
    remedy: "Put some of its budgets together.",
  },
  KARPENTER_PLAN_BUDGETS_EDITED: {
    severity: "error",
    cause:
      "The budgets of a pool that an upgrade holds back were changed since, so that nobody knows what to put back.",
    remedy:
      "Correct the budgets to what is meant, without what the upgrade added, and remove the annotation.",
  },
  KARPENTER_PLAN_MARKER: {
    severity: "error",
    cause: "What an upgrade noted down about the budgets of a pool cannot be read.",
    remedy: "Put the budgets back by hand, and remove the annotation.",
  },
  KARPENTER_PLAN_NAME_TAKEN: {
    severity: "error",
    cause: "An object that is no canary has the name that one would get.",
    remedy: "Rename the object, or delete it if nothing uses it.",
  },
  KARPENTER_PLAN_UNREADABLE: {
    severity: "error",
    cause: "A part of the object that a plan has to change is not of the form Karpenter defines.",
    remedy: "Correct the object.",
  },
  KARPENTER_PLAN_NEVER_MATCHES: {
    severity: "error",
    cause: "No node fits the requirements of a pool: neither canary nor replacements would come.",
    remedy: "Correct the requirements.",
  },
  KARPENTER_PLAN_LIMITS: {
    severity: "warning",
    cause:
      "A replacement starts before the old node goes, and the limits of a pool leave no room for it.",
    remedy: "Raise the limits for the time of the upgrade.",
  },
  KARPENTER_PLAN_NOT_READY: {
    severity: "warning",
    cause: "A node class is not ready: its pools launch no nodes, so that no upgrade would end.",
    remedy: "See what its conditions say before the upgrade.",
  },
  KARPENTER_PLAN_DEFAULT_BUDGETS: {
    severity: "info",
    cause:
      "The manifest of a pool leaves its budgets to the API server, so that the live pool holds what the manifest does not: a step that is made to it there finds something else than it expects.",
    remedy:
      "Plan from live objects, or write `disruption.budgets` with `nodes: 10%` into the manifest first, unless the plan is carried out through the repository.",
  },
  KARPENTER_PLAN_EXPIRY: {
    severity: "info",
    cause:
      "Nodes expire whatever budgets say, and come back with the image their class has at that moment.",
    remedy: "Nothing has to be done; set `expireAfter` to `Never` if no node may change unasked.",
  },
  KARPENTER_PLAN_CONSOLIDATION: {
    severity: "info",
    cause:
      "Budgets of v1beta1 have no reasons: while nodes are held back, consolidation rests as well.",
    remedy: "Expect spare nodes until the upgrade has ended.",
  },
  KARPENTER_PLAN_DRAIN: {
    severity: "info",
    cause:
      "Without a termination grace period, pods that must not be disrupted, or whose disruption budgets allow none, keep their nodes for as long as they like.",
    remedy: "Look for such pods before the upgrade, or set `terminationGracePeriod`, which v1 has.",
  },
});

/** Codes of what Karpenter makes of plans. */
export type KarpenterPlanCode = keyof typeof karpenterPlanDiagnostics.rules;
