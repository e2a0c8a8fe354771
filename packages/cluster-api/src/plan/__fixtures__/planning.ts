import {
  type Diagnostic,
  type FoundReference,
  type ImageRecord,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  mapAt,
  objectKind,
  type Parsed,
  replaceAt,
  textAt,
  toParsed,
} from "@imagewright/core";
import {
  changeObjects,
  type GroupUpgrade,
  type ImageNeed,
  type MachineGroup,
  type ObjectChange,
  type PlanObjects,
  planObjects,
  type StepDraft,
  type Upgrader,
} from "@imagewright/core/plan";

import type { ObserveOptions } from "../../observe/observation.ts";
import { observeClusters } from "../../observe/observe-clusters.ts";
import { clusterApiPlanning } from "../index.ts";

const group = "infrastructure.cluster.x-k8s.io";

/** Where AWS' machine templates name an AMI; another provider's kind names a text. */
const places: ReadonlyMap<string, string> = new Map([
  ["GalleryMachineTemplate", "/spec/template/spec/image"],
  ["PlainMachineTemplate", "/spec/template/spec"],
  ["AWSMachineTemplate", "/spec/template/spec/ami/id"],
  ["TestMachineTemplate", "/spec/template/spec/image"],
]);

/** A plugin as small as one can be: it reads and writes AMIs. */
export const plugin: ObserveOptions & {
  readonly writeReference: (object: JsonObject, found: FoundReference) => Parsed<JsonObject>;
} = {
  carriers: [...places.keys()].map((kind) => ({
    group,
    versions: ["v1", "v1beta2"],
    kind,
    update: "rotate",
  })),
  readImages: (object) => toParsed(readImages(object)),
  imagePlaces: [...places].map(([kind, path]) => ({
    apiVersion: kind === "TestMachineTemplate" ? `${group}/v1` : `${group}/v1beta2`,
    kind,
    path,
    schema: { type: "string" },
  })),
  writeReference(object, { pointer, reference }) {
    const found = readImages(object).find((one) => one.pointer === pointer);
    const id = reference.kind === "ami" ? reference.id : undefined;
    const written =
      found === undefined || id === undefined ? undefined : writeId(object, pointer, id);
    return written === undefined ? { ok: false, diagnostics: [notWritten(pointer)] } : toParsed(written);
  },
};

/** An AMI, or its two parts in a map. */
function writeId(object: JsonObject, pointer: string, id: string): JsonObject | undefined {
  if (mapAt(object, pointer) === undefined) {
    return replaceAt(object, pointer, id);
  }
  const [, name = "", version = "", suffix = ""] = /^(ami)-([\d.]+)(.*)$/u.exec(id) ?? [];
  const named = replaceAt(object, `${pointer}/name`, `${name}${suffix}`);
  return named && replaceAt(named, `${pointer}/version`, version);
}

function readImages(object: JsonObject): readonly FoundReference[] {
  const kind = objectKind(object)?.kind ?? "";
  const pointer = places.get(kind);
  const parts = pointer === undefined ? undefined : mapAt(object, pointer);
  const id =
    parts === undefined
      ? pointer && textAt(object, pointer)
      : `${textAt(parts, "/name")}-${textAt(parts, "/version")}`;
  if (pointer !== undefined && id !== undefined) {
    return [{ pointer, reference: { kind: "ami", id } }];
  }
  const lookup = "/spec/template/spec/imageLookupFormat";
  const format = kind === "AWSMachineTemplate" ? textAt(object, lookup) : undefined;
  return format === undefined
    ? []
    : [{ pointer: lookup, reference: { kind: "ami-lookup", format } }];
}

function notWritten(pointer: string): Diagnostic {
  const [code, message, hint] = ["TEST_WRITE", "nothing to write to", "Write it by hand."];
  return { code, severity: "error", message, hint, pointer };
}

