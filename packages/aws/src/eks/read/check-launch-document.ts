import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { checkLaunchTemplateData, type LaunchTemplateUse } from "./check-launch-template-data.ts";

/**
 * Judges the launch templates of a document: of a request for EC2, or of every resource of a
 * CloudFormation stack. User data that a stack fills in is not judged, and said so.
 *
 * @param document - as our readers read it, short forms of functions written out
 * @example
 * ```ts
 * const LaunchTemplateData = { ImageId: "ami-09709369c53539c11", UserData: "IyEvYmluL3NoCg==" };
 * const use = { usedBy: "managed-node-group", family: "al2" } as const;
 * checkLaunchDocument({ LaunchTemplateName: "a", LaunchTemplateData }, use).map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["USERDATA_BOOTSTRAP_NONE /LaunchTemplateData/UserData"]
 * ```
 */
export function checkLaunchDocument(
  document: JsonObject,
  use: LaunchTemplateUse,
): readonly Diagnostic[] {
  return dataPointers(document).flatMap((pointer) => {
    const data = valueAt(document, pointer);
    return isJsonObject(data) ? checkLaunchTemplateData(data, use, pointer) : [];
  });
}

function dataPointers(document: JsonObject): readonly string[] {
  const resources = ownValue(document, "Resources");
  return [
    "/LaunchTemplateData",
    ...Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([id, resource]) =>
      isJsonObject(resource) && ownValue(resource, "Type") === "AWS::EC2::LaunchTemplate"
        ? [formatPointer(["Resources", id, "Properties", "LaunchTemplateData"])]
        : [],
    ),
  ];
}
