import type { ClusterState, Diagnostic, ObjectAddress } from "@imagewright/core";

import { checkApiVersions } from "./check-api-versions.ts";
import { checkCycles } from "./check-cycles.ts";
import { checkKustomizations } from "./check-kustomizations.ts";
import { checkCluster, checkReferences, checkShared } from "./check-references.ts";
import { checkVersionsApart } from "./check-versions.ts";
import { classView, type ClassView } from "./class-of-topology.ts";
import { assembleCluster, type ClusterDraft, type ClusterParts } from "./cluster-assembly.ts";
import { distinctObjects } from "./distinct-objects.ts";
import { readHealthCheck } from "./health-checks.ts";
import { checkOpenImages, imageUses } from "./image-uses.ts";
import { separateKustomizations } from "./kustomize-patches.ts";
import { rootsOf } from "./machine-owners.ts";
import { type ClusterKey, createMembership, type Membership } from "./membership.ts";
import { createObjectIndex } from "./object-index.ts";
import type { Observation, ObservedDocument, ObserveOptions } from "./observation.ts";
import { isClusterObject, isCoreKind, isMachineGroup } from "./observed-kinds.ts";
import {
  byAddress,
  byText,
  finding,
  type Finding,
  type PlacedObject,
  sourceOf,
} from "./placed-object.ts";
import { createReferenceGraph, edgeOf } from "./reference-graph.ts";
import { isUnreferenced } from "./unreferenced-objects.ts";
import { unwrapDocuments } from "./unwrap-documents.ts";
import { addFindings, createWorld, type World } from "./world.ts";

/**
 * The clusters that manifests describe: what a plan needs to know of each, every fact with the
 * place it stands at, and everything that keeps a plan from being made.
 *
 * Manifests may be of any mix of API versions, files or the dump of a live cluster, single
 * fragments or whole fleets. Nothing is refused: what cannot be read is found and left out, and no
 * value is invented. The order of the documents changes nothing.
 *
 * @example
 * ```ts
 * import { readYaml } from "@imagewright/core/read";
 *
 * const text = `
 * apiVersion: cluster.x-k8s.io/v1beta2
 * kind: MachineDeployment
 * metadata: { name: workers, namespace: orders }
 * spec:
 *   clusterName: orders
 *   replicas: 3
 *   template:
 *     spec:
 *       version: v1.34.1
 *       infrastructureRef:
 *         apiGroup: infrastructure.cluster.x-k8s.io
 *         kind: AWSMachineTemplate
 *         name: workers
 * `;
 * const documents = readYaml(text, { file: "orders.yaml" });
 * const { clusters } = observeClusters(documents.ok ? documents.value : [], {
 *   carriers: [],
 *   readImages: () => ({ ok: true, value: [], diagnostics: [] }),
 * });
 * clusters.map(({ name, nodeGroups }) => `${name}: ${nodeGroups[0]?.kind}`);
 * // => ["orders: machineDeployment"]
 * clusters[0]?.nodeGroups[0]?.version;
 * // => {
 * //      by: "field",
 * //      version: {
 * //        text: "v1.34.1",
 * //        form: "version",
 * //        place: {
 * //          object: {
 * //            group: "cluster.x-k8s.io",
 * //            version: "v1beta2",
 * //            kind: "MachineDeployment",
 * //            namespace: "orders",
 * //            name: "workers",
 * //          },
 * //          pointer: "/spec/template/spec/version",
 * //          source: {
 * //            file: "orders.yaml",
 * //            document: 0,
 * //            pointer: "/spec/template/spec/version",
 * //            line: 10,
 * //          },
 * //        },
 * //      },
 * //    }
 * clusters[0]?.diagnostics.map(({ code }) => code);
 * // => ["CLUSTER_REFERENCE_OUTSIDE", "CLUSTER_REFERENCE_OUTSIDE"]
 * ```
 */
