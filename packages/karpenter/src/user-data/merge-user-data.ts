import {
  checkTaints,
  checkUserDataSize,
  isLabelKey,
  isLabelValue,
} from "@imagewright/aws/user-data";
import {
  type Diagnostic,
  formatPointer,
  hasErrors,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { AmiFamily } from "../node-class-spec.ts";
import { checkKubelet } from "../rules/check-kubelet.ts";
import type { BootstrapFacts } from "./bootstrap-facts.ts";
import { readBottlerocket } from "./bottlerocket-document.ts";
import { bottlerocketUserData } from "./bottlerocket-settings.ts";
import { formOfText } from "./form-of-text.ts";
import { bootstrapPart, windowsUserData } from "./joining-scripts.ts";
import {
  type ArchivePart,
  endsPart,
  isArchive,
  readArchive,
  writeArchive,
} from "./mime-archive.ts";
import { nodeConfigPart } from "./node-config-part.ts";

const pointer = "/userData";
const shellScript = 'text/x-shellscript; charset="us-ascii"';
const nodeConfig = "application/node.eks.aws";

/**
 * The user data an instance gets: that of its class, and what Karpenter adds so that the node joins.
 * Facts stand in it as Karpenter writes them, which escapes nothing. Where Karpenter's own order is
 * random, inside the kubelet's maps, it is by key.
 *
 * @param userData - of the class; empty where the class has none
 * @returns the text before its base64. Refused for user data by which no node would be launched,
 * for facts that no node class can have, and for `Ubuntu`, whose merge went with v1
 * @see aws/karpenter-provider-aws v1.14.1 (bde0065), pkg/providers/amifamily/bootstrap
 * @example
 * ```ts
 * const merged = mergeUserData("Bottlerocket", "[settings.kubernetes]\nmax-pods = 30\n", {
 *   cluster: {
 *     name: "production",
 *     endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
 *     certificateAuthority: "Y2E=",
 *   },
 *   kubelet: { maxPods: 58 },
 *   taints: [{ key: "karpenter.sh/unregistered", effect: "NoExecute" }],
 * });
 * merged.ok && merged.value.split("\n").filter((line) => line.includes("max-pods"));
 * // => ["max-pods = 58"]
 * ```
 */
export function mergeUserData(
  family: AmiFamily,
  userData: string,
  facts: BootstrapFacts,
): Parsed<string> {
  const faults = checkFacts(facts);
  if (hasErrors(faults)) {
    return { ok: false, diagnostics: faults };
  }
  const merged = mergeFor(family, userData, facts);
  return merged.ok
    ? toParsed(merged.value, [...merged.diagnostics, ...checkUserDataSize(merged.value, pointer)])
    : merged;
}

function mergeFor(family: AmiFamily, userData: string, facts: BootstrapFacts): Parsed<string> {
  switch (family) {
    case "AL2":
      return archived(
        partsOf(userData, () => toParsed(shellScript)),
        {
          headers: [["Content-Type", shellScript]],
          body: bootstrapPart(facts),
        },
      );
    case "AL2023":
      return mergeNodeConfig(userData, facts);
    case "Bottlerocket": {
      const { document, diagnostics } = readBottlerocket(userData, pointer);
      return hasErrors(diagnostics)
        ? { ok: false, diagnostics }
        : toParsed(bottlerocketUserData(document, facts), diagnostics);
    }
    case "Custom":
      return toParsed(userData);
    case "Ubuntu":
      return refused("KARPENTER_MERGE_FACT", "Karpenter has no family Ubuntu since v1", "");
    default:
      return toParsed(windowsUserData(userData, facts));
  }
}

function mergeNodeConfig(userData: string, facts: BootstrapFacts): Parsed<string> {
  const { serviceCidr } = facts.cluster;
  if (serviceCidr === undefined) {
    const message = "AL2023 needs the address range of the cluster's services";
    return refused("KARPENTER_MERGE_FACT", message, "/cluster/serviceCidr");
  }
  const parts = partsOf(userData, contentTypeOf);
  const kept = parts.ok
    ? toParsed(
        parts.value.map(({ headers, body }) => ({
          headers: [["Content-Type", headerOf(headers, "Content-Type")] as const],
          body,
        })),
        parts.value.flatMap((part) => checkEncoding(part)),
      )
    : parts;
  return archived(kept, {
    headers: [["Content-Type", nodeConfig]],
    body: nodeConfigPart(facts, serviceCidr),
  });
}

/** The parts of a class' user data: an archive's own, or the text as one. */
function partsOf(
  text: string,
  typeOf: (text: string) => Parsed<string>,
): Parsed<readonly ArchivePart[]> {
  if (text === "") {
    return toParsed([]);
  }
  if (isArchive(text)) {
    const read = readArchive(text);
    return "fault" in read
      ? refused("KARPENTER_USERDATA_FORM", read.fault, pointer)
      : toParsed(read.parts);
  }
  const type = typeOf(text);
  return type.ok
    ? toParsed([{ headers: [["Content-Type", type.value]], body: text }], type.diagnostics)
    : type;
}

function contentTypeOf(text: string): Parsed<string> {
  const form = formOfText(text);
  return form === "unclear"
    ? refused(
        "KARPENTER_USERDATA_FORM",
        "whether the text is a map depends on who reads it",
        pointer,
      )
    : toParsed(form === "script" ? shellScript : nodeConfig);
}

function archived(parts: Parsed<readonly ArchivePart[]>, last: ArchivePart): Parsed<string> {
  if (!parts.ok) {
    return parts;
  }
  return parts.value.some(({ body }) => endsPart(body))
    ? refused("KARPENTER_USERDATA_FORM", "a line is the boundary of Karpenter's archive", pointer)
    : toParsed(writeArchive([...parts.value, last]), parts.diagnostics);
}

/** Karpenter keeps the type of a part alone: what needs another header to be read is not carried. */
function checkEncoding({ headers }: ArchivePart): readonly Diagnostic[] {
  const encoding = headerOf(headers, "Content-Transfer-Encoding");
  const message = `a part is in ${encoding}, and Karpenter drops the header that says so`;
  return encoding === "" || /^(?:7bit|8bit|binary)$/iu.test(encoding)
    ? []
    : [karpenterDiagnostics.report("KARPENTER_USERDATA_FORM", { message, pointer })];
}

function headerOf(headers: ArchivePart["headers"], name: string): string {
  return headers.find(([one]) => one === name)?.[1] ?? "";
}

function checkFacts({
  kubelet = {},
  labels = {},
  taints = [],
}: BootstrapFacts): readonly Diagnostic[] {
  return [
    ...checkKubelet(kubelet, "/kubelet"),
    ...checkTaints(taints, "/taints"),
    ...Object.entries(labels)
      .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
      .map(([key, value]) =>
        karpenterDiagnostics.report("KARPENTER_LABEL", {
          message: isLabelKey(key) ? "this is no label value" : "this is no label key",
          pointer: `/labels${formatPointer([key])}`,
          found: showValue(isLabelKey(key) ? value : key),
        }),
      ),
  ];
}

function refused(
  code: "KARPENTER_MERGE_FACT" | "KARPENTER_USERDATA_FORM",
  message: string,
  at: string,
): Parsed<never> {
  return {
    ok: false,
    diagnostics: [karpenterDiagnostics.report(code, { message, pointer: at })],
  };
}
