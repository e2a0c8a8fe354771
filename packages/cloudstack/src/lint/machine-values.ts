import { type ManifestRule, ownValue, showValue, valueAt } from "@imagewright/core";

import { capcText } from "../capc-text.ts";
import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { machineRule } from "./machine-rule.ts";

const affinities = new Set(["", "no", "pro", "anti"]);

/** CAPC's webhook takes capitals, and does not look at machines; its controller compares exactly. */
export const affinityValueRule: ManifestRule = machineRule(({ machine, kind, at }) => {
  const affinity = capcText(machine, "/affinity");
  const isRefused = kind !== "CloudStackMachine" && !affinities.has(affinity.toLowerCase());
  if (affinities.has(affinity) || isRefused) {
    return [];
  }
  const message = `the controller knows no affinity ${showValue(affinity)}, and makes no machine`;
  const hint = affinities.has(affinity.toLowerCase())
    ? `Write \`${affinity.toLowerCase()}\`.`
    : undefined;
  const facts = { message, pointer: `${at}/affinity`, found: showValue(affinity), hint };
  return [cloudstackDiagnostics.report("CLOUDSTACK_AFFINITY_VALUE", facts)];
});

/** Fields the controller fills in, which say something wrong of every further machine. */
const runtimeFields = [
  "name",
  "id",
  "instanceID",
  "providerID",
  "cloudstackAffinityRef",
  "cloudstackaffinityref",
];

/** A template says nothing that is true of one machine only. */
export const runtimeFieldsRule: ManifestRule = machineRule(
  ({ machine, at }) =>
    runtimeFields
      .filter((name) => ownValue(machine, name) !== undefined)
      .map((name) => {
        const message = `\`${name}\` is the controller's to fill in for each machine`;
        const pointer = `${at}/${name}`;
        return cloudstackDiagnostics.report("CLOUDSTACK_RUNTIME_FIELD", { message, pointer });
      }),
  ["CloudStackMachineTemplate"],
);

/** A disk has an offering, and a size that machines are let have. */
export const diskOfferingRule: ManifestRule = machineRule(({ machine, kind, at }) => {
  const disk = ownValue(machine, "diskOffering");
  if (disk === undefined || disk === null || typeof disk === "string") {
    return [];
  }
  const pointer = `${at}/diskOffering`;
  const size = valueAt(machine, "/diskOffering/customSizeInGB");
  const isNegative = typeof size === "number" && size < 0 && kind === "CloudStackMachineTemplate";
  const isNamed = capcText(disk, "/id") !== "" || capcText(disk, "/name") !== "";
  const unnamed = { message: "the disk offering has neither id nor name", pointer };
  const negative = {
    message: "every machine made from the template will be refused for the size of its disk",
    pointer: `${pointer}/customSizeInGB`,
    found: showValue(size),
  };
  return [
    ...(isNamed ? [] : [cloudstackDiagnostics.report("CLOUDSTACK_DISK_UNNAMED", unnamed)]),
    ...(isNegative ? [cloudstackDiagnostics.report("CLOUDSTACK_DISK_SIZE", negative)] : []),
  ];
});
