import { carriedMachine, infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type JsonValue,
  type ManifestRule,
  objectKind,
  ownValue,
  showValue,
} from "@imagewright/core";

import {
  clusterFields,
  compareReleases,
  machineFields,
  newestRelease,
  type ReleasedField,
  servedBy,
} from "../capc-release.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { machinePlaces } from "../parse/manifest.ts";
import { placesOf } from "../released-fields.ts";

/** Kinds of CAPC; all of them came with the versions of its API. */
const kinds = [
  ...machinePlaces.keys(),
  "CloudStackCluster",
  "CloudStackAffinityGroup",
  "CloudStackFailureDomain",
  "CloudStackIsolatedNetwork",
  "CloudStackMachineStateChecker",
  "CloudStackZone",
];

/** The release of CAPC that runs has the version and the fields of an object. */
export const releaseRule: ManifestRule = {
  group: infrastructureGroup,
  kinds,
  check: ({ object, targetVersions }) => {
    const release = targetVersions["capc"];
    return release === undefined
      ? []
      : [...checkVersion(object, release), ...checkFields(object, release)];
  },
};

/** Conversion to an older version loses what only the newest has, such as networks of machines. */
export const versionRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: [...machinePlaces.keys(), "CloudStackCluster"],
  check: ({ kind, version, targetVersions }) => {
    const served = servedBy(targetVersions["capc"] ?? newestRelease);
    const newest = served.at(-1) ?? version;
    if (!served.includes(version) || version === newest) {
      return [];
    }
    const message = `${kind} of ${version} does not carry all that ${newest} does`;
    const facts = { message, pointer: "/apiVersion", found: showValue(version), expected: newest };
    return [cloudstackDiagnostics.report("CLOUDSTACK_VERSION_OLD", facts)];
  },
};

function checkVersion(object: JsonObject, release: string): readonly Diagnostic[] {
  const { version = "", kind = "" } = objectKind(object) ?? {};
  const served = servedBy(release);
  if (served.includes(version)) {
    return [];
  }
  const message = `CAPC ${release} serves no ${kind} of ${version}`;
  const facts = {
    message,
    pointer: "/apiVersion",
    found: showValue(version),
    expected: served.join(", "),
  };
  return [cloudstackDiagnostics.report("CLOUDSTACK_RELEASE_API", facts)];
}

function checkFields(object: JsonObject, release: string): readonly Diagnostic[] {
  const carried = carriedMachine(object, machinePlaces);
  if (carried?.machine !== undefined) {
    return missing(carried.machine, carried.pointer, machineFields, release);
  }
  const spec = ownValue(object, "spec");
  return objectKind(object)?.kind === "CloudStackCluster" && spec !== undefined
    ? missing(spec, "/spec", clusterFields, release)
    : [];
}

function missing(
  value: JsonValue,
  at: string,
  fields: readonly ReleasedField[],
  release: string,
): readonly Diagnostic[] {
  const absent = fields.filter(({ since }) => compareReleases(since, release) > 0);
  return absent.flatMap(({ path, since }) =>
    placesOf(value, path).map((place) =>
      cloudstackDiagnostics.report("CLOUDSTACK_RELEASE_FIELD", {
        message: `CAPC ${release} has no \`${path.slice(path.lastIndexOf("/") + 1)}\` here`,
        pointer: `${at}${place}`,
        expected: `CAPC ${since} or newer`,
      }),
    ),
  );
}
