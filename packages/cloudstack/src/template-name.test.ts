import { readFileSync } from "node:fs";

import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { diskFormatOf, hypervisorOfFormat } from "./hypervisor-format.ts";
import { formatTemplateName, parseTemplateName } from "./template-name.ts";

interface Prebuilt {
  readonly templateName: string;
  readonly buildName: string;
  readonly kubernetesVersion: string;
  readonly hypervisor: string;
  readonly format: string;
}

test("the names of all prebuilt images are read, and written alike", (context) => {
  const path = requireUpstream(context, "cloudstack-capc/prebuilt-images.json");
  const images: readonly Prebuilt[] = JSON.parse(readFileSync(path, "utf8"));
  expect(images.length).toBeGreaterThan(40);
  for (const { templateName, buildName, kubernetesVersion, hypervisor, format } of images) {
    const parsed = parseTemplateName(templateName);
    expect(parsed).toMatchObject({
      buildName,
      kubernetesVersion: kubernetesVersion.slice(1),
      hypervisor,
      os: { distribution: expect.stringMatching(/^(?:rocky|ubuntu)$/u) },
    });
    expect(parsed && formatTemplateName(parsed)).toBe(templateName);
    expect(diskFormatOf(hypervisor)).toBe(format);
    expect(hypervisorOfFormat(format)).toBe(hypervisor);
  }
});

test.for([
  ["rockylinux-9-kube-v1.32.3-xen", { distribution: "rocky", release: "9" }],
  ["ubuntu-2404-efi-kube-v1.34.1-kvm", { distribution: "ubuntu", release: "24.04" }],
  ["platform-kube-v1.34.1", undefined],
  ["constructor-9-kube-v1.34.1", undefined],
] as const)("%s tells of its system", ([name, os]) => {
  expect(parseTemplateName(name)?.os).toEqual(os);
});

test.for([
  "ubuntu-2404",
  "ubuntu-2404-kube-1.34.1-kvm",
  "ubuntu-2404-kube-v1.34-kvm",
  "ubuntu-2404-kube-v1.34.1-hyperv",
  "-kube-v1.34.1",
  "ubuntu 2404-kube-v1.34.1",
  "",
])("%j tells nothing", (name) => {
  expect(parseTemplateName(name)).toBeUndefined();
});

test("what a name is written from is read from it", () => {
  const buildName = fc.stringMatching(/^[a-z][a-z0-9.]{0,20}(?:-[a-z0-9]{1,6}){0,2}$/u);
  const kubernetesVersion = fc
    .tuple(fc.nat(40), fc.nat(30), fc.constantFrom("", "-rc.1", "-alpha.12"))
    .map(([minor, patch, suffix]) => `1.${minor}.${patch}${suffix}`);
  const hypervisor = fc.constantFrom("KVM", "VMware", "XenServer");
  const name = fc.record(
    { buildName, kubernetesVersion, hypervisor },
    { requiredKeys: ["buildName", "kubernetesVersion"] },
  );
  fc.assert(
    fc.property(name, (given) => {
      const { os: _, ...read } = parseTemplateName(formatTemplateName(given)) ?? { os: null };
      expect(read).toEqual(given);
    }),
    { numRuns: 10_000 },
  );
});

test.for([
  ["kvm", "QCOW2"],
  ["XENSERVER", "VHD"],
  ["Ovm", "RAW"],
  ["Simulator", undefined],
  ["", undefined],
] as const)("%s boots %s", ([hypervisor, format]) => {
  expect(diskFormatOf(hypervisor)).toBe(format);
});
