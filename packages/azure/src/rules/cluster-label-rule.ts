import type { Diagnostic, TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { clusterLabel } from "../cluster-label.ts";
import { machineEntries } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** The label of a machine's cluster is written from `clusterName`, and says nothing else. */
export const clusterLabelRule: TargetRule<AzureTarget> = ({ target }) =>
  machineEntries(target).flatMap(({ kind, at, options }): readonly Diagnostic[] => {
    if (kind !== "AzureMachine") {
      return [];
    }
    const label = options.labels?.[clusterLabel];
    if (label === undefined || label === options.clusterName) {
      return [];
    }
    const message = `the label ${clusterLabel} names another cluster`;
    const facts = { message, pointer: `${at}/labels`, found: label, expected: options.clusterName };
    return [azureDiagnostics.report("AZURE_CLUSTER_LABEL", facts)];
  });
