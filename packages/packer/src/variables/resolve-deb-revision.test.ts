import type { Architecture } from "@imagewright/core";
import { expect, test } from "vitest";

import { resolveDebRevision } from "./resolve-deb-revision.ts";

/** An index in which each package has the versions given for it. */
function index(
  versions: { readonly [name: string]: readonly string[] },
  architecture: Architecture = "amd64",
): string {
  return Object.entries(versions)
    .flatMap(([name, list]) =>
      list.map(
        (version) =>
          `Package: ${name}\nVersion: ${version}\nArchitecture: ${architecture}\nDescription: x\n goes on: here\n`,
      ),
    )
    .join("\n");
}

function all(versions: readonly string[]): { readonly [name: string]: readonly string[] } {
  return {
    kubeadm: versions,
    kubectl: versions,
    kubelet: versions,
    "kubernetes-cni": ["1.7.1-1.1"],
  };
}

test.for([
  { name: "the usual revision", text: index(all(["1.35.4-1.1", "1.35.5-1.1"])), revision: "1.1" },
  { name: "the higher of two", text: index(all(["1.35.5-1.1", "1.35.5-2.1"])), revision: "2.1" },
  { name: "numbers as numbers", text: index(all(["1.35.5-10.1", "1.35.5-9.1"])), revision: "10.1" },
  {
    name: "what all have in common",
    text: index({ ...all(["1.35.5-1.1", "1.35.5-2.1"]), kubectl: ["1.35.5-1.1"] }),
    revision: "1.1",
  },
  {
    name: "Windows line ends and blanks at the end",
    text: index(all(["1.35.5-1.1"])).replaceAll("\n", " \r\n"),
    revision: "1.1",
  },
])("$name is found", ({ text, revision }) => {
  expect(resolveDebRevision(text, "1.35.5", "amd64")).toEqual({
    ok: true,
    value: revision,
    diagnostics: [],
  });
});

test.for([
  { name: "an empty index", text: "", found: "kubeadm none; kubectl none; kubelet none" },
  {
    name: "a version that only begins alike",
    text: index(all(["1.35.50-1.1"])),
    found: "kubeadm none; kubectl none; kubelet none",
  },
  {
    name: "another architecture",
    text: index(all(["1.35.5-1.1"]), "arm64"),
    found: "kubeadm none; kubectl none; kubelet none",
  },
  {
    name: "nothing in common",
    text: index({ ...all(["1.35.5-1.1"]), kubelet: ["1.35.5-2.1"] }),
    found: "kubeadm 1.1; kubectl 1.1; kubelet 2.1",
  },
])("$name is refused", ({ text, found }) => {
  const resolved = resolveDebRevision(text, "1.35.5", "amd64");
  expect(resolved.ok).toBe(false);
  expect(resolved.diagnostics).toMatchObject([{ code: "PACKER_DEB_REVISION_UNRESOLVED", found }]);
});
