import {
  type AmiLookupReference,
  type Diagnostic,
  type NodeImage,
  showValue,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";

/** The first Kubernetes minor that AWS publishes no Amazon Linux 2 image for. */
const withoutAmazonLinux2 = 33;

const action = /\{\{(?<inner>.*?)\}\}/gsu;
const plainField = /^(?:-\s)?\s*\.(?<field>\w+)\s*(?:\s-)?$/u;
const known = new Set(["BaseOS", "K8sVersion"]);

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

function checkFormat(format: string, pointer: string): readonly Diagnostic[] {
  const facts = { pointer, found: showValue(format) };
  const actions = [...format.matchAll(action)].map(({ groups }) => groups?.["inner"] ?? "");
  if (format.replaceAll(action, "").includes("{{")) {
    const message = "the format has an action that is not closed";
    return [awsDiagnostics.report("AWS_LOOKUP_FORMAT", { ...facts, message })];
  }
  const fields = actions.map((inner) => plainField.exec(inner)?.groups?.["field"]);
  const unknown = fields.find((field) => field !== undefined && !known.has(field));
  if (unknown !== undefined) {
    const message = `the format asks for a field ${unknown} that CAPA does not have`;
    return [awsDiagnostics.report("AWS_LOOKUP_FORMAT", { ...facts, message })];
  }
  if (fields.includes(undefined)) {
    const message = "the format holds more than plain fields and was not evaluated";
    return [awsDiagnostics.report("AWS_LOOKUP_FORMAT_OPEN", { ...facts, message })];
  }
  const message = "the format holds no Kubernetes version, so that any version matches";
  return fields.includes("K8sVersion")
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
  const minor = Number(kubernetes.version.split(".")[1]);
  const isAmazonLinux2 = !eksLookupType.startsWith("AmazonLinux2023");
  const release = isAmazonLinux2 ? "2" : "2023";
  const messages = [
    os.distribution !== "amazon-linux" || os.release !== release
      ? `the lookup finds amazon-linux ${release}, the image is ${os.distribution} ${os.release}`
      : undefined,
    [format, org, baseOs].some((field) => field !== undefined)
      ? "CAPA ignores eksLookupType as soon as one lookup field is set"
      : undefined,
    isAmazonLinux2 && minor >= withoutAmazonLinux2
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
