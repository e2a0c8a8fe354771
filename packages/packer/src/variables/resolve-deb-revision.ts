import type { Architecture, Parsed } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";

/** What a node needs of one version; image-builder installs them with one version text. */
const packages = ["kubeadm", "kubectl", "kubelet"];

/**
 * The revision of the Debian packages of a Kubernetes version, from the index of its repository:
 * the highest one that kubeadm, kubectl and kubelet have in common.
 *
 * @param index - text of `Packages`, e.g. `https://pkgs.k8s.io/core:/stable:/v1.35/deb/Packages`
 * @param version - Kubernetes version without `v`
 * @returns what belongs in `kubernetes.source.revision`, e.g. `2.1`; refused, with what each package
 * has, if there is none in common
 * @example
 * ```ts
 * const index = ["kubeadm", "kubectl", "kubelet"]
 *   .map((name) => `Package: ${name}\nVersion: 1.34.1-1.1\nArchitecture: amd64\n`)
 *   .join("\n");
 * const revision = resolveDebRevision(index, "1.34.1", "amd64");
 * revision.ok && revision.value; // => "1.1"
 * ```
 */
export function resolveDebRevision(
  index: string,
  version: string,
  architecture: Architecture,
): Parsed<string> {
  const stanzas = readStanzas(index).filter(
    (fields) => fields.get("Architecture") === architecture,
  );
  const revisions = packages.map((name) => ({
    name,
    revisions: stanzas
      .filter((fields) => fields.get("Package") === name)
      .map((fields) => fields.get("Version") ?? "")
      .filter((text) => text.startsWith(`${version}-`))
      .map((text) => text.slice(version.length + 1)),
  }));
  const [first, ...others] = revisions;
  const common = (first?.revisions ?? []).filter((revision) =>
    others.every((other) => other.revisions.includes(revision)),
  );
  const newest = common.toSorted(compareRevisions).at(-1);
  if (newest !== undefined) {
    return { ok: true, value: newest, diagnostics: [] };
  }
  const found = revisions
    .map(({ name, revisions: own }) => `${name} ${own.join(", ") || "none"}`)
    .join("; ");
  const message = `the index has no revision of ${version} that all packages have for ${architecture}`;
  const facts = { message, pointer: "/image/kubernetes/version", found };
  return {
    ok: false,
    diagnostics: [packerDiagnostics.report("PACKER_DEB_REVISION_UNRESOLVED", facts)],
  };
}

/** Paragraphs of `Key: value` lines; lines that go on with the one above start with a blank. */
function readStanzas(index: string): readonly ReadonlyMap<string, string>[] {
  return index
    .replaceAll("\r\n", "\n")
    .split(/\n[ \t]*\n/u)
    .map(
      (stanza) =>
        new Map(
          stanza
            .split("\n")
            .filter((line) => /^[^\s:]+:/u.test(line))
            .map((line) => {
              const colon = line.indexOf(":");
              return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
            }),
        ),
    );
}

/** Runs of digits as numbers, everything else as text. */
function compareRevisions(a: string, b: string): number {
  const [left, right] = [runs(a), runs(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [x = "", y = ""] = [left[index], right[index]];
    const bothNumbers = /^\d+$/u.test(x) && /^\d+$/u.test(y);
    const order = bothNumbers ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function runs(text: string): readonly string[] {
  return text.match(/\d+|\D+/gu) ?? [];
}