export function observeClusters(
  documents: readonly ObservedDocument[],
  options: ObserveOptions,
): Observation {
  const parts = separateKustomizations(documents);
  const patches = unwrapDocuments(parts.patches);
  const kustomizations = unwrapDocuments(parts.kustomizations);
  const unwrapped = unwrapDocuments(parts.documents);
  const { objects, findings: twins } = distinctObjects(unwrapped.objects);
  const index = createObjectIndex(objects);
  const graph = createReferenceGraph(objects, index);
  const world = createWorld({ index, graph, options }, [
    ...unwrapped.findings,
    ...checkKustomizations(parts),
    ...patches.objects.map((patch) => patchFinding(patch, index.find(patch.address))),
    ...twins,
  ]);
  const membership = createMembership(objects, graph, index, options);
  const clusters = assembleAll(world, objects, membership);
  const images = objects.flatMap((placed) => imageUses(world, placed));
  addFindings(world, [
    ...objects.flatMap((placed) => checkOpenImages(world, placed)),
    ...checkApiVersions(objects, options),
    ...checkReferences(world),
    ...checkShared(world, objects),
    ...checkCycles(objects, graph),
  ]);
  const byCluster = Map.groupBy(world.findings, ({ about }) => about && membership.of(about));
  const alone = onlyClusters(world, membership);
  const unreferenced = Map.groupBy(
    objects.filter((placed) => isUnreferenced(world, placed)),
    (placed) => membership.of(placed) ?? alone.get(placed.address.namespace),
  );
  const shared = sharedTemplates(world, objects, membership);
  const addressesOf = (key: ClusterKey | undefined): ClusterState["unreferenced"] =>
    (unreferenced.get(key) ?? []).map(({ address }) => address);
  const apart = [...patches.objects, ...kustomizations.objects];
  return {
    clusters: clusters
      .map(({ key, draft }) => ({
        ...draft,
        unreferenced: addressesOf(key),
        ...(shared.has(key) && { shared: shared.get(key) ?? [] }),
        diagnostics: sorted(byCluster.get(key) ?? []),
      }))
      .toSorted(byName),
    objects: objects.map(({ address, object, document, base }) => {
      const source = sourceOf(document, base);
      return { address, object, ...(source !== undefined && { source }) };
    }),
    images,
    others: [...objects.filter((placed) => !isClusterObject(placed)), ...apart]
      .map(({ address }) => address)
      .toSorted(byAddress),
    unreferenced: addressesOf(undefined),
    diagnostics: sorted(byCluster.get(undefined) ?? []),
  };
}

/** Templates that more than one cluster uses, by each of the clusters: none may take one away. */
function sharedTemplates(
  { graph }: World,
  objects: readonly PlacedObject[],
  membership: Membership,
): ReadonlyMap<ClusterKey | undefined, readonly ObjectAddress[]> {
  const shared = new Map<ClusterKey | undefined, ObjectAddress[]>();
  for (const placed of objects) {
    const users = placed.address.kind.endsWith("Template")
      ? new Set(graph.to(placed).map(({ owner }) => membership.of(owner)))
      : new Set<ClusterKey | undefined>();
    for (const user of users.size > 1 ? users : []) {
      shared.set(user, [...(shared.get(user) ?? []), placed.address]);
    }
  }
  return shared;
}

/**
 * The clusters that are alone in their namespaces. Where the manifests are everything there is, what
 * nothing refers to, nor says whose it is, is theirs.
 */
function onlyClusters(
  { options }: World,
  { clusters }: Membership,
): ReadonlyMap<string | undefined, ClusterKey> {
  if (options.scope !== "whole") {
    return new Map();
  }
  const byNamespace = Map.groupBy(clusters, ({ namespace }) => namespace);
  return new Map(
    [...byNamespace].flatMap(([namespace, [only, second]]) =>
      namespace === undefined || only === undefined || second !== undefined
        ? []
        : [[namespace, only] as const],
    ),
  );
}

