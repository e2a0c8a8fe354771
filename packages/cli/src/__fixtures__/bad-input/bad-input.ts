/** One thing a user can get wrong, and exactly what is said about it. */
export interface BadInput {
  /** What is wrong, as a noun phrase. */
  readonly name: string;
  /** Content of the spec; the good one where left out. */
  readonly spec?: string | Uint8Array;
  /** Content of the catalog; the good one where left out. */
  readonly catalog?: string | Uint8Array;
  /** Name of the spec file; `spec.yaml` where left out. */
  readonly file?: string;
  /** Arguments behind `render`; the spec and the catalog into `out` where left out. */
  readonly args?: readonly string[];
  /** Prepares the folder further. */
  readonly arrange?: (folder: string) => void;
  /**
   * The findings in order: `line:column CODE`, with the file before it if it is not the spec; the
   * code alone where no place can be named.
   */
  readonly expected: readonly string[];
  /** 1 where left out. */
  readonly exitCode?: number;
}

/** A spec without a fault; the tables break it in one place each. */
export const goodSpec = `\
apiVersion: imagewright/v1alpha1
kind: ImageSpec
images:
  - name: ubuntu
    kubernetes:
      version: 1.35.8
    os:
      distribution: ubuntu
      release: "24.04"
    architecture: amd64
targets:
  - name: shelf
    provider: memory
    image: ubuntu
    shelf: top
    machines:
      - name: first
`;

/** A catalog that holds what the good spec asks for. */
export const goodCatalog = `\
apiVersion: imagewright/v1alpha1
kind: ImageCatalog
images:
  - name: ubuntu-1.35.8-20261103
    kubernetesVersion: 1.35.8
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:top/ami-0123456789abcdef0]
    created: "2026-11-03T10:00:00Z"
`;

/** The good spec with one text replaced. */
export function spec(from: string, to: string): string {
  return replaced(goodSpec, from, to);
}

/** The good catalog with one text replaced. */
export function catalog(from: string, to: string): string {
  return replaced(goodCatalog, from, to);
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) {
    throw new Error(`the text holds no ${JSON.stringify(from)}`);
  }
  return text.replace(from, () => to);
}
