import fc from "fast-check";
import { expect, test } from "vitest";

import { checkSkew, type ComponentVersion } from "./check-skew.ts";
import { skewRules } from "./skew-policy.ts";

function component(text: string): ComponentVersion {
  const [, name, version, node] = /^(\S+) (\S+)(?: on (\S+))?$/u.exec(text) ?? [];
  const known = [...names].find((entry) => entry === name);
  if (known === undefined || version === undefined) {
    throw new Error(`bad test input ${text}`);
  }
  return { component: known, version, ...(node !== undefined && { node }) };
}

const names = [
  "kube-apiserver",
  "kubelet",
  "kube-proxy",
  "kube-controller-manager",
  "kube-scheduler",
  "cloud-controller-manager",
  "kubectl",
  "kubeadm",
  "kubeadm-join",
] as const;

/** What a list of components is refused for: message and the range that would be allowed. */
function findings(list: string): string[] {
  return checkSkew(list.split(", ").map(component)).map(
    ({ message, expected }) => `${message}: ${expected}`,
  );
}

test.for([
  "kube-apiserver 1.34.1, kube-apiserver 1.33.9, kube-apiserver 1.34.0",
  "kube-apiserver 1.34.1, kubelet 1.34.9",
  "kube-apiserver 1.34.1, kubelet 1.31.0",
  "kube-apiserver 1.26.0, kubelet 1.24.0",
  "kube-apiserver 1.28.0, kubelet 1.25.0",
  "kube-apiserver 1.34.1, kube-apiserver 1.33.1, kubelet 1.31.0",
  "kube-apiserver 1.34.1, kube-proxy 1.31.0",
  "kube-apiserver 1.34.1, kubelet 1.31.0 on a, kube-proxy 1.34.0 on a",
  "kube-apiserver 1.34.1, kubelet 1.34.0 on a, kube-proxy 1.31.0 on a",
  "kube-apiserver 1.34.1, kube-controller-manager 1.33.0, kube-scheduler 1.34.0, cloud-controller-manager 1.33.2",
  "kube-apiserver 1.34.1, kubectl 1.35.0, kubectl 1.33.0",
  "kube-apiserver 1.34.1, kube-apiserver 1.33.1, kubectl 1.34.0, kubectl 1.33.0",
  "kube-apiserver 1.34.1, kubeadm 1.35.0, kubeadm 1.34.0",
  "kubeadm 1.34.0, kubeadm-join 1.34.9 on a, kubelet 1.31.0 on a",
  "kube-apiserver v1.34.1, kubelet v1.34.1",
  "kubelet 1.20.0, kubectl 1.34.0",
  "kubelet 1.30.0 on undefined, kube-proxy 1.34.0",
])("%s is allowed", (list) => {
  expect(findings(list)).toEqual([]);
});

test.for<[list: string, finding: string]>([
  [
    "kube-apiserver 1.34.1, kube-apiserver 1.32.0",
    "kube-apiserver 1.32.0 is too much older than kube-apiserver 1.34.1: 1.33 or newer",
  ],
  [
    "kube-apiserver 1.34.1, kubelet 1.35.0",
    "kubelet 1.35.0 is too much newer than kube-apiserver 1.34.1: 1.31 to 1.34",
  ],
  [
    "kube-apiserver 1.34.1, kubelet 1.30.9 on worker-1",
    "kubelet 1.30.9 on worker-1 is too much older than kube-apiserver 1.34.1: 1.31 to 1.34",
  ],
  [
    "kube-apiserver 1.27.0, kubelet 1.24.17",
    "kubelet 1.24.17 is too much older than kube-apiserver 1.27.0: 1.25 to 1.27",
  ],
  [
    "kube-apiserver 1.34.1, kube-apiserver 1.33.1, kubelet 1.34.0",
    "kubelet 1.34.0 is too much newer than kube-apiserver 1.33.1: 1.30 to 1.33",
  ],
  [
    "kube-apiserver 1.33.1, kube-apiserver 1.34.1, kubelet 1.30.0",
    "kubelet 1.30.0 is too much older than kube-apiserver 1.34.1: 1.31 to 1.34",
  ],
  [
    "kube-apiserver 1.34.1, kube-proxy 1.35.0",
    "kube-proxy 1.35.0 is too much newer than kube-apiserver 1.34.1: 1.31 to 1.34",
  ],
  [
    "kubelet 1.30.0 on a, kube-proxy 1.34.0 on a, kubelet 1.34.0 on b",
    "kube-proxy 1.34.0 on a is too much newer than kubelet 1.30.0: 1.27 to 1.33",
  ],
  [
    "kubelet 1.34.0 on a, kube-proxy 1.30.0 on a",
    "kube-proxy 1.30.0 on a is too much older than kubelet 1.34.0: 1.31 to 1.37",
  ],
  [
    "kubelet 1.21.0 on a, kube-proxy 1.24.0 on a",
    "kube-proxy 1.24.0 on a is too much newer than kubelet 1.21.0: 1.19 to 1.23",
  ],
  [
    "kube-apiserver 1.34.1, kube-controller-manager 1.32.0",
    "kube-controller-manager 1.32.0 is too much older than kube-apiserver 1.34.1: 1.33 to 1.34",
  ],
  [
    "kube-apiserver 1.34.1, kube-scheduler 1.35.0",
    "kube-scheduler 1.35.0 is too much newer than kube-apiserver 1.34.1: 1.33 to 1.34",
  ],
  [
    "kube-apiserver 1.34.1, cloud-controller-manager 1.32.0",
    "cloud-controller-manager 1.32.0 is too much older than kube-apiserver 1.34.1: 1.33 to 1.34",
  ],
  [
    "kube-apiserver 1.34.1, kube-apiserver 1.33.1, kubectl 1.35.0",
    "kubectl 1.35.0 is too much newer than kube-apiserver 1.33.1: 1.32 to 1.34",
  ],
  [
    "kube-apiserver 1.34.1, kube-apiserver 1.33.1, kubectl 1.32.0",
    "kubectl 1.32.0 is too much older than kube-apiserver 1.34.1: 1.33 to 1.35",
  ],
  [
    "kube-apiserver 1.34.1, kubeadm 1.36.0",
    "kubeadm 1.36.0 is too much newer than kube-apiserver 1.34.1: 1.34 to 1.35",
  ],
  [
    "kube-apiserver 1.34.1, kubeadm 1.33.0",
    "kubeadm 1.33.0 is too much older than kube-apiserver 1.34.1: 1.34 to 1.35",
  ],
  [
    "kubeadm 1.34.0, kubeadm-join 1.33.0",
    "kubeadm-join 1.33.0 is too much older than kubeadm 1.34.0: 1.34",
  ],
  [
    "kubeadm-join 1.34.0 on a, kubelet 1.30.0 on a",
    "kubelet 1.30.0 on a is too much older than kubeadm-join 1.34.0: 1.31 to 1.34",
  ],
  [
    "kubeadm 1.34.0 on a, kubelet 1.35.0 on a",
    "kubelet 1.35.0 on a is too much newer than kubeadm 1.34.0: 1.31 to 1.34",
  ],
  [
    "kube-apiserver 2.0.0, kubelet 1.34.0",
    "kubelet 1.34.0 is too much older than kube-apiserver 2.0.0: 2.0 to 2.0",
  ],
])("%s is refused", ([list, finding]) => {
  expect(findings(list)).toEqual([finding]);
});

