/** Versions of the usual catalog, one of each minor. */
const usualVersions = [
  "1.24.17",
  "1.25.16",
  "1.26.15",
  "1.27.16",
  "1.28.15",
  "1.29.15",
  "1.30.14",
  "1.31.14",
  "1.32.13",
  "1.33.13",
  "1.34.11",
  "1.35.8",
  "1.36.4",
];

/** Images of some versions, for every provider the cases use. */
export function catalogOf(versions: readonly string[]): string {
  return `images:\n${versions.map(recordsOf).join("")}`;
}

/** The catalog of two versions, with changes to the records of each. */
export function catalogFromTo(
  from: string,
  to: string,
  change: { readonly old?: TextChange; readonly now?: TextChange } = {},
): string {
  const [old, now] = [from, to].map((version) => recordsOf(version));
  return `images:\n${changed(old ?? "", change.old)}${changed(now ?? "", change.now)}`;
}

/** A text, and what takes its place. */
export type TextChange = readonly [from: string, to: string];

function changed(text: string, change: TextChange | undefined): string {
  return change === undefined ? text : text.replaceAll(...change);
}

/** Images of every minor version from 1.24 to 1.36. */
export const usualCatalog: string = catalogOf(usualVersions);

/** The made-up AMI of a version; `al2023` for EKS, `arm64` for the other architecture. */
export function amiOf(version: string, form: "al2023" | "arm64" | "ubuntu" = "ubuntu"): string {
  const [release = "", tag] = version.split(/[-+]/u);
  const [, minor = "0", patch = "0"] = release.split(".");
  const kind = { ubuntu: "0", arm64: "a", al2023: "e" }[form];
  return `ami-0${kind}${minor.padStart(3, "0")}${patch.padStart(4, "0")}${hexOf(tag ?? "")}`;
}

/** Eight digits that tell build tags and pre-releases apart. */
function hexOf(text: string): string {
  const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const sum = codes.reduce((hash, code) => (hash * 31 + code) >>> 0, 0);
  return sum.toString(16).padStart(8, "0");
}

function recordsOf(version: string): string {
  return `  - name: ubuntu-${nameOf(version)}
    kubernetesVersion: "${version}"
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references:
      - ami:eu-west-1/${amiOf(version)}
      - azure-gallery:01234567-89ab-cdef-0123-4567890abcde/images/prod/ubuntu${/[-+].*/u.exec(version)?.[0].replace("+", "-") ?? ""}/${version.replace(/[-+].*/u, "")}
      - cloudstack-template:?zone=zrh-1&name=ubuntu-2404-kube-v${version.replace("+", "-")}
      - cloudstack-template:?zone=zrh-2&name=ubuntu-2404-kube-v${version.replace("+", "-")}
    components: { containerd: 2.2.1, etcd: 3.5.26 }
    userDataFormat: cloud-init
    created: "2026-06-01T00:00:00Z"
  - name: ubuntu-${nameOf(version)}-arm64
    kubernetesVersion: "${version}"
    os: { distribution: ubuntu, release: "24.04" }
    architecture: arm64
    references: [ami:eu-west-1/${amiOf(version, "arm64")}]
    components: { containerd: 2.2.1, etcd: 3.5.26 }
    userDataFormat: cloud-init
    created: "2026-06-01T00:00:00Z"
  - name: al2023-${nameOf(version)}
    kubernetesVersion: "${version}"
    os: { distribution: amazon-linux, release: "2023" }
    architecture: amd64
    references: [ami:eu-west-1/${amiOf(version, "al2023")}]
    components: { containerd: 2.2.1 }
    userDataFormat: nodeadm
    created: "2026-06-01T00:00:00Z"
`;
}

function nameOf(version: string): string {
  return version.replaceAll("+", "-");
}
