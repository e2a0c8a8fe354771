/** Where the new texts of files go. */
export type FileOutput =
  /** Nowhere: what would change is told. */
  | { readonly kind: "report" }
  /** Into the files themselves; with `dryRun`, it is only said which. */
  | { readonly kind: "write"; readonly dryRun: boolean }
  /** As a diff, on standard output. */
  | { readonly kind: "diff" }
  /** Whole, on standard output. */
  | { readonly kind: "stdout" }
  /** Below another folder. */
  | { readonly kind: "out"; readonly folder: string; readonly dryRun: boolean };
