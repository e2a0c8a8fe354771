import { locationOf } from "../image/format-image-reference.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { ImageResolver } from "./assemble/image-resolver.ts";
import type { ClusterState } from "./cluster-state.ts";

/** Records of the reference, those of other places left out where the cluster says its own. */
export function recordsOf(
  reference: ImageReference,
  { locations }: ClusterState,
  resolver: ImageResolver,
): readonly ImageRecord[] {
  const own = new Set(locations.map(({ text }) => text));
  const matches = resolver.currentOf(reference);
  const local = matches.filter((match) => own.has(locationOf(match.reference) ?? ""));
  return [...new Set((local.length > 0 ? local : matches).map(({ record }) => record))];
}
