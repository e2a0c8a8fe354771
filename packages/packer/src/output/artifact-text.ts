import type { AzureArtifact, PackerArtifact } from "./packer-build.ts";

/** What the text of one artifact says. */
export interface ArtifactReading {
  readonly artifacts: readonly PackerArtifact[];
  /** Type of the builder that words its artifacts like this. */
  readonly builderType?: string;
  readonly masked: boolean;
  /** A line that is not of the form it should have; its number in the text, from 0. */
  readonly fault?: { readonly line: number; readonly text: string };
}

/** What Packer writes in place of a value that a template calls sensitive. */
const mask = "<sensitive>";

const amiLine = /^(?<region>[a-z]{2,6}(?:-[a-z]+)+-\d+): (?<id>ami-(?:[0-9a-f]{8}|[0-9a-f]{17}))$/u;
const azureLine = /^(?<key>[A-Za-z]+(?: \([^)]*\))?): (?<value>\S.*)$/u;
const armId =
  /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.Compute\/(?:images\/[^/\s]+|galleries\/[^/\s]+\/images\/[^/\s]+\/versions\/[^/\s]+)$/iu;

const azureKeys = new Set([
  "OSType",
  "ManagedImageResourceGroupName",
  "ManagedImageName",
  "ManagedImageId",
  "ManagedImageLocation",
  "ManagedImageOSDiskSnapshotName",
  "ManagedImageDataDiskSnapshotPrefix",
  "ManagedImageSharedImageGalleryId",
  "SharedImageGalleryResourceGroup",
  "SharedImageGalleryName",
  "SharedImageGalleryImageName",
  "SharedImageGalleryImageVersion",
  "SharedImageGalleryReplicatedRegions",
  "OSDiskUri",
  "OSDiskUriReadOnlySas",
  "StorageAccountLocation",
  "TemplateUri",
  "TemplateUriReadOnlySas",
  "VHDOSDiskUri",
]);

/** The heading that the log of a builder begins an artifact with, and whether lines follow. */
export function artifactForm(heading: string): "ami" | "azure" | "disk" | "none" | "other" {
  if (heading === "AMIs were created:") {
    return "ami";
  }
  if (heading === "Azure.ResourceManagement.VMImage:") {
    return "azure";
  }
  if (heading.startsWith("VM files in directory: ")) {
    return "disk";
  }
  return heading === "<nothing>" ? "none" : "other";
}

/**
 * What the text of an artifact says, the heading being its first line.
 *
 * Every line has to be of its form from end to end: half an id still looks like one.
 */
export function readArtifactText(lines: readonly string[]): ArtifactReading {
  const [heading = "", ...rest] = lines;
  switch (artifactForm(heading)) {
    case "ami":
      return readAmis(rest);
    case "azure":
      return readAzure(rest);
    case "disk":
      return readDisk(heading.slice("VM files in directory: ".length));
    case "none":
      return { artifacts: [], masked: false };
    case "other":
    default:
      return readOther(lines);
  }
}

/** An ARM id as the artifact it is of, or undefined. */
export function azureArtifact(id: string, regions?: readonly string[]): AzureArtifact | undefined {
  if (!armId.test(id)) {
    return undefined;
  }
  const kind = /\/galleries\//iu.test(id) ? "azure-gallery-version" : "azure-managed-image";
  return { kind, id, ...(regions !== undefined && { regions }) };
}

function readAmis(lines: readonly string[]): ArtifactReading {
  const artifacts: PackerArtifact[] = [];
  let masked = false;
  for (const [index, text] of lines.entries()) {
    const groups = amiLine.exec(text)?.groups;
    const { region, id } = groups ?? {};
    if (text.includes(mask)) {
      masked = true;
    } else if (region !== undefined && id !== undefined) {
      artifacts.push({ kind: "ami", region, id });
    } else if (text !== "") {
      return { artifacts: [], masked, fault: { line: index + 1, text } };
    }
  }
  return { artifacts, masked, builderType: "amazon-ebs" };
}

function readAzure(lines: readonly string[]): ArtifactReading {
  const values = new Map<string, string>();
  for (const [index, text] of lines.entries()) {
    const { key, value } = azureLine.exec(text)?.groups ?? {};
    const isKnown = key !== undefined && (azureKeys.has(key) || key.startsWith("AdditionalDisk"));
    if (key !== undefined && value !== undefined && isKnown && isWhole(key, value)) {
      values.set(key, value);
    } else if (text !== "") {
      return { artifacts: [], masked: false, fault: { line: index + 1, text } };
    }
  }
  return { ...azureReading(values), builderType: "azure-arm" };
}

function isWhole(key: string, value: string): boolean {
  const isId = key === "ManagedImageId" || key === "ManagedImageSharedImageGalleryId";
  return !isId || value.includes(mask) || armId.test(value);
}

function azureReading(values: ReadonlyMap<string, string>): ArtifactReading {
  const artifacts: PackerArtifact[] = [];
  const location = values.get("ManagedImageLocation");
  const replicated = values.get("SharedImageGalleryReplicatedRegions")?.split(", ");
  const sources = [
    [values.get("ManagedImageId"), location === undefined ? undefined : [location]],
    [values.get("ManagedImageSharedImageGalleryId"), replicated],
  ] as const;
  const disk = values.get("VHDOSDiskUri") ?? values.get("OSDiskUri");
  let masked = disk?.includes(mask) ?? false;
  for (const [id, regions] of sources) {
    const clear = regions?.some((region) => region.includes(mask)) === true ? undefined : regions;
    const artifact = id === undefined ? undefined : azureArtifact(id, clear);
    masked ||= id?.includes(mask) ?? false;
    if (artifact !== undefined && id?.includes(mask) === false) {
      artifacts.push(artifact);
    }
  }
  if (disk !== undefined && !disk.includes(mask)) {
    artifacts.push({ kind: "azure-vhd", id: disk });
  }
  return { artifacts, masked };
}

function readDisk(directory: string): ArtifactReading {
  return directory.includes(mask)
    ? { artifacts: [], masked: true, builderType: "qemu" }
    : { artifacts: [{ kind: "disk", directory, files: [] }], masked: false, builderType: "qemu" };
}

function readOther(lines: readonly string[]): ArtifactReading {
  const id = lines.join("\n").trim();
  return id.includes(mask)
    ? { artifacts: [], masked: true }
    : { artifacts: [{ kind: "other", id }], masked: false };
}
