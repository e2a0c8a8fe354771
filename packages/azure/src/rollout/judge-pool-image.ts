import {
  type ImageReference,
  imageText,
  intendedImages,
  intendedImageText,
  isIntendedImage,
  type JsonObject,
  type JsonValue,
  numberAt,
  rolloutFinding,
  type RolloutFinding,
  type RolloutQuestion,
  showValue,
  valueAt,
} from "@imagewright/core";

import { parseImage } from "../parse/image.ts";
import { requestInstances, scaleSetInstances } from "./scale-set-instances.ts";

/**
 * Which image a scale set is of: by what CAPZ resolved into `status.image`, and by what Azure says of
 * each instance. Both have to agree with the intended one, as far as they are there.
 */
export function judgePoolImage(
  object: JsonObject,
  { subject, intended, cloud = [] }: RolloutQuestion,
): readonly RolloutFinding[] {
  if (intendedImages(intended).length === 0) {
    return [];
  }
  const pointer = "/status/image";
  const resolved = referenceOf(valueAt(object, pointer));
  const instances = scaleSetInstances(object, cloud) ?? [];
  const inCloud = instances.map((instance) => {
    const id = valueAt(instance, "/storageProfile/imageReference/id");
    return typeof id === "string" ? referenceOf({ id }) : undefined;
  });
  const isCloudComplete =
    instances.length > 0 && instances.length === numberAt(object, "/status/replicas");
  const found = [...(resolved === undefined ? [] : [resolved]), ...inCloud];
  const answers = found.map((one) =>
    one === undefined ? undefined : isIntendedImage(one, intended),
  );
  const other = found[answers.indexOf(false)];
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const expected = intendedImageText(intended);
  if (other !== undefined) {
    const message = `${whose} is of another image`;
    const facts = { message, pointer, found: imageText(other), expected };
    return [rolloutFinding("IMAGE_DIFFERS", subject, facts)];
  }
  const isSeen = answers.includes(true) && (resolved !== undefined || isCloudComplete);
  const message = `which image ${whose} is of was not seen`;
  const evidence = requestInstances(object);
  return isSeen && !answers.includes(undefined)
    ? []
    : [rolloutFinding("IMAGE_NOT_SEEN", subject, { message, pointer, expected, evidence })];
}

function referenceOf(image: JsonValue | undefined): ImageReference | undefined {
  const read = image === undefined ? undefined : parseImage(image, "/status/image");
  return read?.ok === true ? read.value : undefined;
}
