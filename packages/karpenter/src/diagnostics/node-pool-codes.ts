import type { DiagnosticRule } from "@imagewright/core";

/** Codes of node pools and provisioners. */
export const nodePoolCodes = {
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
  KARPENTER_STATIC_POOL: {
    severity: "error",
    cause: "A pool with `replicas` takes neither a weight nor limits of other resources.",
    remedy: "Leave out `weight` and all limits but `nodes`, or leave out `replicas`.",
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
  KARPENTER_BUDGET_NEVER: {
    severity: "warning",
    cause: "A schedule without a hit in five years keeps its budget active at all times.",
    remedy: "Write a day that comes.",
  },
  KARPENTER_CLASS_REFERENCE: {
    severity: "error",
    cause: "The pool names a node class in a way that finds none.",
    remedy: "Write group, kind and name of a node class of the pool's own generation.",
  },
  KARPENTER_NEVER_MATCHES: {
    severity: "error",
    cause: "The requirements exclude each other, so that the pool never launches a node.",
    remedy: "Widen or remove one of them.",
  },
  KARPENTER_DURATION: {
    severity: "error",
    cause:
      "The definitions up to Karpenter 1.3 admit more than durations, and the controller fails.",
    remedy: "Write numbers with `s`, `m` or `h`, or `Never`.",
  },
  KARPENTER_NEVER_DRAINED: {
    severity: "warning",
    cause:
      "Nodes that expire are drained; without `terminationGracePeriod` those that must not be disrupted never end.",
    remedy: "Add `terminationGracePeriod`, or set `expireAfter` to `Never`.",
  },
  KARPENTER_OLD_WORD: {
    severity: "warning",
    cause: "Karpenter renamed the word, and reads the old one no more.",
    remedy: "Write the word of today.",
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
} satisfies Readonly<Record<string, DiagnosticRule>>;
