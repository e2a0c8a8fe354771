import fc from "fast-check";

import type { AzureReference } from "../azure-reference.ts";

const name = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/u);
const version = fc
  .tuple(fc.nat(2_147_483_647), fc.nat(2_147_483_647), fc.nat(2_147_483_647))
  .map((parts) => parts.join("."));
const guid = fc.uuid();
const purchasePlan = fc.record({ publisher: name, offer: name, sku: name });
/** Every form of reference a machine of CAPZ can carry. */
export const anyReference: fc.Arbitrary<AzureReference> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("azure-gallery" as const),
      subscriptionId: guid,
      resourceGroup: fc
        .stringMatching(/^[\p{L}\p{Nd}_()-]{1,90}$/u)
        .filter((text) => text.length <= 90),
      gallery: name,
      definition: name,
      version: fc.oneof(version, fc.constant("latest")),
      plan: purchasePlan,
    },
    {
      requiredKeys: ["kind", "subscriptionId", "resourceGroup", "gallery", "definition", "version"],
    },
  ),
  fc.record(
    {
      kind: fc.constant("azure-community-gallery" as const),
      gallery: guid.map((id) => `prefix-${id}`),
      definition: name,
      version,
      plan: purchasePlan,
    },
    { requiredKeys: ["kind", "gallery", "definition", "version"] },
  ),
  fc.record({
    kind: fc.constant("azure-managed-image" as const),
    subscriptionId: guid,
    resourceGroup: name,
    name,
  }),
  fc.record({
    kind: fc.constant("azure-marketplace" as const),
    publisher: name,
    offer: name,
    sku: name,
    version,
    thirdParty: fc.boolean(),
  }),
);

