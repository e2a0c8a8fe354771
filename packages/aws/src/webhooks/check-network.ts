import type { Diagnostic } from "@imagewright/core";

import { cidrFamily } from "../user-data/ip-address.ts";
import {
  childFields,
  type Fields,
  isGiven,
  isTrue,
  itemsOf,
  listFields,
  refusal,
  textOf,
} from "./fields.ts";

const code = "AWS_CONTROL_PLANE_REFUSED";
/** First address and mask bits of the ranges that EKS takes for Pods. */
const podRanges = [
  ["100.64.0.0", 10],
  ["198.19.0.0", 16],
] as const;

/** Who may reach the bastion. */
export function checkBastion(spec: Fields): readonly Diagnostic[] {
  const bastion = childFields(spec, "bastion");
  const blocks = itemsOf(bastion.data, "allowedCIDRBlocks");
  if (isTrue(bastion, "disableIngressRules") && blocks.length > 0) {
    const message = "cannot be set if spec.bastion.disableIngressRules is true";
    return [refusal(code, bastion, "allowedCIDRBlocks", message)];
  }
  return blocks.flatMap((block, index) => {
    const list: Fields = {
      at: `${bastion.at}/allowedCIDRBlocks`,
      data: { [String(index)]: block },
    };
    const isBlock = typeof block === "string" && cidrFamily(block) !== undefined;
    return isBlock ? [] : [refusal(code, list, String(index), "must be a valid CIDR block")];
  });
}

/** The further range of a VPC, which Pods get their addresses from. */
export function checkSecondaryCidr(spec: Fields): readonly Diagnostic[] {
  const key = "secondaryCidrBlock";
  const text = textOf(spec, key);
  if (!isGiven(spec, key)) {
    return [];
  }
  if (cidrFamily(text) === undefined) {
    return [refusal(code, spec, key, "must be a valid CIDR range")];
  }
  const [address = "", mask = ""] = text.split("/");
  const bits = Number(mask);
  const isSized = cidrFamily(text) === 4 && bits >= 16 && bits <= 28;
  const isInside = podRanges.some(
    ([start, length]) => bits >= length && network(address, length) === network(start, length),
  );
  return [
    ...(isSized
      ? []
      : [
          refusal(
            code,
            spec,
            key,
            "CIDR block sizes must be between a /16 netmask and /28 netmask",
          ),
        ]),
    ...(isInside
      ? []
      : [refusal(code, spec, key, "must be within the 100.64.0.0/10 or 198.19.0.0/16 range")]),
  ];
}

/**
 * How the ranges of a VPC go together; compared at creation only.
 *
 * @param kind - of the object: CAPA's sentences begin with it
 */
export function checkNetwork(spec: Fields, kind: string): readonly Diagnostic[] {
  const vpc = childFields(childFields(spec, "network"), "vpc");
  const secondary = textOf(spec, "secondaryCidrBlock");
  const blocks = listFields(vpc, "secondaryCidrBlocks").map((block) =>
    textOf(block, "ipv4CidrBlock"),
  );
  const primary = textOf(vpc, "cidrBlock");
  const ipv6 = childFields(vpc, "ipv6");
  const pool = childFields(ipv6, "ipamPool");
  const hasPool = isGiven(ipv6, "ipamPool");
  const cases: readonly (readonly [boolean, Fields, string, string])[] = [
    [
      secondary !== "" && blocks.length > 0 && !blocks.includes(secondary),
      vpc,
      "secondaryCidrBlocks",
      `${kind}.spec.secondaryCidrBlock ${secondary} must be listed in ${kind}.spec.network.vpc.secondaryCidrBlocks (required if both fields are filled)`,
    ],
    [
      primary !== "" && primary === secondary,
      spec,
      "secondaryCidrBlock",
      `${kind}.spec.secondaryCidrBlock ${secondary} must not be equal to the primary ${kind}.spec.network.vpc.cidrBlock`,
    ],
    [
      primary !== "" && blocks.includes(primary),
      vpc,
      "secondaryCidrBlocks",
      `${kind}.spec.network.vpc.secondaryCidrBlocks must not contain the primary ${kind}.spec.network.vpc.cidrBlock ${primary}`,
    ],
    [
      textOf(ipv6, "cidrBlock") !== "" && textOf(ipv6, "poolId") === "",
      ipv6,
      "poolId",
      "poolId cannot be empty if cidrBlock is set",
    ],
    [
      textOf(ipv6, "poolId") !== "" && hasPool,
      ipv6,
      "poolId",
      "poolId and ipamPool cannot be used together",
    ],
    [
      textOf(ipv6, "cidrBlock") !== "" && hasPool,
      ipv6,
      "cidrBlock",
      "cidrBlock and ipamPool cannot be used together",
    ],
    [
      hasPool && textOf(pool, "id") === "" && textOf(pool, "name") === "",
      ipv6,
      "ipamPool",
      "ipamPool must have either id or name",
    ],
  ];
  return cases
    .filter(([isBroken]) => isBroken)
    .map(([, fields, key, message]) => refusal(code, fields, key, message));
}

/** Whether a VPC is of both families, which its `ipv6` says, however empty. */
export function isIpv6(spec: Fields): boolean {
  return isGiven(childFields(childFields(spec, "network"), "vpc"), "ipv6");
}

/** The first bits of an IPv4 address, as a number. */
function network(address: string, bits: number): number {
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return Math.floor(value / 2 ** (32 - bits));
}
