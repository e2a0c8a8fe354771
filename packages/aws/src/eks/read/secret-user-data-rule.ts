import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  ownValue,
} from "@imagewright/core";

import { atPlace } from "../../user-data/at-place.ts";
import { checkUserData } from "../../user-data/read/check-user-data.ts";
import { decodeBase64Text } from "../../user-data/utf8-text.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** Cluster API's Secrets of bootstrap data hold it in `value`; others name it for what it is. */
const capiType = "cluster.x-k8s.io/secret";

/** User data in Secrets: too large, or of a form that its readers stumble over. */
export const secretUserDataRule: ManifestRule = {
  group: "",
  kinds: ["Secret"],
  check({ object }) {
    const keys = ownValue(object, "type") === capiType ? ["userData", "value"] : ["userData"];
    return keys.flatMap((key) => [
      ...checkEncoded(mapAt(object, "data"), key),
      ...checkPlain(mapAt(object, "stringData"), key),
    ]);
  },
};

function checkEncoded(data: JsonObject, key: string): readonly Diagnostic[] {
  const value = ownValue(data, key);
  if (typeof value !== "string") {
    return [];
  }
  const decoded = decodeBase64Text(value);
  const message = "the user data is compressed or no text, and was not looked at";
  const pointer = `/data/${key}`;
  return decoded.is === "text"
    ? atPlace(checkUserData(decoded.text), pointer)
    : [eksManifestDiagnostics.report("EKS_USERDATA_NOT_CHECKED", { message, pointer })];
}

function checkPlain(data: JsonObject, key: string): readonly Diagnostic[] {
  const value = ownValue(data, key);
  return typeof value === "string" ? atPlace(checkUserData(value), `/stringData/${key}`) : [];
}

function mapAt(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key);
  return isJsonObject(value) ? value : {};
}
