import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { runCli } from "./__fixtures__/run-cli.ts";
import type { JsonReport, LintReport } from "./index.ts";

function isLintReport(report: JsonReport): report is LintReport {
  return report.command === "lint" && "objects" in report;
}

/** What cannot be a fault of the manifests. */
const ourFaults = new Set(["LINT_RULE_FAILED", "LINT_SOURCE_FAILED", "ADMISSION_WEBHOOK_FAILED"]);

test.for<[string, readonly string[]]>([
  [
    "cloudstack-capc",
    [
      "doc-custom-images-machinetemplate-v1beta1.yaml CLOUDSTACK_TEMPLATE_STRING",
      "doc-custom-images-machinetemplate-v1beta1.yaml ADMISSION_TYPE",
      "doc-multiple-networks-machinetemplate-v1beta3.yaml ADMISSION_REQUIRED",
      "doc-multiple-networks-machinetemplate-v1beta3.yaml CLOUDSTACK_TEMPLATE_REQUIRED",
    ],
  ],
  [
    "capi-capa",
    [
      "capa-custom-ami-awsmachinetemplate-v1beta1.yaml ADMISSION_VERSION_NOT_SERVED",
      "capi-clusterclass-complex-variables-image-map.yaml ADMISSION_UNKNOWN_FIELD",
    ],
  ],
  [
    "azure-capz",
    [
      "os-disk-1.yaml ADMISSION_UNKNOWN_FIELD",
      "legacy-shared-gallery.yaml AZURE_SHARED_GALLERY_DEPRECATED",
    ],
  ],
  ["karpenter", ["v1alpha5/custom-family.yaml KARPENTER_AMI_ID"]],
  ["eks-ami", ["nodeconfig-minimal.yaml EKS_NODE_CONFIG_APPLIED"]],
])(
  "upstream's examples of %s are judged by all that we have",
  async ([folder, faults], context) => {
    const cwd = requireUpstream(context, `examples/${folder}`);
    const crds = requireUpstream(context, "crds");
    const argv = ["lint", ".", "--crds", crds, "--format", "json"];
    const report: JsonReport = JSON.parse((await runCli(argv, { cwd })).stdout);
    if (!isLintReport(report)) {
      throw new Error(`no report of lint: ${JSON.stringify(report)}`);
    }
    expect(report.summary.objects).toBeGreaterThan(0);
    expect(report.diagnostics.filter(({ code }) => ourFaults.has(code))).toEqual([]);
    const found = new Set(report.diagnostics.map(({ code, source }) => `${source?.file} ${code}`));
    expect(faults.filter((fault) => !found.has(fault))).toEqual([]);
    const explained: JsonReport = JSON.parse(
      (await runCli(["diagnostics", "--format", "json"], { cwd })).stdout,
    );
    const known = "codes" in explained ? explained.codes.map(({ code }) => code) : [];
    const codes = new Set(report.diagnostics.map(({ code }) => code));
    expect([...codes].filter((code) => !known.includes(code))).toEqual([]);
  },
);
