import { encodeBase64 } from "@imagewright/core";
import fc from "fast-check";

import type { ClusterAccess, EksUserDataFormat, NodeBootstrap } from "../node-bootstrap.ts";
import { isRestrictedLabel } from "../node-labels.ts";

const name = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,20}[A-Za-z0-9])?$/u);
const domain = fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z]{2,8}){1,2}$/u);
const key = fc
  .oneof(
    name,
    fc.tuple(domain, name).map(([prefix, label]) => `${prefix}/${label}`),
  )
  .filter((text) => !isRestrictedLabel(text));

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));

/** Clusters; `serviceCidr` is there if the format keeps it. */
function cluster(format: EksUserDataFormat): fc.Arbitrary<ClusterAccess> {
  const range = fc.oneof(
    fc.tuple(address, fc.integer({ min: 8, max: 28 })).map(([start, bits]) => `${start}/${bits}`),
    fc.constant("fd30:1c53:5f8a::/108"),
  );
  return fc
    .record(
      {
        name: fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/u),
        endpoint: fc.stringMatching(/^https:\/\/[0-9A-Z]{32}\.gr7\.[a-z]{2}-[a-z]{4}-1\.eks$/u),
        certificateAuthority: fc
          .string()
          .filter((text) => text.isWellFormed())
          .map((text) => encodeBase64(`-----BEGIN CERTIFICATE-----\n${text}`)),
        serviceCidr: range,
        dnsClusterIp: fc.oneof(address, fc.constant("fd30:1c53:5f8a::a")),
      },
      {
        requiredKeys: [
          "name",
          "endpoint",
          "certificateAuthority",
          ...(format === "nodeadm" ? (["serviceCidr"] as const) : []),
        ],
      },
    )
    .map(({ serviceCidr, ...rest }) => ({
      ...rest,
      ...(format !== "bottlerocket" && serviceCidr !== undefined && { serviceCidr }),
    }));
}

const taints = fc
  .uniqueArray(
    fc.record(
      {
        key,
        value: name,
        effect: fc.constantFrom("NoExecute", "NoSchedule", "PreferNoSchedule"),
      },
      { requiredKeys: ["key", "effect"] },
    ),
    { selector: (taint) => `${taint.key}:${taint.effect}`, minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    list.toSorted((a, b) => (`${a.key}\0${a.effect}` < `${b.key}\0${b.effect}` ? -1 : 1)),
  );

const flags = fc.array(
  fc
    .stringMatching(/^--[a-z]{2,12}=[!#-&(-[\]-~]{0,20}$/u)
    .filter((flag) => !/^--(?:node-labels|register-with-taints|max-pods|cluster-dns)=/u.test(flag)),
  { minLength: 1, maxLength: 3 },
);

const config = fc.dictionary(
  fc.stringMatching(/^[a-z]{2,12}$/u),
  fc.oneof(fc.string().filter((text) => text.isWellFormed() && !text.includes("\0")), fc.boolean()),
  { minKeys: 1, maxKeys: 3 },
);

/** Bootstraps that a format carries, in the model's canonical order. */
export function bootstrap(format: EksUserDataFormat): fc.Arbitrary<NodeBootstrap> {
  return fc
    .record(
      {
        cluster: cluster(format),
        pods: fc.oneof(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.constant("off" as const)),
        nodeLabels: fc.dictionary(key, fc.oneof(name, fc.constant("")), { minKeys: 1, maxKeys: 4 }),
        taints,
        kubeletFlags: flags,
        kubeletConfig: config,
      },
      { requiredKeys: ["cluster"] },
    )
    .map(({ pods, kubeletFlags, kubeletConfig, ...rest }) => ({
      ...rest,
      ...(typeof pods === "number" && { maxPods: pods }),
      ...(pods === "off" && format === "bootstrap.sh" && { useMaxPods: false as const }),
      ...(format !== "bottlerocket" && kubeletFlags !== undefined && { kubeletFlags }),
      ...(format === "nodeadm" && kubeletConfig !== undefined && { kubeletConfig }),
    }));
}
