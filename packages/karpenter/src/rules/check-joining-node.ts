import { checkNodeBootstrap, checkUserDataSize } from "@imagewright/aws/user-data";
import { type Diagnostic, hasErrors, isImagewrightError } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { JoiningNode } from "../node-class-options.ts";
import { bootstrapOf, formatOf, joiningUserData } from "../render/joining-user-data.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of user data that joins a node without Karpenter's help. */
export function checkJoiningNode(
  node: JoiningNode,
  { image, target }: RuleContext,
  pointer: string,
): readonly Diagnostic[] {
  const format = formatOf(node, image);
  const { cluster } = target;
  if (format === undefined) {
    const message = `nothing says what a ${image.os.distribution} image reads`;
    const at = `${pointer}/format`;
    return [karpenterDiagnostics.report("KARPENTER_USERDATA_FORMAT", { message, pointer: at })];
  }
  if (cluster === undefined) {
    return [];
  }
  const found = checkNodeBootstrap(bootstrapOf(cluster, node), format).map((diagnostic) => ({
    ...diagnostic,
    pointer: diagnostic.pointer.startsWith("/cluster")
      ? diagnostic.pointer
      : `${pointer}${diagnostic.pointer}`,
  }));
  if (format === "bottlerocket" && node.script !== undefined) {
    const message = "Bottlerocket runs no shell script";
    const at = `${pointer}/script`;
    return [
      ...found,
      karpenterDiagnostics.report("KARPENTER_USERDATA_FORM", {
        message,
        pointer: at,
        hint: "Leave the script out, or build what it does into the image.",
      }),
    ];
  }
  return hasErrors(found)
    ? found
    : [...found, ...checkRendering(() => joiningUserData(cluster, node, format), pointer)];
}

/** What only shows once the text is there. A sink's refusal is reported when it is rendered. */
function checkRendering(render: () => string, pointer: string): readonly Diagnostic[] {
  try {
    return checkUserDataSize(render(), pointer);
  } catch (error) {
    if (isImagewrightError(error, "INPUT_INVALID")) {
      return error.details.diagnostics.map((diagnostic) => ({ ...diagnostic, pointer }));
    }
    if (isImagewrightError(error, "VALUE_REFUSED")) {
      return [];
    }
    throw error;
  }
}
