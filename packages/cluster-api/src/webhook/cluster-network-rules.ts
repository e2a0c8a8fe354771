import type { Diagnostic, JsonObject } from "@imagewright/core";

import { listAt } from "../json/read-field.ts";
import { invalid } from "./webhook-findings.ts";

/** Networks of pods and services have to be in CIDR notation. */
export function checkNetworks(cluster: JsonObject): readonly Diagnostic[] {
  return ["pods", "services"].flatMap((name) => {
    const list = `/spec/clusterNetwork/${name}/cidrBlocks`;
    return listAt(cluster, list).flatMap((block, index) =>
      typeof block === "string" && !isNetwork(block)
        ? [invalid(`${list}/${index}`, block, `invalid CIDR address: ${block}`)]
        : [],
    );
  });
}

function isNetwork(text: string): boolean {
  const [address = "", length = "", ...rest] = text.split("/");
  const isV6 = address.includes(":");
  const bits = /^\d{1,3}$/u.test(length) && !/^0\d/u.test(length) ? Number(length) : Infinity;
  return (
    rest.length === 0 &&
    bits <= (isV6 ? 128 : 32) &&
    (isV6 ? isAddress6(address) : isAddress4(address))
  );
}

function isAddress4(text: string): boolean {
  const parts = text.split(".");
  return (
    parts.length === 4 &&
    parts.every((part) => /^(?:0|[1-9]\d{0,2})$/u.test(part) && Number(part) <= 255)
  );
}

function isAddress6(text: string): boolean {
  const halves = text.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const size = groups.length + (last.includes(".") ? 1 : 0);
  const isFine = groups.every(
    (group, index) =>
      /^[\dA-Fa-f]{1,4}$/u.test(group) || (index === groups.length - 1 && isAddress4(group)),
  );
  return isFine && (halves.length === 2 ? size < 8 : halves.length === 1 && size === 8);
}
