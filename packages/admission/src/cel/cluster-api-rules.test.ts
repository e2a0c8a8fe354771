import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { parseCustomResource } from "../crd/custom-resource.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import { placedRules } from "./__fixtures__/rule-places.ts";
import { checkRules } from "./check-rules.ts";

/** A value each rule accepts and one it refuses, by the end of the place the rule stands at. */
const rows: readonly { ends: string; number: number; accepted: JsonValue; refused: JsonValue }[] = [
  { ends: ".carrierGatewayId", number: 1, accepted: "cagw-0123456789", refused: "igw-0123456789" },
  { ends: ".publicIpv4PoolFallbackOrder", number: 1, accepted: "none", refused: "own-pool" },
  {
    ends: ".spec",
    number: 1,
    accepted: { capacityReservationId: "cr-0123456789", marketType: "OnDemand" },
    refused: { capacityReservationId: "cr-0123456789", marketType: "Spot" },
  },
  {
    ends: ".spec",
    number: 2,
    accepted: { spotMarketOptions: { maxPrice: "0.1" } },
    refused: { capacityReservationId: "cr-0123456789", spotMarketOptions: { maxPrice: "0.1" } },
  },
  { ends: ".type", number: 1, accepted: "NetworkUnavailable", refused: "OwnerRemediated" },
  { ends: ".partitionType", number: 1, accepted: "LVM", refused: "ext4" },
  {
    ends: ".partitions[]",
    number: 1,
    accepted: { device: "/dev/sdb", layout: true },
    refused: { device: "/dev/sdb" },
  },
  ...[".extraArgs", ".kubeletExtraArgs"].map((ends) => ({
    ends,
    number: 1,
    accepted: [
      { name: "v", value: "2" },
      { name: "profiling", value: "false" },
    ],
    refused: [
      { name: "v", value: "2" },
      { name: "v", value: "3" },
    ],
  })),
  ...[".machines", ".pods"].map((ends) => ({
    ends,
    number: 1,
    accepted: [
      { selector: { matchLabels: { a: "b" } } },
      { selector: { matchLabels: { a: "c" } } },
    ],
    refused: [{ selector: { matchLabels: { a: "b" } } }, { selector: { matchLabels: { a: "b" } } }],
  })),
];

const suffix = "cluster.x-k8s.io.yaml";

function messages(value: JsonValue, schema: StructuralSchema): readonly string[] {
  const { diagnostics, unchecked } = checkRules({ object: value, schema });
  return [...diagnostics.map(({ code }) => code), ...unchecked.map(({ reason }) => reason)];
}

test("every rule of Cluster API and its providers accepts one value and refuses another", (context) => {
  const folder = requireUpstream(context, "crds");
  const files = readdirSync(folder).filter((name) => name.endsWith(suffix));
  const rules = files.flatMap((file) => {
    const parsed = parseCustomResource(parse(readFileSync(join(folder, file), "utf8")));
    const versions = parsed.ok ? parsed.value.versions : [];
    return versions.flatMap(({ schema, name }) =>
      Array.from(placedRules(schema), (rule) => ({
        ...rule,
        where: `${file} ${name} ${rule.place}`,
      })),
    );
  });
  const shown = rules.map(({ place, number, schema, where }) => {
    const row = rows.find((one) => place.endsWith(one.ends) && one.number === number);
    return {
      where,
      accepted: row === undefined ? ["no row"] : messages(row.accepted, schema),
      refused: row === undefined ? ["no row"] : messages(row.refused, schema),
    };
  });
  expect(rules.length).toBeGreaterThan(60);
  expect(shown).toEqual(
    rules.map(({ where }) => ({ where, accepted: [], refused: ["ADMISSION_RULE"] })),
  );
});
