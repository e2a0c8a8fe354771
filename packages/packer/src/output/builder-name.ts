/** Builders whose type Packer writes before a name of its own: `azure-arm.sig-ubuntu-2404`. */
const types = [
  "amazon-chroot",
  "amazon-ebs",
  "amazon-ebssurrogate",
  "amazon-ebsvolume",
  "amazon-instance",
  "azure-arm",
  "azure-chroot",
  "azure-dtl",
  "file",
  "null",
  "qemu",
];

/** The type of a builder by the id that its artifacts carry. */
const typesByBuilderId: { readonly [id: string]: string } = {
  "mitchellh.amazonebs": "amazon-ebs",
  "Azure.ResourceManagement.VMImage": "azure-arm",
  "transcend.qemu": "qemu",
};

/** A builder's own name and, where Packer writes it, its type. */
export function splitBuilderName(text: string): { readonly name: string; readonly type?: string } {
  const type = types.find((candidate) => text.startsWith(`${candidate}.`));
  if (type !== undefined) {
    return { name: text.slice(type.length + 1), type };
  }
  return types.includes(text) ? { name: text, type: text } : { name: text };
}

export function builderTypeOf(builderId: string): string | undefined {
  return Object.hasOwn(typesByBuilderId, builderId) ? typesByBuilderId[builderId] : undefined;
}