/** An image of a Kubernetes version. */
export function imageOf(
  version: string,
  architecture: "amd64" | "arm64" = "amd64",
): ImageRecord {
  const suffix = architecture === "arm64" ? "-arm64" : "";
  return {
    name: `ubuntu-2404-${version}${suffix}`,
    kubernetesVersion: version,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture,
    references: [{ kind: "ami", region: "eu-west-1", id: amiOf(version, architecture) }],
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
}

/** The AMI of that image. */
export function amiOf(version: string, architecture: "amd64" | "arm64" = "amd64"): string {
  return `ami-${version}${architecture === "arm64" ? "-arm64" : ""}`;
}

/** What one hop of a cluster comes to. */
export interface HopResult {
  readonly drafts: readonly StepDraft[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the groups are looked up by. */
  readonly needs: readonly ImageNeed["by"][];
  /** The objects before and after the drafts. */
  readonly before: PlanObjects;
  readonly after: PlanObjects;
  /** All objects after the drafts. */
  readonly documents: readonly JsonValue[];
  /** Whether Cluster API would pass through several minor versions. */
  readonly chains: boolean;
}

/** How a hop is planned. */
export interface HopOptions {
  /** Without `v`. */
  readonly version: string;
  /** The architecture of a group's image. */
  readonly architecture?: (group: MachineGroup) => "amd64" | "arm64";
  /** Which groups move. @default all */
  readonly moves?: (group: MachineGroup) => boolean;
  readonly observe?: Partial<ObserveOptions>;
}

/** Plans one hop of the first cluster, by the upgraders of this package alone. */
export function planHop(documents: readonly JsonValue[], options: HopOptions): HopResult {
  const { clusters, objects } = observeClusters(
    documents.map((value, index) => ({ value, file: "all.yaml", index })),
    { ...plugin, ...options.observe },
  );
  const [cluster] = clusters;
  if (cluster === undefined) {
    throw new Error("no cluster was observed");
  }
  const before = planObjects(objects);
  const draft = changeObjects(before);
  const groups: readonly MachineGroup[] = [
    ...(cluster.controlPlane === undefined ? [] : [cluster.controlPlane]),
    ...cluster.nodeGroups,
  ].filter(options.moves ?? (() => true));
  const byUpgrader = Map.groupBy(groups, (one) =>
    clusterApiPlanning.upgraders.find(({ handles }) => handles(one, cluster, before)),
  );
  const drafts: StepDraft[] = [];
  const diagnostics: Diagnostic[] = [];
  const needs: ImageNeed["by"][] = [];
  const changes: ObjectChange[] = [];
  // Core refuses the plan of a group of which nobody can say how it comes to its image.
  const unknown = new Set<MachineGroup>();
  let chains = false;
  for (const [upgrader, members] of byUpgrader) {
    if (upgrader === undefined) {
      throw new Error(`nobody handles ${members.map(({ name }) => name).join(", ")}`);
    }
    const upgrades = members.map((one) => {
      const need = upgrader.imageNeed?.(one, cluster, draft) ?? defaultNeed(one);
      needs.push(need.by);
      if (need.by === "unknown") {
        diagnostics.push(need.diagnostic);
        unknown.add(one);
      }
      return upgradeOf(one, need, options);
    });
    chains ||= upgrader.chains?.(cluster, draft) === true;
    const units = upgrader.unit === "cluster" ? [upgrades] : upgrades.map((one) => [one]);
    for (const unit of units.filter((one) => one.every(({ group: own }) => !unknown.has(own)))) {
      const planned = planUnit(upgrader, unit);
      drafts.push(...planned.steps);
      diagnostics.push(...planned.diagnostics);
    }
  }
  const known = objects.map(({ address }) => address);
  const added = changes.flatMap(({ change, object }) => (change === "copy" ? [object] : []));
  return {
    drafts,
    diagnostics,
    needs,
    before,
    after: draft,
    documents: [...known, ...added].flatMap((address) => draft.find(address)?.object ?? []),
    chains,
  };

  function planUnit(upgrader: Upgrader, unit: readonly GroupUpgrade[]): ReturnType<Upgrader["plan"]> {
    if (cluster === undefined) {
      return { steps: [], diagnostics: [] };
    }
    const planned = upgrader.plan(unit, {
      cluster,
      objects: draft,
      version: options.version,
      movesControlPlane: true,
      intent: {
        apiVersion: "imagewright/v1alpha1",
        kind: "UpgradeIntent",
        goal: { kubernetesVersion: options.version },
      },
      targetVersions: {},
      writeReference: plugin.writeReference,
    });
    for (const effect of planned.steps.flatMap(({ effects }) => effects)) {
      changes.push(effect);
      if (!draft.apply(effect)) {
        throw new Error(`a change cannot be made: ${JSON.stringify(effect)}`);
      }
    }
    return planned;
  }
}

function upgradeOf(one: MachineGroup, need: ImageNeed, options: HopOptions): GroupUpgrade {
  const { version, architecture = () => "amd64" as const } = options;
  const from = one.version.by === "field" ? one.version.version.text.replace(/^v/u, "") : undefined;
  const arch = architecture(one);
  return {
    group: one,
    ...(from !== undefined && { from }),
    ...(need.by === "catalog" && {
      image: {
        record: imageOf(version, arch),
        reference: { kind: "ami", id: amiOf(version, arch) },
      },
    }),
  };
}

/** What core takes where an upgrader says nothing. */
function defaultNeed({ images: [use] }: MachineGroup): ImageNeed {
  return use === undefined || use.reference.kind === "ami-lookup"
    ? { by: "version" }
    : { by: "catalog", kinds: [use.reference.kind], locations: [], current: use.reference };
}

/** An object with other fields, deep; null takes one away. */
export function changed(object: JsonObject, change: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(object), ...Object.keys(change)])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const [before, after] = [object[key], change[key]];
      if (after === null) {
        return [];
      }
      const isDeep = isJsonObject(before) && isJsonObject(after);
      return [[key, isDeep ? changed(before, after) : (after ?? before ?? null)]];
    }),
  );
}

/** The documents with a change to each of a kind, or of a kind and name. */
export function changedKind(
  documents: readonly JsonObject[],
  kind: string,
  change: JsonObject,
): readonly JsonObject[] {
  return documents.map((document) => {
    const name = textAt(document, "/metadata/name") ?? "";
    const own = [textAt(document, "/kind"), `${textAt(document, "/kind")} ${name}`];
    return own.includes(kind) ? changed(document, change) : document;
  });
}
