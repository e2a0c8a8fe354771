import { type Diagnostic, type NodeImage, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { definitionName, windowsSuffix } from "../image-builder.ts";
import type { AzureBuild, AzureTarget } from "../options.ts";

/** image-builder names the managed image after the definition, with `-` and the time behind it. */
const longestDefinition = 69;

/** Packer publishes into the image definition that the build makes. */
export const buildDefinitionRule: TargetRule<AzureTarget> = ({ image, target }) =>
  target.build === undefined ? [] : checkDefinition(image, target.build);

function checkDefinition(image: NodeImage, build: AzureBuild): readonly Diagnostic[] {
  const { name, sku } = build.definition ?? {};
  const found: Diagnostic[] = [];
  const report = (field: string, message: string, expected?: string): void => {
    const pointer = `/build/definition/${field}`;
    found.push(azureDiagnostics.report("AZURE_BUILD_DEFINITION", { message, pointer, expected }));
  };
  const isWindows = image.os.distribution === "windows";
  if (name !== undefined && isWindows && !isSuffixed(name)) {
    const message = "image-builder puts the container runtime behind the name of a Windows image";
    report("name", message, `a name that ends in ${windowsSuffix}`);
  }
  if (name !== undefined && name.length > longestDefinition) {
    report("name", `a name longer than ${longestDefinition} leaves no room for the time behind it`);
  }
  if (sku !== undefined && definitionName(image, build) === undefined) {
    report("sku", "with an SKU the definition needs a name: Flatcar's version is not known yet");
  }
  return found;
}

function isSuffixed(name: string): boolean {
  return name.endsWith(windowsSuffix) && name.length > windowsSuffix.length;
}
