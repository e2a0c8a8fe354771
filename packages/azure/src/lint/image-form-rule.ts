import { parseManifest } from "../parse/manifest.ts";
import { machineRule } from "./machine-rule.ts";

/** Findings that other judges report: the schema, the webhooks, and the rules on default images and on pools. */
const others: ReadonlySet<string> = new Set([
  "AZURE_DEFAULT_IMAGE",
  "AZURE_GALLERY_IDS",
  "AZURE_IMAGE_FIELD",
  "AZURE_IMAGE_FIELD_PRUNED",
  "AZURE_IMAGE_REQUIRED",
  "AZURE_IMAGE_VARIANTS",
  "AZURE_OBJECT_INCOMPLETE",
  "AZURE_POOL_IMAGE",
]);

/**
 * What reading the image finds although the API server takes it: names and ids that Azure does not
 * have, versions that are not pinned, managed images, forms that are deprecated or never match.
 */
export const imageFormRule = machineRule(({ object }) =>
  parseManifest(object).diagnostics.filter(({ code }) => !others.has(code)),
);