interface Draft {
  readonly key: ClusterKey;
  readonly draft: ClusterDraft;
}

function assembleAll(
  world: World,
  objects: readonly PlacedObject[],
  membership: Membership,
): readonly Draft[] {
  const byCluster = Map.groupBy(objects, (placed) => membership.of(placed));
  const members = membersByRoot(world, objects);
  const roots = new Map([...members].flatMap(([root, made]) => made.map((one) => [one, root])));
  const classes = new Map<PlacedObject, ClassView>();
  const byAddressObject = new Map(objects.map((placed) => [placed.address, placed]));
  const classOf = (cluster: PlacedObject): ClassView | undefined => {
    const placed = edgeOf(world.graph, cluster, "class")?.target;
    if (placed === undefined) {
      return undefined;
    }
    const view = classes.get(placed) ?? classView(world, placed);
    classes.set(placed, view);
    return view;
  };
  return membership.clusters.map((key) => {
    const own = byCluster.get(key) ?? [];
    const parts: ClusterParts = {
      key,
      objects: own,
      healthChecks: own
        .filter((placed) => isCoreKind(placed, "MachineHealthCheck"))
        .flatMap(readHealthCheck),
      membersOf: (placed) => members.get(placed) ?? [],
      isMember: (placed) => roots.has(placed),
      classOf,
    };
    const draft = assembleCluster(world, parts);
    addFindings(world, [
      ...checkCluster(world, key, own),
      ...checkVersionsApart(draft, ({ place }) => byAddressObject.get(place.object)),
    ]);
    return { key, draft };
  });
}

/** Sets and machines by the group they were made for. */
function membersByRoot(
  world: World,
  objects: readonly PlacedObject[],
): ReadonlyMap<PlacedObject, readonly PlacedObject[]> {
  const groups = objects.filter(isMachineGroup);
  const roots = rootsOf(groups, world.graph, world.index);
  const members = groups.filter((placed) => roots.get(placed) !== placed);
  return Map.groupBy(members, (placed) => roots.get(placed) ?? placed);
}

/** A patch matters to the cluster of the object it would change. */
function patchFinding(patch: PlacedObject, about: PlacedObject | undefined): Finding {
  const message = "a kustomization patches another object with this document";
  return { ...finding("CLUSTER_KUSTOMIZE_PATCH", patch, { message }), about };
}

function byName(a: ClusterState, b: ClusterState): number {
  return byText(textOf(a), textOf(b));
}

/** Fragments of unnamed clusters are told apart by their control planes. */
function textOf({ namespace = "", name, controlPlane, nodeGroups }: ClusterState): string {
  const first = controlPlane?.name ?? nodeGroups[0]?.name ?? "";
  return JSON.stringify([namespace, name, first]);
}

/** In the order of the files, then of their lines. */
function sorted(findings: readonly Finding[]): readonly Diagnostic[] {
  return distinct(findings)
    .map(({ diagnostic }) => ({ diagnostic, key: JSON.stringify(diagnostic) }))
    .toSorted(
      (a, b) =>
        byText(a.diagnostic.source?.file ?? "", b.diagnostic.source?.file ?? "") ||
        (a.diagnostic.source?.line ?? 0) - (b.diagnostic.source?.line ?? 0) ||
        byText(a.key, b.key),
    )
    .map(({ diagnostic }) => diagnostic);
}

/** A template of a class is read for every group that uses it: what is said once of it is enough. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const said = new Map<PlacedObject, Set<string>>();
  return findings.filter(({ about, diagnostic }) => {
    if (about === undefined) {
      return true;
    }
    const texts = said.get(about) ?? new Set();
    const { code, pointer, message, source } = diagnostic;
    const text = JSON.stringify([code, pointer, message, source?.file, source?.line]);
    const isNew = !texts.has(text);
    said.set(about, texts.add(text));
    return isNew;
  });
}
