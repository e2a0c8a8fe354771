import {
  type AmiLookupReference,
  type Diagnostic,
  type NodeImage,
  showValue,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { readNameFormat } from "../lookup/ami-name-pattern.ts";
import { isWithoutAmazonLinux2 } from "../lookup/eks-parameter.ts";

/** Where the fields of a lookup stand: alone, or all in the text of one reference. */
export interface LookupPointers {
  readonly lookup: string;
  readonly format: string;
  readonly eksLookupType: string;
}

/** What CAPA makes of a lookup, apart from which AMIs there are. */
export function checkLookup(
  lookup: AmiLookupReference,
  image: NodeImage,
  pointers: LookupPointers,
): readonly Diagnostic[] {
  const message = "the lookup names no AMI, but searches one anew for every machine";
  return [
    awsDiagnostics.report("AWS_LOOKUP_UNPINNED", { message, pointer: pointers.lookup }),
    ...(lookup.format === undefined ? [] : checkFormat(lookup.format, pointers.format)),
    ...checkEksType(lookup, image, pointers.eksLookupType),
  ];
}

/** What CAPA makes of a name format: fails, or finds more than one version. */
export function checkFormat(format: string, pointer: string): readonly Diagnostic[] {
  const facts = { pointer, found: showValue(format) };
  const read = readNameFormat(format);
  if (!read.ok) {
    return read.diagnostics.map(({ code, message }) =>
      awsDiagnostics.report(
        code === "AWS_LOOKUP_TEMPLATE" ? "AWS_LOOKUP_FORMAT" : "AWS_LOOKUP_FORMAT_OPEN",
        { ...facts, message },
      ),
    );
  }
  const message = "the format holds no Kubernetes version, so that any version matches";
  return read.value.fields.includes("K8sVersion")
    ? []
    : [awsDiagnostics.report("AWS_LOOKUP_FORMAT_OPEN", { ...facts, message })];
}

function checkEksType(
  { eksLookupType, format, org, baseOs }: AmiLookupReference,
  { kubernetes, architecture, os }: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  if (eksLookupType === undefined) {
    return [];
  }
  const isAmazonLinux2 = !eksLookupType.startsWith("AmazonLinux2023");
  const release = isAmazonLinux2 ? "2" : "2023";
  const messages = [
    os.distribution !== "amazon-linux" || os.release !== release
      ? `the lookup finds amazon-linux ${release}, the image is ${os.distribution} ${os.release}`
      : undefined,
    [format, org, baseOs].some((field) => field !== undefined)
      ? "CAPA ignores eksLookupType as soon as one lookup field is set"
      : undefined,
    isAmazonLinux2 && isWithoutAmazonLinux2(kubernetes.version)
      ? `there is no Amazon Linux 2 image for Kubernetes ${kubernetes.version}`
      : undefined,
    eksLookupType.endsWith("GPU") && architecture === "arm64"
      ? "CAPA takes an x86_64 image for GPUs, whatever the instance type"
      : undefined,
  ].filter((message) => message !== undefined);
  return messages.map((message) =>
    awsDiagnostics.report("AWS_LOOKUP_EKS", { message, pointer, found: eksLookupType }),
  );
}
