import { checkUserDataSize } from "@imagewright/aws/user-data";
import { type ManifestRule, textAt } from "@imagewright/core";

import { familyNames } from "../ami-family.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { checkUserDataText } from "../rules/check-user-data.ts";
import { classGroup, classKinds, requireClass } from "./class-view.ts";

const pointer = "/spec/userData";

/** User data of the wrong family, that joins twice or never, or that Karpenter reads otherwise. */
export const classUserData: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check(context) {
    const { spec, family: name } = requireClass(context);
    const text = textAt(spec, "/userData");
    const family = familyNames.find((one) => one === name);
    if (text === undefined) {
      const message = "nodes of the family Custom have nothing that joins them";
      return family === "Custom"
        ? [karpenterDiagnostics.report("KARPENTER_USERDATA_MISSING", { message, pointer: "/spec" })]
        : [];
    }
    return family === undefined
      ? checkUserDataSize(text, pointer)
      : checkUserDataText(text, family, pointer);
  },
};
