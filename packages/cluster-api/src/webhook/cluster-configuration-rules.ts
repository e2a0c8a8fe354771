import { type Diagnostic, type JsonObject, numberAt, showValue, textAt } from "@imagewright/core";

import { isDefined } from "../json/read-field.ts";
import { imageTagVersion } from "./image-tag-version.ts";
import { forbidden, immutable, invalid } from "./webhook-findings.ts";

/** What a tag of a container image looks like. */
const tagPattern = /^\w[\w.-]{0,127}$/u;

/** Days a certificate authority lasts unless told otherwise. */
const defaultAuthorityDays = 3650;

/** The parts of a control plane's cluster configuration that the webhook judges. */
export function checkClusterConfiguration(
  object: JsonObject,
  oldObject: JsonObject | undefined,
  at: string,
): readonly Diagnostic[] {
  const external = `${at}/etcd/external`;
  const local = `${at}/etcd/local`;
  const isMoved =
    oldObject !== undefined && isDefined(oldObject, external) !== isDefined(object, external);
  const both = isDefined(object, local) && isDefined(object, external);
  return [
    ...checkTag(object, `${at}/dns/imageTag`),
    ...checkCoreDns(object, `${at}/dns/imageTag`),
    ...checkTag(object, `${local}/imageTag`),
    ...(both ? [forbidden(local, "cannot have both external and local etcd")] : []),
    ...(isMoved ? [immutable(external, "cannot change between external and local etcd")] : []),
  ];
}

function checkTag(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const tag = textAt(object, pointer) ?? "";
  return tag === "" || tagPattern.test(tag) ? [] : [forbidden(pointer, `tag ${tag} is invalid`)];
}

function checkCoreDns(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const tag = textAt(object, pointer) ?? "";
  return tag === "" || imageTagVersion(tag) !== undefined
    ? []
    : [invalid(pointer, tag, `failed to parse CoreDNS version: ${showValue(tag)}`)];
}

/** How long certificates last, and when a control plane rolls out because of that. */
export function checkCertificates(
  object: JsonObject,
  kubeadm: string,
  expiry: string,
): readonly Diagnostic[] {
  const at = `${kubeadm}/clusterConfiguration`;
  const days = numberAt(object, `${at}/certificateValidityPeriodDays`) ?? 0;
  if (days === 0) {
    return [];
  }
  const authority = numberAt(object, `${at}/caCertificateValidityPeriodDays`) ?? 0;
  const limit = authority === 0 ? defaultAuthorityDays : authority;
  const before = numberAt(object, expiry) ?? 0;
  const tooLong = `must be less than or equal to caCertificateValidityPeriodDays (${limit})`;
  const tooEarly = `must be less than certificateValidityPeriodDays (${days})`;
  return [
    ...(days > limit ? [invalid(`${at}/certificateValidityPeriodDays`, days, tooLong)] : []),
    ...(before !== 0 && before >= days ? [invalid(expiry, before, tooEarly)] : []),
  ];
}
