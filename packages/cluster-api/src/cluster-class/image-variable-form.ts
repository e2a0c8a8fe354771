/** One image for all, or one for each Kubernetes version. */
export type ImageVariableForm = "single" | "byVersion";
