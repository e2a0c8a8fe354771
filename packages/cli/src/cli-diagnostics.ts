import { defineDiagnostics, type DiagnosticSet } from "@imagewright/core";

/** Codes of the command line itself. */
export const cliDiagnostics = defineDiagnostics({
  CLI_USAGE: {
    severity: "error",
    cause: "The command line has an unknown command, option or argument, or lacks one.",
    remedy: "Run the command with `--help`.",
  },
  CLI_TARGET_UNKNOWN: {
    severity: "error",
    cause: "A target that was asked for is not in the spec.",
    remedy: "Write the name of a target of the spec.",
  },
  CLI_ARTIFACT_UNKNOWN: {
    severity: "error",
    cause: "An artifact that was asked for is not made from the spec.",
    remedy: "List the artifacts with `imagewright render --dry-run`.",
  },
  CLI_DEFINITIONS_UNUSED: {
    severity: "warning",
    cause: "The definitions that were given are of none of the objects, which were not judged.",
    remedy: "Name the folder or file that `kubectl get crd -o yaml` was written to.",
  },
  CLI_VARIABLES_FORM: {
    severity: "error",
    cause: "A file of variables is no map of texts, numbers or booleans by name.",
    remedy: "Write one `NAME: value` a line, as clusterctl's configuration has them.",
  },
  CLI_CLUSTERS_NONE: {
    severity: "error",
    cause: "None of the documents that were read describes a cluster or its machines.",
    remedy: "Name the folder or the files in which the clusters are.",
  },
  CLI_NO_STATUS: {
    severity: "warning",
    cause: "Rollouts are judged by what controllers report, and no object says anything of that.",
    remedy: "Judge what `kubectl get … -o yaml` prints of a live management cluster.",
  },
  CLI_CLOUD_FORM: {
    severity: "error",
    cause: "A file of answers of a cloud does not say which call was answered.",
    remedy: "Name the file behind its call: `--cloud eks:DescribeNodegroup=answer.json`.",
  },
  CLI_PROVIDER_UNKNOWN: {
    severity: "error",
    cause: "A starter was asked for a provider that has none.",
    remedy: "Write one of the providers.",
  },
  CLI_SCHEMA_UNKNOWN: {
    severity: "error",
    cause: "There is no schema of this name.",
    remedy: "List the schemas with `imagewright schema`.",
  },
  CLI_TEMPLATE_UNKNOWN: {
    severity: "error",
    cause: "There is no built-in template of this name.",
    remedy: "List the templates with `imagewright templates`.",
  },
  CLI_CODE_UNKNOWN: {
    severity: "error",
    cause: "No diagnostic has this code.",
    remedy: "List the codes with `imagewright diagnostics`.",
  },
  CLI_FILE_EXISTS: {
    severity: "error",
    cause: "A file that a command would create is there already, and is never overwritten.",
    remedy: "Name another folder, or move the file away.",
  },
  CLI_PARTLY_WRITTEN: {
    severity: "error",
    cause: "The system failed while files were moved into place, so that only some are new.",
    remedy: "Mend what is reported beside it and run the command again: it writes what is missing.",
  },
  CLI_STOPPED: {
    severity: "error",
    cause: "The command was interrupted before it wrote anything.",
    remedy: "Run it again.",
  },
  CLI_LINES_CUT: {
    severity: "error",
    cause: "The command was interrupted between two lines: those that were printed are whole.",
    remedy: "Run it again, and use no lines of a run that did not end.",
  },
  CLI_INTERNAL: {
    severity: "error",
    cause: "The program met a state it does not know: a fault of Imagewright.",
    remedy: "Please report it, with what `--verbose` prints.",
  },
}) satisfies DiagnosticSet;
