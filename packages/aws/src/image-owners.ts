import { objectReferences, referencedObject, templateOwners } from "@imagewright/cluster-api";
import {
  type JsonObject,
  type JsonValue,
  listAt,
  type ManifestSet,
  textAt,
  valueAt,
} from "@imagewright/core";

/** Who makes machines of a template or pool, and what CAPA takes from their cluster. */
export interface ImageOwner {
  /** MachineDeployment, MachineSet, MachinePool, Machine, control plane, or a Cluster of a class. */
  readonly object: JsonObject;
  readonly kind: string;
  /** Kubernetes version the owner asks for, as it is written. */
  readonly version: string | undefined;
  /** Kind of the bootstrap configuration. */
  readonly bootstrapKind: string | undefined;
  /** AWSCluster or AWSManagedControlPlane: what holds the defaults of lookups. */
  readonly cluster: JsonObject | undefined;
  /** Whether EKS manages the control plane; undefined where the cluster is not among the objects. */
  readonly isEks: boolean | undefined;
}

/** Every rule about a machine asks for its owners: they are looked up once. */
const known = new WeakMap<ManifestSet, WeakMap<JsonObject, readonly ImageOwner[]>>();

/**
 * The owners of a machine template, machine or pool, as far as they are among the objects. Clusters
 * whose class may write another image into the template are left out.
 */
export function imageOwners(object: JsonObject, manifests: ManifestSet): readonly ImageOwner[] {
  const ofSet = known.get(manifests) ?? new WeakMap<JsonObject, readonly ImageOwner[]>();
  known.set(manifests, ofSet);
  const owners = ofSet.get(object) ?? findOwners(object, manifests);
  ofSet.set(object, owners);
  return owners;
}

function findOwners(object: JsonObject, manifests: ManifestSet): readonly ImageOwner[] {
  return templateOwners(object, manifests)
    .filter(({ clusterClass }) => clusterClass === undefined || !isImagePatched(clusterClass))
    .map(({ object: owner, kind, version, bootstrap, cluster, clusterClass }) => ({
      object: owner,
      kind,
      version: version?.text,
      bootstrapKind: bootstrap?.kind,
      ...defaultsOf(clusterClass ?? cluster, manifests),
    }));
}

/** What holds the defaults of a Cluster, or of the clusters of a class. */
function defaultsOf(
  from: JsonObject | undefined,
  manifests: ManifestSet,
): Pick<ImageOwner, "cluster" | "isEks"> {
  const plane = from && objectReferences(from).find(({ role }) => role === "controlPlane");
  const isEks = plane?.reference?.kind.startsWith("AWSManagedControlPlane");
  const role = isEks === true ? "controlPlane" : "infrastructure";
  return { cluster: from && referencedObject(from, role, manifests), isEks };
}

const patched = new WeakMap<JsonObject, boolean>();

/** Where a patch writes an image, or more than that. */
const imagePath = /^\/spec(?:\/template(?:\/spec(?:\/(?:ami|imageLookup).*)?)?)?$/su;

function isImagePatched(clusterClass: JsonObject): boolean {
  const told = patched.get(clusterClass);
  if (told !== undefined) {
    return told;
  }
  const found = (listAt(clusterClass, "/spec/patches") ?? []).some(writesImage);
  patched.set(clusterClass, found);
  return found;
}

/** Extensions may write anything. */
function writesImage(patch: JsonValue): boolean {
  const isExternal = (valueAt(patch, "/external") ?? null) !== null;
  const paths = (listAt(patch, "/definitions") ?? [])
    .flatMap((definition) => listAt(definition, "/jsonPatches") ?? [])
    .map((step) => textAt(step, "/path") ?? "");
  return isExternal || paths.some((path) => imagePath.test(path));
}
