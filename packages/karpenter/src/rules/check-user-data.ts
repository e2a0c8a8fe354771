import { checkUserDataSize } from "@imagewright/aws/user-data";
import type { Diagnostic } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { NodeClassOptions } from "../node-class-options.ts";
import type { AmiFamily } from "../node-class-spec.ts";
import { selfRegistering } from "../render/joining-user-data.ts";
import { isArchive, readArchive } from "../user-data/mime-archive.ts";
import { checkJoiningNode } from "./check-joining-node.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of what a node class' nodes read at their first boot. */
export function checkUserData(
  { node, userData }: NodeClassOptions,
  family: AmiFamily,
  context: RuleContext,
  pointer: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (node !== undefined && userData !== undefined) {
    const message = "node and userData are both there";
    found.push(karpenterDiagnostics.report("KARPENTER_USERDATA_TWICE", { message, pointer }));
  }
  if (node === undefined && userData === undefined && family === "Custom") {
    const message = "nodes of the family Custom have nothing that joins them";
    found.push(karpenterDiagnostics.report("KARPENTER_USERDATA_MISSING", { message, pointer }));
  }
  if (node !== undefined && family !== "Custom") {
    const message = `Karpenter joins nodes of the family ${family} itself`;
    const at = `${pointer}/node`;
    found.push(karpenterDiagnostics.report("KARPENTER_NODE_UNUSED", { message, pointer: at }));
  }
  if (node !== undefined && family === "Custom") {
    found.push(...checkJoiningNode(selfRegistering(node), context, `${pointer}/node`));
  }
  return userData === undefined
    ? found
    : [...found, ...checkUserDataText(userData, family, `${pointer}/userData`)];
}

/** Every problem of user data that a person wrote, for nodes of a family. */
export function checkUserDataText(
  text: string,
  family: AmiFamily,
  pointer: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [...checkUserDataSize(text, pointer)];
  const report = (code: UserDataCode, message: string, hint?: string): void => {
    found.push(karpenterDiagnostics.report(code, { message, pointer, hint }));
  };
  const isArchived = family === "AL2" || family === "AL2023";
  if (isArchived && text.includes("\r")) {
    report("KARPENTER_USERDATA_LINE_ENDS", "the user data holds carriage returns");
  }
  const form = formFault(text, family);
  if (form !== undefined) {
    report("KARPENTER_USERDATA_FORM", form.message, form.hint);
  }
  if (isArchived && callsBootstrap(text)) {
    report("KARPENTER_USERDATA_BOOTSTRAP", "the user data calls the bootstrap itself");
  }
  if (family === "AL2023" && /apiServerEndpoint:/u.test(text)) {
    report("KARPENTER_USERDATA_OVERRIDDEN", "the NodeConfig repeats the facts of the cluster");
  }
  if (family === "Custom" && !text.includes("karpenter.sh/unregistered")) {
    report("KARPENTER_USERDATA_UNREGISTERED", "the user data never names the taint");
  }
  return found;
}

type UserDataCode = Extract<
  keyof typeof karpenterDiagnostics.rules,
  `KARPENTER_USERDATA_${string}`
>;

function callsBootstrap(text: string): boolean {
  return /^[^#\n]*(?:\/etc\/eks\/bootstrap\.sh|nodeadm init)/mu.test(text);
}

interface FormFault {
  readonly message: string;
  readonly hint: string;
}

/** What of an archive keeps Karpenter from reading it as one. */
function archiveFault(text: string): FormFault | undefined {
  if (!isArchive(text)) {
    const message = "Karpenter knows the headers of an archive in their usual spelling alone";
    return /^\s*(?:MIME-Version|Content-Type)\s*:/iu.test(text)
      ? { message, hint: "Begin the text with `MIME-Version:` or `Content-Type:`." }
      : undefined;
  }
  if (/^\s/u.test(text)) {
    const message = "blanks stand before the headers of the archive";
    return { message, hint: "Begin the text with the first header." };
  }
  const read = readArchive(text);
  const hint = "Write the archive anew, with every boundary on a line of its own.";
  return "fault" in read ? { message: read.fault, hint } : undefined;
}

/** What a family would take for something else. */
function formFault(text: string, family: AmiFamily): FormFault | undefined {
  const archive = family === "AL2" || family === "AL2023" ? archiveFault(text) : undefined;
  if (archive !== undefined) {
    return archive;
  }
  if (family === "AL2023" && text.trimStart().startsWith("#cloud-config")) {
    const message = "Karpenter takes bare cloud-config for a NodeConfig";
    return { message, hint: "Wrap it into a MIME archive, as a part of type text/cloud-config." };
  }
  if (family.startsWith("Windows") && /<\/?powershell>/iu.test(text)) {
    const message = "Karpenter adds the powershell tags itself";
    return { message, hint: "Leave the tags out." };
  }
  return family === "Bottlerocket" && /^\s*(?:#!|MIME-Version:|Content-Type:)/iu.test(text)
    ? { message: "Bottlerocket reads TOML only", hint: "Write settings such as [settings.kernel]." }
    : undefined;
}
