import { checkUserDataSize } from "@imagewright/aws/user-data";
import { type Diagnostic, hasErrors, type ManifestRule, textAt } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { classGroup, classKinds, requireClass } from "../lint/class-view.ts";
import { readBottlerocket } from "../user-data/bottlerocket-document.ts";
import { formOfText } from "../user-data/form-of-text.ts";

const pointer = "/spec/userData";

/** Settings of Bottlerocket that Karpenter drops or cannot read, and scripts it takes for settings. */
export const userDataText: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check(context) {
    const { spec, family } = requireClass(context);
    const text = textAt(spec, "/userData");
    // What is too large is refused as a whole, by the rule that needs no parser.
    if (text === undefined || hasErrors(checkUserDataSize(text))) {
      return [];
    }
    if (family === "Bottlerocket") {
      return readBottlerocket(text, pointer).diagnostics;
    }
    return family === "AL2023" && text.startsWith("#!") ? checkScript(text) : [];
  },
};

function checkScript(text: string): readonly Diagnostic[] {
  const message = "Karpenter takes the script for a NodeConfig, since it reads as a map in YAML";
  const hint = "Wrap it into a MIME archive, as a part of type text/x-shellscript.";
  return formOfText(text) === "node-config"
    ? [karpenterDiagnostics.report("KARPENTER_USERDATA_FORM", { message, pointer, hint })]
    : [];
}
