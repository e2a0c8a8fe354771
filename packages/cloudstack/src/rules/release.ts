import { type Diagnostic, type JsonValue, type TargetRule, toJsonValue } from "@imagewright/core";

import {
  compareReleases,
  machineFields,
  newestRelease,
  servedBy,
  writtenFor,
} from "../capc-release.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackTarget } from "../options.ts";
import { placesOf } from "../released-fields.ts";

/** The release of CAPC has everything a machine says. */
export const releaseRule: TargetRule<CloudStackTarget> = ({ target }) => {
  const { capcVersion: release } = target;
  if (release === undefined) {
    return [];
  }
  const pointer = "/capcVersion";
  if (writtenFor(release) === undefined) {
    const served = servedBy(release).join(", ") || "none";
    const facts = { message: `CAPC ${release} has no API with objects for references`, pointer };
    return [cloudstackDiagnostics.report("CLOUDSTACK_RELEASE_API", { ...facts, found: served })];
  }
  return [
    ...checkNewest(release, pointer),
    ...eachMachine(target, (machine, at) => checkMachine(toJsonValue(machine), at, release)),
  ];
};

function checkNewest(release: string, pointer: string): readonly Diagnostic[] {
  if (compareReleases(release, newestRelease) <= 0 || newestRelease.startsWith(`${release}.`)) {
    return [];
  }
  const message = `CAPC ${release} is newer than what is known here`;
  const facts = { message, pointer, expected: `${newestRelease} or older` };
  return [cloudstackDiagnostics.report("CLOUDSTACK_RELEASE_NEW", facts)];
}

/** Metadata of the machines of a template is an object without fields before v1beta3. */
const optionFields = [
  { path: "/machineLabels", since: "0.4.9" },
  { path: "/machineAnnotations", since: "0.4.9" },
];

function checkMachine(machine: JsonValue, at: string, release: string): readonly Diagnostic[] {
  const fields = [...machineFields, ...optionFields];
  const absent = fields.filter(({ since }) => compareReleases(since, release) > 0);
  return absent.flatMap(({ path, since }) =>
    placesOf(machine, path).map((place) =>
      cloudstackDiagnostics.report("CLOUDSTACK_RELEASE_FIELD", {
        message: `CAPC ${release} has no \`${path.slice(1)}\``,
        pointer: `${at}${place}`,
        expected: `CAPC ${since} or newer`,
      }),
    ),
  );
}
