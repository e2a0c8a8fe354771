import { isBeforeRelease } from "./capz-version.ts";

/** Since then CAPZ installs its extension only where it is asked to. */
const offSince = "1.25.0";

/** What a machine says of extensions. */
interface ExtensionFields {
  readonly disableExtensionOperations?: boolean | undefined;
  readonly disableVMBootstrapExtension?: boolean | undefined;
}

/** What comes of CAPZ's bootstrap extension; undefined where machine and release agree about it. */
export function extensionFault(machine: ExtensionFields, capzVersion: string): string | undefined {
  const isOff = machine.disableVMBootstrapExtension ?? !isBeforeRelease(capzVersion, offSince);
  return machine.disableExtensionOperations === true && !isOff
    ? "the bootstrap extension is installed, but extensions are disabled"
    : undefined;
}
