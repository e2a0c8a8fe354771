import { toParsed } from "../../diagnostic.ts";
import { createImageCatalog, type ImageCatalog } from "../../image/image-catalog.ts";
import type { ImageRecord } from "../../image/image-record.ts";
import { textAt } from "../../json-fields.ts";
import { replaceAt } from "../../json-pointer.ts";
import type { ClusterState, ControlPlaneState, FactPlace } from "../cluster-state.ts";
import { fieldChanges } from "../field-changes.ts";
import type { ObjectAddress } from "../object-address.ts";
import type { MachineGroup, PlanContribution, StoredObject, Upgrader } from "../plan-contribution.ts";
import { planObjects } from "../plan-objects.ts";
import type { PlanInput } from "../assemble/plan-options.ts";
import { cluster, group } from "./group-states.ts";

/** A group of a small cluster, whose object holds version and image. */
export interface SmallGroup {
  readonly name: string;
  /** Without `v`. */
  readonly version: string;
  /** Version of the image it has, where that differs. */
  readonly image?: string;
  readonly architecture?: "amd64" | "arm64";
}

function addressOf(name: string): ObjectAddress {
  return { group: "example.com", version: "v1", kind: "Machines", namespace: "shop", name };
}

function placeOf(name: string, pointer: string): FactPlace {
  return { object: addressOf(name), pointer };
}

/** The made-up AMI of a version. */
function amiOf(version: string, architecture = "amd64"): string {
  return `ami-${version}-${architecture}`;
}

function describe({ name, version, image = version, architecture }: SmallGroup): MachineGroup {
  const id = amiOf(image, architecture);
  const place = placeOf(name, "/spec/version");
  return group({
    name,
    place: placeOf(name, ""),
    version: { by: "field", version: { text: `v${version}`, form: "version", place } },
    images: [
      {
        reference: { kind: "ami", id },
        place: placeOf(name, "/spec/image"),
        update: "in-place",
        isEditable: true,
      },
    ],
  });
}

/** A cluster whose control plane and nodes are objects of one kind. */
export function smallCluster(
  controlPlane: SmallGroup | undefined,
  nodes: readonly SmallGroup[],
  changes: Partial<ClusterState> = {},
): PlanInput {
  const state: ClusterState = {
    ...cluster(group()),
    ...(controlPlane !== undefined && { controlPlane: controlPlaneOf(controlPlane) }),
    nodeGroups: nodes.map((one) => ({ ...group(), ...describe(one), kind: "machineDeployment", role: "worker" })),
    ...changes,
  };
  const all = [...(controlPlane === undefined ? [] : [controlPlane]), ...nodes];
  return { state, objects: planObjects(all.map(storedOf)) };
}

function controlPlaneOf(one: SmallGroup): ControlPlaneState {
  return { ...describe(one), kind: "kubeadm", components: [] };
}

function storedOf({ name, version, image = version, architecture }: SmallGroup): StoredObject {
  return {
    address: addressOf(name),
    object: {
      apiVersion: "example.com/v1",
      kind: "Machines",
      metadata: { name, namespace: "shop" },
      spec: { version: `v${version}`, image: amiOf(image, architecture) },
    },
  };
}

/** Records of these versions, all supported unless a note behind the version says otherwise. */
export function smallCatalog(versions: readonly string[]): ImageCatalog {
  return createImageCatalog(versions.map(recordOf));
}

/** `1.34.1 arm64 deprecated #b`: a version, and what differs from the usual. */
function recordOf(text: string): ImageRecord {
  const [version = "", ...notes] = text.split(" ");
  const architecture = notes.includes("arm64") ? "arm64" : "amd64";
  const state = (["preview", "deprecated", "revoked"] as const).find((one) => notes.includes(one));
  const twin = notes.find((note) => note.startsWith("#")) ?? "";
  return {
    name: `node-${version}-${architecture}${twin}`,
    kubernetesVersion: version,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture,
    references: [{ kind: "ami", region: "eu-west-1", id: `${amiOf(version, architecture)}${twin}` }],
    components: {},
    created: "2026-01-01T00:00:00Z",
    lifecycle: { state: state ?? "supported" },
    parents: [],
  };
}

/** Version and image change in one patch of the object. */
const smallUpgrader: Upgrader = {
  unit: "group",
  handles: () => true,
  plan: ([upgrade], { objects, version }) => {
    const stored = upgrade && objects.find(upgrade.group.place.object);
    if (upgrade === undefined || stored === undefined) {
      return { steps: [], diagnostics: [] };
    }
    const { reference } = upgrade.image ?? {};
    const id = reference?.kind === "ami" ? reference.id : textAt(stored.object, "/spec/image");
    const moved = replaceAt(stored.object, "/spec/version", `v${version}`) ?? stored.object;
    const fields = fieldChanges(stored.object, replaceAt(moved, "/spec/image", id) ?? moved);
    const subject = { group: "example.com", kind: "Machines", name: upgrade.group.name };
    return {
      steps:
        fields.length === 0
          ? []
          : [
              {
                class: "change",
                action: upgrade.group.kind === "kubeadm" ? "upgradeControlPlane" : "upgradeNodes",
                title: `Upgrade ${upgrade.group.name} to v${version}`,
                reason: "It is its turn.",
                effects: [{ change: "patch", object: stored.address, fields }],
                check: { subject, intended: { kubernetesVersion: version } },
                rollback: "partly",
              },
            ],
      diagnostics: [],
    };
  },
};

export const smallContribution: PlanContribution = { upgraders: [smallUpgrader], guards: [] };

/** Nobody writes references here: the upgrader does it itself. */
export const keepObject = (object: StoredObject["object"]): ReturnType<typeof toParsed<StoredObject["object"]>> =>
  toParsed(object);
