import table from "./data/capa-lookup-defaults.json" with { type: "json" };

/** The newest release of CAPA whose facts are known here. */
export const newestCapaVersion = table.newest;

/** What CAPA fills in for lookup fields that nobody sets. */
export interface CapaLookupDefaults {
  readonly format: string;
  readonly org: string;
  readonly baseOs: string;
}

/**
 * The defaults of a release of CAPA; of releases before the first that is known, those of the first.
 *
 * @param capaVersion - release, with or without `v`; the newest known where left out
 * @example
 * ```ts
 * capaLookupDefaults("2.6.1").baseOs; // => "ubuntu-18.04"
 * capaLookupDefaults().org; // => "819546954734"
 * ```
 */
export function capaLookupDefaults(capaVersion: string = newestCapaVersion): CapaLookupDefaults {
  const known = table.releases.findLast(({ since }) => isCapaSince(capaVersion, since));
  const [oldest] = table.releases;
  if (oldest === undefined) {
    throw new Error("the table of CAPA's defaults is empty");
  }
  const { format, org, baseOs } = known ?? oldest;
  return { format, org, baseOs };
}

/** Accounts whose images CAPA's community published, by whether it still has them. */
export const communityAccounts: ReadonlyMap<string, "kept" | "lost"> = new Map(
  table.releases.map(({ org, isLost }) => [org, isLost ? "lost" : "kept"] as const),
);

/** Whether a release is another one or newer; a text that is no release counts as the newest. */
export function isCapaSince(capaVersion: string, since: string): boolean {
  const found = parts(capaVersion) ?? parts(newestCapaVersion) ?? [];
  const wanted = parts(since) ?? [];
  const index = wanted.findIndex((number, at) => number !== found[at]);
  return index === -1 || (found[index] ?? 0) > (wanted[index] ?? 0);
}

function parts(version: string): readonly number[] | undefined {
  const match = /^v?(?<major>\d+)\.(?<minor>\d+)(?:\.(?<patch>\d+))?/u.exec(version);
  return match?.slice(1, 4).map((digits) => Number(digits ?? 0));
}
