import { expect, test } from "vitest";

import {
  al2,
  al2023,
  alpha,
  beta,
  cluster,
  custom,
  seed,
  today,
  ubuntu,
} from "../__fixtures__/example-targets.ts";
import { findings } from "../__fixtures__/findings.ts";
import type { KarpenterTarget } from "../index.ts";

test("the examples have no error and no warning", () => {
  expect(findings(al2023, today)).toEqual([]);
  expect(findings(ubuntu, custom)).toEqual([]);
});

const target: KarpenterTarget = { name: "x", provider: "karpenter", image: "eks-al2023" };

test.for<readonly [string, KarpenterTarget, readonly string[]]>([
  ["nothing asked", target, ["NOTHING_ASKED "]],
  ["facts nobody needs", { ...today, cluster }, ["CLUSTER_UNUSED /cluster"]],
  [
    "a class elsewhere",
    { ...today, nodePools: [{ name: "a", nodeClass: "defualt" }] },
    ["CLASS_ELSEWHERE /nodePools/0/nodeClass"],
  ],
  [
    "a name twice",
    {
      ...target,
      nodePools: [
        { name: "a", nodeClass: "b" },
        { name: "a", nodeClass: "b" },
      ],
    },
    [
      "NAME_TWICE /nodePools/1/name",
      "CLASS_ELSEWHERE /nodePools/0/nodeClass",
      "CLASS_ELSEWHERE /nodePools/1/nodeClass",
    ],
  ],
  [
    "objects the version does not serve",
    { ...today, karpenterVersion: "0.37.8", apiGeneration: "v1" },
    ["ERA /nodeClasses", "ERA /nodePools", "KUBERNETES_TOO_NEW /image/kubernetes/version"],
  ],
  [
    "fields that v1beta1 never had",
    { ...today, karpenterVersion: "0.37.8" },
    [
      "KUBERNETES_TOO_NEW /image/kubernetes/version",
      "FIELD_ABSENT /nodePools/0/terminationGracePeriod",
      "FIELD_ABSENT /nodePools/0/disruption/budgets/0/reasons",
    ],
  ],
  [
    "a Kubernetes the version does not support",
    { ...today, karpenterVersion: "1.5" },
    ["KUBERNETES_TOO_NEW /image/kubernetes/version"],
  ],
])("targets: %s", ([, value, expected]) => {
  expect(findings(al2023, value)).toEqual(expected);
});

test.for([
  { karpenterVersion: "1.0.4", kubernetes: "1.31.1", found: ["KUBERNETES_TOO_NEW"] },
  { karpenterVersion: "1.0.5", kubernetes: "1.31.1", found: [] },
  { karpenterVersion: "1.0", kubernetes: "1.31.1", found: [] },
  { karpenterVersion: "1.5.0", kubernetes: "1.25.1", found: ["KUBERNETES_TOO_OLD"] },
  { karpenterVersion: "1.4.0", kubernetes: "1.25.1", found: [] },
])(
  "Karpenter $karpenterVersion with Kubernetes $kubernetes",
  ({ karpenterVersion, kubernetes, found }) => {
    const image = { ...al2023, kubernetes: { version: kubernetes } };
    expect(findings(image, { ...today, karpenterVersion })).toEqual(
      found.map((code) => `${code} /image/kubernetes/version`),
    );
  },
);

test("a generation is of no use to launch templates alone", () => {
  expect(findings(al2, { ...seed, apiGeneration: "alpha" })).toContain(
    "GENERATION_UNUSED /apiGeneration",
  );
});

test("in the alpha generation pools and provisioners are of one kind", () => {
  const both = { ...alpha.target, provisioners: seed.provisioners ?? [] };
  const named = both.provisioners.map((one) => ({ ...one, name: "general" }));
  expect(findings(alpha.image, { ...both, provisioners: named })).toContain(
    "NAME_TWICE /provisioners/0/name",
  );
});

test("settings of the kubelet have no place before v1 without a pool of the class", () => {
  const { nodePools: _, ...alone } = beta.target;
  expect(findings(beta.image, alone)).toContain("KUBELET_POOL /nodeClasses/0/kubelet");
});

function requirement(name: string): readonly string[] {
  return findings(al2023, {
    ...today,
    karpenterVersion: "1.8",
    nodePools: [
      {
        name: "a",
        nodeClass: "default",
        requirements: [{ key: `karpenter.k8s.aws/${name}`, operator: "Exists" }],
      },
    ],
  });
}

test("labels of Karpenter's own domain came with its releases, and some went", () => {
  expect(requirement("instance-tenancy")).toEqual([
    "FIELD_TOO_NEW /nodePools/0/requirements/0/key",
  ]);
  expect(requirement("instance-pods")).toEqual(["FIELD_GONE /nodePools/0/requirements/0/key"]);
  expect(requirement("instance-capability-flex")).toEqual([]);
  expect(requirement("instance-colour")).toEqual(["LABEL /nodePools/0/requirements/0/key"]);
});

test("the region may be one of the European sovereign cloud", () => {
  expect(findings(al2023, { ...today, region: "eusc-de-east-1" })).toEqual([]);
});

test("fields and values that came later are refused in an older Karpenter", () => {
  const [first] = today.nodePools ?? [];
  const [kind] = today.nodeClasses ?? [];
  const older: KarpenterTarget = {
    ...today,
    karpenterVersion: "1.3",
    nodeClasses: kind === undefined ? [] : [{ ...kind, reference: "ssm-parameter:%2Fami" }],
    nodePools:
      first === undefined
        ? []
        : [
            {
              ...first,
              requirements: [{ key: "a", operator: "Gte", values: ["1"] }],
              disruption: { consolidationPolicy: "Balanced" },
            },
          ],
  };
  expect(findings({ ...al2023, kubernetes: { version: "1.32.1" } }, older)).toEqual([
    "REGION_UNUSED /region",
    "FIELD_TOO_NEW /nodeClasses/0/reference",
    "FIELD_TOO_NEW /nodePools/0/disruption/consolidationPolicy",
    "FIELD_TOO_NEW /nodePools/0/requirements/0/operator",
  ]);
});
