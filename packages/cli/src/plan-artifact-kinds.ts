/** What a plan is made into, by the names of `--output-kind`. */
export const planArtifactKinds = [
  "json",
  "runbook",
  "script",
  "mermaid",
  "svg",
  "manifests",
] as const;

export type PlanArtifactKind = (typeof planArtifactKinds)[number];
