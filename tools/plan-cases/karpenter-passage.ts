const annotation = "/metadata/annotations/imagewright.dev~1before-upgrade";
const own = '{"nodes":"20%"}';
const before = `{"budgets":[${own}],"disruption":true}`;

/** What a pool goes through; the first of the steps begins at a stage. */
export interface Passage {
  readonly stage?: number;
  readonly to: string;
  /** The minor that Karpenter has to see. */
  readonly minor: string;
  /** Reasons of the budget that holds nodes back. */
  readonly reasons?: string;
  /** AMIs before and after; absent for an alias. */
  readonly images?: readonly [string, string];
}

/** Freeze, control plane, wait; canary and switch where there is an image; thaw, restore. */
export function passage({
  stage = 1,
  to,
  minor,
  reasons = ',"reasons":["Drifted"]',
  images,
}: Passage): readonly string[] {
  const [canary, at] = images === undefined ? [0, stage + 2] : [stage + 2, stage + 4];
  return [
    `${stage} freeze NodePool general ${annotation}: nothing -> ${before}, /spec/disruption/budgets: [${own}] -> [${own},{"nodes":"0"${reasons}}]`,
    `${stage} upgradeByHand Upgrade the control plane of cluster prod to ${to}, and see that its API server says so`,
    `${stage + 1} soak Wait until Karpenter has seen that the control plane runs ${minor}`,
    ...(images === undefined
      ? []
      : [
          `${canary} createCanary new EC2NodeClass default-canary-*`,
          `${canary} and new NodePool general-canary-*`,
          `${canary} and new Pod general-canary-*`,
          `${canary} verifyCanary See that the nodes of NodePool general-canary-* are well`,
          `${canary + 1} upgradeNodes EC2NodeClass default /spec/amiSelectorTerms/0/id: ${images[0]} -> ${images[1]}`,
        ]),
    `${at} thaw NodePool general /spec/disruption/budgets/1/nodes: 0 -> 10%`,
    `${at + 1} restore NodePool general ${annotation}: ${before} -> nothing, /spec/disruption/budgets: [${own},{"nodes":"10%"${reasons}}] -> [${own}]`,
    ...(images === undefined
      ? []
      : [
          `${at + 1} removeCanary delete Pod general-canary-*`,
          `${at + 1} and delete NodePool general-canary-*`,
          `${at + 1} and delete EC2NodeClass default-canary-*`,
        ]),
  ];
}
