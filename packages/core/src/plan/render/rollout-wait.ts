import type { RolloutCheck } from "../../rollout/rollout-verdict.ts";
import type { ObjectAddress } from "../object-address.ts";
import data from "./data/rollout-waits.json" with { type: "json" };

/** One thing that an object has to say before its rollout is finished. */
export interface WaitLine {
  /** What people call it: a field, or a condition. */
  readonly name: string;
  /** JSONPath of a list: the line holds for each of its items. */
  readonly each?: string;
  /** JSONPath of what is said; in the item, where there is `each`. */
  readonly found: string;
  /**
   * - `same`: the words are equal
   * - `minor`: the version is of that minor release
   * - `not`: the words differ
   * - `without`: the list of words does not hold that one
   * - `none`: nothing is said, or 0
   */
  readonly how: "same" | "minor" | "not" | "without" | "none";
  /** What has to be said. */
  readonly wanted: string;
  /** Whether `wanted` is a JSONPath of the same object. */
  readonly isPath: boolean;
}

/** Which Nodes have to run the version before a rollout is finished. */
export interface WaitNodes {
  /** Where they are: in the cluster that Cluster API made, or in that of the object itself. */
  readonly cluster: "workload" | "same";
  /** Selector of their label. */
  readonly selector?: string;
  /** JSONPath of their names in the object. */
  readonly names?: string;
  readonly version: string;
  readonly how: "same" | "minor";
}

/** How it is seen with kubectl that a rollout is finished. */
export interface RolloutWait {
  readonly object: ObjectAddress;
  readonly lines: readonly WaitLine[];
  /** Where newer servers say it themselves: lines that count as soon as there is one. */
  readonly reported: readonly WaitLine[];
  /** Where the object proves nothing. */
  readonly nodes?: WaitNodes;
}

/** What is intended, as a line compares it; versions of two numbers ask for the minor alone. */
const version = /^\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]+)?$/u;
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/u;

/**
 * How it is seen with kubectl alone that a check of a plan holds; undefined for kinds that nobody
 * here knows, and for intentions that have no version kubectl could compare.
 *
 * @param apiVersion - version of the subject's API, without its group; the newest known if absent
 */
export function rolloutWait(check: RolloutCheck, apiVersion?: string): RolloutWait | undefined {
  const { subject, intended } = check;
  const rule = data.waits.find(
    ({ group, kind, versions }) =>
      group === subject.group &&
      kind === subject.kind &&
      (apiVersion === undefined || versions.includes(apiVersion)),
  );
  const { kubernetesVersion } = intended;
  if (rule === undefined || (kubernetesVersion !== undefined && !version.test(kubernetesVersion))) {
    return undefined;
  }
  const rows: readonly WaitRow[] = rule.lines;
  const reported: readonly WaitRow[] = "reported" in rule ? rule.reported : [];
  const nodes: NodesRow | undefined = "nodes" in rule ? rule.nodes : undefined;
  const wanted = nodes && waitNodes(nodes, subject.name, kubernetesVersion);
  if (nodes !== undefined && wanted === undefined) {
    return undefined;
  }
  return {
    object: { ...subject, version: apiVersion ?? rule.versions[0] ?? "" },
    lines: rows.flatMap((row) => waitLine(row, kubernetesVersion)),
    reported: reported.flatMap((row) => waitLine(row, kubernetesVersion)),
    ...(wanted !== undefined && { nodes: wanted }),
  };
}

/** A row of the table. */
interface WaitRow {
  readonly name?: string;
  readonly condition?: string;
  readonly in?: string;
  readonly each?: string;
  readonly found?: string;
  readonly same?: string;
  readonly is?: string;
  readonly not?: string;
  readonly without?: string;
  readonly none?: boolean;
  readonly intended?: boolean;
  readonly intendedMinor?: boolean;
}

interface NodesRow {
  readonly cluster: string;
  readonly label?: string;
  readonly names?: string;
}

function waitLine(row: WaitRow, intended: string | undefined): readonly WaitLine[] {
  const { condition = "", name = condition, each, same } = row;
  const found = row.found ?? `${row.in ?? ""}[?(@.type=="${condition}")].status`;
  const line = { name, ...(each !== undefined && { each }), found, isPath: false };
  if (same !== undefined) {
    return [{ ...line, how: "same", wanted: same, isPath: true }];
  }
  if (row.intended === true || row.intendedMinor === true) {
    return intended === undefined
      ? []
      : [{ ...line, ...comparedVersion(intended, row.intendedMinor === true) }];
  }
  const { is, not, without } = row;
  if (is !== undefined) {
    return [{ ...line, how: "same", wanted: is }];
  }
  if (not !== undefined) {
    return [{ ...line, how: "not", wanted: not }];
  }
  return [
    without === undefined
      ? { ...line, how: "none", wanted: "" }
      : { ...line, how: "without", wanted: without },
  ];
}

function comparedVersion(
  intended: string,
  isMinor: boolean,
): { readonly how: "same" | "minor"; readonly wanted: string } {
  const [major = "", minor = "", patch] = intended.split(".");
  return isMinor || patch === undefined
    ? { how: "minor", wanted: `v${major}.${minor}` }
    : { how: "same", wanted: `v${intended}` };
}

/** Nodes prove a kubelet, and no image: an intention without a version is not proven by them. */
function waitNodes(
  { cluster, label, names }: NodesRow,
  name: string,
  intended: string | undefined,
): WaitNodes | undefined {
  if (intended === undefined || !plainName.test(name)) {
    return undefined;
  }
  const { how, wanted } = comparedVersion(intended, false);
  return {
    cluster: cluster === "same" ? "same" : "workload",
    version: wanted,
    how,
    ...(label !== undefined && { selector: `${label}=${name}` }),
    ...(names !== undefined && { names }),
  };
}
