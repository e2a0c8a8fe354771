import type { Architecture } from "../image/node-image.ts";
import type { MachineGroupState } from "./cluster-state.ts";

/** Names that providers give to the two architectures. */
const architectures: ReadonlyMap<string, Architecture> = new Map([
  ["amd64", "amd64"],
  ["x86_64", "amd64"],
  ["arm64", "arm64"],
  ["aarch64", "arm64"],
]);

/** The architecture of a group's machines, where its manifests name exactly one. */
export function hintedArchitecture({ hints }: MachineGroupState): Architecture | undefined {
  const found = new Set(
    hints.flatMap(({ about, text }) =>
      about === "architecture" ? (architectures.get(text) ?? []) : [],
    ),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
