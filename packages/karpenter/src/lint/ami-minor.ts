import { type AmiSelectorTerm, type ManifestRule, showValue } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { compareMinors } from "../karpenter-version.ts";
import { classGroup, classKinds, requireClass } from "./class-view.ts";

/** How names of images and parameters say their Kubernetes version. */
const minorForms: readonly RegExp[] = [
  /^amazon-eks-(?:arm64-|gpu-)?node-(?:al2023-[a-z0-9_]+-[a-z]+-)?(?<minor>1\.\d+)-/u,
  /^bottlerocket-aws-k8s-(?<minor>1\.\d+)-/u,
  /^Windows_Server-\d+-English-(?:Core|Full)-EKS_Optimized-(?<minor>1\.\d+)(?:-|$)/u,
  /^\/aws\/service\/eks\/optimized-ami\/(?<minor>1\.\d+)\//u,
  /^\/aws\/service\/bottlerocket\/aws-k8s-(?<minor>1\.\d+)[-/]/u,
  /^\/aws\/service\/ami-windows-latest\/Windows_Server-\d+-English-\w+-EKS_Optimized-(?<minor>1\.\d+)\//u,
];

/** Names that say another Kubernetes version than the control plane's. */
export const amiMinor: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check(context) {
    const { kubernetes } = context.targetVersions;
    const { terms = [], selectorPointer, generation } = requireClass(context);
    if (kubernetes === undefined) {
      return [];
    }
    return terms.flatMap((term, index) => {
      const minor = minorOf(term);
      if (minor === undefined || compareMinors(minor, kubernetes) === 0) {
        return [];
      }
      const isNewer = compareMinors(minor, kubernetes) > 0;
      const pointer = generation === "alpha" ? selectorPointer : `${selectorPointer}/${index}`;
      return [
        karpenterDiagnostics.report(isNewer ? "KARPENTER_AMI_NEWER" : "KARPENTER_AMI_OLDER", {
          message: `the image is of Kubernetes ${minor}, the control plane of ${kubernetes}`,
          pointer,
          found: showValue(term.name ?? term.ssmParameter),
        }),
      ];
    });
  },
};

function minorOf({ name, ssmParameter }: AmiSelectorTerm): string | undefined {
  return minorOfName(name ?? ssmParameter ?? "");
}

/** The Kubernetes minor that the name of an image or parameter says. */
export function minorOfName(text: string): string | undefined {
  return minorForms.map((form) => form.exec(text)?.groups?.["minor"]).find(Boolean);
}
