import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  numberAt,
  textAt,
  valueAt,
} from "@imagewright/core";

import { isDefined, isSet, listAt, ownText } from "../json/read-field.ts";
import { forbidden, gated, invalid, required } from "./webhook-findings.ts";

/** Everything the webhooks say about the kubeadm configuration that stands at a pointer. */
export function checkKubeadmConfig(
  object: JsonObject,
  at: string,
  { isControlPlane }: { readonly isControlPlane: boolean },
): readonly Diagnostic[] {
  return [
    ...checkFiles(object, `${at}/files`),
    ...checkUsers(object, `${at}/users`),
    ...checkIgnition(object, at),
    ...checkDisks(object, `${at}/diskSetup/partitions`),
    ...checkDiscovery(object, `${at}/joinConfiguration/discovery/file/kubeConfig/user`),
    ...(isControlPlane ? checkTimeouts(object, at) : []),
  ];
}

function checkFiles(object: JsonObject, at: string): readonly Diagnostic[] {
  const paths = new Set<string>();
  return listAt(object, at).flatMap((file, index) => {
    const path = isJsonObject(file) ? (ownText(file, "path") ?? "") : "";
    const isRepeated = paths.has(path);
    paths.add(path);
    return [
      ...checkSource(object, `${at}/${index}`, "content", "file"),
      ...(isRepeated
        ? [invalid(`${at}/${index}/path`, path, "path property must be unique among all files")]
        : []),
    ];
  });
}

function checkUsers(object: JsonObject, at: string): readonly Diagnostic[] {
  return listAt(object, at).flatMap((_, index) =>
    checkSource(object, `${at}/${index}`, "passwd", "user"),
  );
}

/** A text, or the secret that holds it, but not both. */
function checkSource(
  object: JsonObject,
  at: string,
  name: string,
  what: string,
): readonly Diagnostic[] {
  const from = `${at}/${name}From`;
  if (!isDefined(object, from)) {
    return [];
  }
  const has = (textAt(object, `${at}/${name}`) ?? "") !== "";
  const both = `only one of ${name} or ${name}From may be specified for a single ${what}`;
  const lacks = ["name", "key"].filter(
    (key) => (textAt(object, `${from}/secret/${key}`) ?? "") === "",
  );
  return [
    ...(has ? [invalid(at, undefined, both)] : []),
    ...lacks.map((key) =>
      required(`${from}/secret/${key}`, `secret file source must specify non-empty secret ${key}`),
    ),
  ];
}

function checkIgnition(object: JsonObject, at: string): readonly Diagnostic[] {
  const isIgnition = textAt(object, `${at}/format`) === "ignition";
  const gate = "KubeadmBootstrapFormatIgnition";
  if (!isIgnition) {
    const message = 'must be set to "ignition" if spec.ignition is set';
    const format = valueAt(object, `${at}/format`);
    return isDefined(object, `${at}/ignition`) ? [invalid(`${at}/format`, format, message)] : [];
  }
  return [gated(`${at}/format`, gate), ...checkBesideIgnition(object, at)];
}

function checkBesideIgnition(object: JsonObject, at: string): readonly Diagnostic[] {
  const refused = [
    ...itemsWith(object, `${at}/users`, "inactive", (value) => value === true),
    ...itemsWith(
      object,
      `${at}/files`,
      "encoding",
      (value) => value === "gzip" || value === "gzip+base64",
    ),
    ...(isSet(object, `${at}/bootCommands`) ? [`${at}/bootCommands`] : []),
    ...itemsWith(object, `${at}/diskSetup/filesystems`, "replaceFS", isNotEmpty),
    ...itemsWith(object, `${at}/diskSetup/filesystems`, "partition", isNotEmpty),
  ];
  const tables = itemsWith(
    object,
    `${at}/diskSetup/partitions`,
    "tableType",
    (value) => isNotEmpty(value) && value !== "gpt",
  );
  return [
    ...refused.map((pointer) =>
      forbidden(pointer, 'not supported when spec.format is set to: "ignition"'),
    ),
    ...tables.map((pointer) =>
      invalid(
        pointer,
        valueAt(object, pointer),
        'only partition type "gpt" is supported with ignition',
      ),
    ),
  ];
}

function itemsWith(
  object: JsonObject,
  list: string,
  field: string,
  matches: (value: unknown) => boolean,
): readonly string[] {
  return listAt(object, list)
    .map((_, index) => `${list}/${index}/${field}`)
    .filter((pointer) => matches(valueAt(object, pointer)));
}

function isNotEmpty(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function checkDisks(object: JsonObject, at: string): readonly Diagnostic[] {
  return listAt(object, at).flatMap((_, index) => {
    const layout = `${at}/${index}/diskLayout`;
    const percentages = listAt(object, layout).map(
      (_item, place) => numberAt(object, `${layout}/${place}/percentage`) ?? 0,
    );
    const sum = percentages.reduce((total, value) => total + value, 0);
    return sum > 100
      ? [invalid(layout, sum, "the sum of all partition percentages must not be greater than 100")]
      : [];
  });
}

function checkDiscovery(object: JsonObject, at: string): readonly Diagnostic[] {
  return isDefined(object, `${at}/authProvider`) && isDefined(object, `${at}/exec`)
    ? [invalid(at, undefined, "only one of authProvider or exec must be defined")]
    : [];
}

/** In a control plane, init and join have to wait for the same time. */
function checkTimeouts(object: JsonObject, at: string): readonly Diagnostic[] {
  const name = "controlPlaneComponentHealthCheckSeconds";
  const pointers = ["init", "join"].map((part) => `${at}/${part}Configuration/timeouts/${name}`);
  const [init, join] = pointers.map((pointer) => String(numberAt(object, pointer) ?? "unset"));
  const message = `${name} must be set to the same value both in initConfiguration.timeouts (${init}) and in joinConfiguration.timeouts (${join})`;
  return init === join
    ? []
    : pointers.map((pointer) => invalid(pointer, valueAt(object, pointer), message));
}
