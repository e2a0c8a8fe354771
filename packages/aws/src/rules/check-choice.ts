import {
  checkImageChoice,
  type Diagnostic,
  type ImageReference,
  type NodeImage,
  parseImageReference,
  showValue,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsImageChoice } from "../machine-options.ts";
import { lookupReference, machineReferenceKinds } from "../render/image-fields.ts";
import { amiId } from "./ami-id.ts";
import { checkLookup } from "./check-lookup.ts";

/** Whether a machine template says, once and well-formed, which image it means. */
export function checkChoice(
  template: AwsImageChoice,
  image: NodeImage,
  buildRegion: string | undefined,
  pointer: string,
): readonly Diagnostic[] {
  const { imageRecord, reference, lookup } = template;
  const given = [imageRecord, reference, lookup].filter((choice) => choice !== undefined);
  if (given.length > 1) {
    const message = "the template chooses its image in more than one way";
    return [awsDiagnostics.report("AWS_CHOICE_TWICE", { message, pointer })];
  }
  if (lookup !== undefined) {
    return [
      ...checkLookup(lookupReference(lookup), image, {
        lookup: `${pointer}/lookup`,
        format: `${pointer}/lookup/format`,
        eksLookupType: `${pointer}/lookup/eksLookupType`,
      }),
      ...checkUnusedRegion(template, pointer),
    ];
  }
  const region = template.region ?? buildRegion;
  if (reference !== undefined) {
    return checkReference(template, region, image, pointer);
  }
  const message = "neither the template nor a build names a region";
  return region === undefined
    ? [awsDiagnostics.report("AWS_REGION_MISSING", { message, pointer: `${pointer}/region` })]
    : [];
}

function checkReference(
  template: AwsImageChoice,
  region: string | undefined,
  image: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const found = checkImageChoice(template, machineReferenceKinds, pointer);
  const parsed = parseImageReference(template.reference ?? "");
  if (found.length > 0 || !parsed.ok) {
    return found;
  }
  const at = `${pointer}/reference`;
  return parsed.value.kind === "ami-lookup"
    ? [
        ...checkLookup(parsed.value, image, { lookup: at, format: at, eksLookupType: at }),
        ...checkUnusedRegion(template, pointer),
      ]
    : checkAmi(parsed.value, region, at);
}

function checkUnusedRegion({ region }: AwsImageChoice, pointer: string): readonly Diagnostic[] {
  const message = "a lookup is written the same for every region";
  return region === undefined
    ? []
    : [awsDiagnostics.report("AWS_REGION_UNUSED", { message, pointer: `${pointer}/region` })];
}

function checkAmi(
  reference: ImageReference,
  region: string | undefined,
  pointer: string,
): readonly Diagnostic[] {
  if (reference.kind !== "ami") {
    return [];
  }
  const found: Diagnostic[] = [];
  if (!amiId.test(reference.id)) {
    const message = "the AMI id is malformed";
    const facts = { message, pointer, found: showValue(reference.id) };
    found.push(awsDiagnostics.report("AWS_AMI_ID", facts));
  }
  if (region !== undefined && reference.region !== undefined && reference.region !== region) {
    const message = `the AMI is in ${reference.region}, the machines are in ${region}`;
    found.push(awsDiagnostics.report("AWS_REGION_MISMATCH", { message, pointer }));
  }
  return found;
}