test("every rule of the table has a case that breaks it, and no other rule does", () => {
  const broken = skewRules.map((rule) => {
    const subject = names.find((name) => name === rule.component);
    const peer = names.find((name) => name === rule.peer);
    if (subject === undefined || peer === undefined) {
      throw new Error("the table names an unknown component");
    }
    const list: ComponentVersion[] = [
      { component: subject, version: `1.${50 + rule.oldest - 1}.0`, node: "a" },
      { component: peer, version: "1.50.0", node: "a" },
    ];
    return checkSkew(list).map(({ code }) => code);
  });
  expect(broken).toEqual(skewRules.map(() => ["VERSION_SKEW"]));
});

test("all problems are reported at once, each at its own place", () => {
  const source = { file: "cluster.yaml", line: 7, column: 12 };
  expect(
    checkSkew([
      { component: "kube-apiserver", version: "1.34.1" },
      { component: "kubelet", version: "1.30.0", pointer: "/a", source },
      { component: "kubelet", version: "1.34", pointer: "/b" },
      { component: "kubectl", version: "1.36.0", pointer: "/c" },
    ]),
  ).toEqual([
    {
      code: "VERSION_INVALID",
      severity: "error",
      message: "this is no Kubernetes version",
      pointer: "/b",
      found: '"1.34"',
      expected: "three numbers, such as 1.33.4 or v1.33.4",
      hint: "Write 1.34.0 if that is what you mean.",
    },
    {
      code: "VERSION_SKEW",
      severity: "error",
      message: "kubelet 1.30.0 is too much older than kube-apiserver 1.34.1",
      pointer: "/a",
      source,
      found: "1.30",
      expected: "1.31 to 1.34",
      hint: "Upgrade kubelet first, one minor version at a time.",
    },
    {
      code: "VERSION_SKEW",
      severity: "error",
      message: "kubectl 1.36.0 is too much newer than kube-apiserver 1.34.1",
      pointer: "/c",
      found: "1.36",
      expected: "1.33 to 1.35",
      hint: "Keep kubectl back until every kube-apiserver is upgraded.",
    },
  ]);
});

test("a list in which all versions are equal is always allowed", () => {
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom("a", "b", undefined))),
      (minor, list) => {
        const components = list.map(([name, node]) => ({
          component: name,
          version: `1.${minor}.0`,
          ...(node !== undefined && { node }),
        }));
        expect(checkSkew(components)).toEqual([]);
      },
    ),
  );
});

test("the order of the list does not change what is refused", () => {
  const anyComponent = fc
    .tuple(fc.constantFrom(...names), fc.integer({ min: 22, max: 30 }), fc.constantFrom("a", "b"))
    .map(([name, minor, node]) => ({ component: name, version: `1.${minor}.0`, node }));
  fc.assert(
    fc.property(fc.array(anyComponent, { maxLength: 8 }), (list) => {
      expect(messages(list.toReversed())).toEqual(messages(list));
    }),
    { numRuns: 2000 },
  );
});

function messages(list: readonly ComponentVersion[]): string[] {
  return checkSkew(list)
    .map(({ message }) => message)
    .toSorted();
}
