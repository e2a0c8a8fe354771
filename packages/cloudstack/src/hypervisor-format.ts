import table from "./data/hypervisors.json" with { type: "json" };

/**
 * The format of disk that CloudStack boots on a hypervisor without converting it, whatever the
 * case of the hypervisor's name.
 *
 * @returns undefined for a hypervisor without a format of its own, such as `Simulator`
 * @example
 * ```ts
 * diskFormatOf("VMware"); // => "OVA"
 * diskFormatOf("kvm"); // => "QCOW2"
 * diskFormatOf("Simulator"); // => undefined
 * ```
 */
export function diskFormatOf(hypervisor: string): string | undefined {
  return table.formats.find((row) => row.hypervisor.toLowerCase() === hypervisor.toLowerCase())
    ?.format;
}

/**
 * The hypervisor whose own format a disk has, whatever the case of the format's name.
 *
 * @returns undefined for a format that is no hypervisor's own, such as `ISO`
 * @example
 * ```ts
 * hypervisorOfFormat("vhd"); // => "XenServer"
 * hypervisorOfFormat("ISO"); // => undefined
 * ```
 */
export function hypervisorOfFormat(format: string): string | undefined {
  return table.formats.find((row) => row.format === format.toUpperCase())?.hypervisor;
}
