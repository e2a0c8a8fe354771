import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type ManifestRule,
  type ManifestRuleContext,
  ownValue,
  showValue,
} from "@imagewright/core";

import { controlPlaneGroup } from "../image-places.ts";
import { readNameFormat } from "../lookup/ami-name-pattern.ts";
import { checkFormat } from "../rules/check-lookup.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { clusterKinds, fieldsOf, planeKinds } from "./lookup-fields.ts";
import { machineKinds } from "./machine-image.ts";

/** Name formats that fail, are not evaluated, match any version, or too much. */
export const lookupFormatRules: readonly ManifestRule[] = [
  { group: infrastructureGroup, kinds: [...machineKinds, ...clusterKinds], check: checkFormats },
  { group: controlPlaneGroup, kinds: planeKinds, check: checkFormats },
];

function checkFormats({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const { fields, at, isIgnored } = fieldsOf(object);
  const format = ownValue(fields, "imageLookupFormat");
  const pointer = `${at}/imageLookupFormat`;
  if (isIgnored || typeof format !== "string" || format === "") {
    return [];
  }
  const read = readNameFormat(format);
  const isWide = read.ok && read.value.texts.slice(1).some((text) => text.startsWith("*"));
  const message = "a wildcard follows a field directly";
  return [
    ...checkFormat(format, pointer),
    ...(isWide
      ? [
          awsHazardDiagnostics.report("AWS_LOOKUP_WIDE", {
            message,
            pointer,
            found: showValue(format),
          }),
        ]
      : []),
  ];
}
