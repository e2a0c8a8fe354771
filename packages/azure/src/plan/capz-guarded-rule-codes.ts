/**
 * Codes of {@link azureManifestRules} that plans tell of in their own way: what to leave out where
 * rules guard plans too.
 */
export const capzGuardedRuleCodes: readonly string[] = [
  "AZURE_DEFAULT_IMAGE",
  "AZURE_POOL_ID",
  "AZURE_POOL_IMAGE",
  "AZURE_POOL_PLAN",
  "AZURE_SECURITY_GENERATION",
  "AZURE_VERSION_KUBERNETES",
];
