import type { Diagnostic } from "../diagnostic.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { JsonValue } from "../json-value.ts";
import type { ImageUpdate } from "../plugin/provider-plugin.ts";
import type { ObjectAddress } from "./object-address.ts";

/** Where a fact was read in a text: what an edit of the file needs. */
export interface SourcePlace {
  /** The name the text was read under. */
  readonly file: string;
  /** Position among the documents of the stream, from 0. */
  readonly document: number;
  /** JSON Pointer in the document: that of the object too, where a list holds it. */
  readonly pointer: string;
  /** From 1; left out where nobody can tell. */
  readonly line?: number;
}

/** Where a fact stands. */
export interface FactPlace {
  readonly object: ObjectAddress;
  /** JSON Pointer inside the object; the empty string is the whole object. */
  readonly pointer: string;
  /** Absent for objects that were read from no text. */
  readonly source?: SourcePlace;
}

/** A text, as it is written, and where. */
export interface TextFact {
  readonly text: string;
  readonly place: FactPlace;
}

/** A Kubernetes version, as it is written. */
export interface VersionFact extends TextFact {
  /**
   * - `version`: three numbers, with or without `v`
   * - `minor`: two numbers, where a provider takes them
   * - `variable`: a variable that nobody gave a value, such as `${KUBERNETES_VERSION}`
   * - `invalid`: none of these
   */
  readonly form: "version" | "minor" | "variable" | "invalid";
}

/** Where the version of a group of machines comes from. */
export type GroupVersion =
  /** A field of its own, or that of the topology. */
  | { readonly by: "field"; readonly version: VersionFact }
  /** It names none and gets what the control plane runs. */
  | { readonly by: "controlPlane" }
  /** It names none, and nothing follows from that. */
  | { readonly by: "none" };

/** A place that names another object. */
export interface ObjectLink {
  /** Where the reference stands: the map that names the other object. */
  readonly place: FactPlace;
  /** What it names; of a found object, its own address. */
  readonly target: ObjectAddress;
  /** Whether the object is in the input. */
  readonly isFound: boolean;
}

/** Who else decides on the number of replicas. */
export interface ReplicaManager {
  readonly by: "autoscaler" | "other";
  /** What the annotations say: bounds, or the name of the manager. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly name?: string;
  readonly place: FactPlace;
}

/** How many machines a group has, and who says so. */
export interface ReplicaState {
  /** Absent where the object gives no number: the default is the API server's, or a manager's. */
  readonly count?: number;
  /** Where the number stands, or would. */
  readonly place: FactPlace;
  readonly managers: readonly ReplicaManager[];
}

/** One use of an image: what an object points at, and how that is changed. */
export interface ImageUse {
  readonly reference: ImageReference;
  /** Where the reference stands, in the object that carries it. */
  readonly place: FactPlace;
  readonly update: ImageUpdate;
  /**
   * Whether the carrier is there to be changed. What a controller made, and will write again, is
   * not.
   */
  readonly isEditable: boolean;
}

/** What the class of a topology makes an image from. */
export interface ClassImageChoice {
  /** The patch, in the class. */
  readonly place: FactPlace;
  readonly from: "value" | "variable" | "template" | "extension";
  /** Variables of the cluster it is made from. */
  readonly variables: readonly string[];
  /** Whether it depends on the Kubernetes version of the group. */
  readonly isVersionAware: boolean;
}

/** Something that tells what a machine is, as the provider writes it. */
export interface MachineHint extends TextFact {
  readonly about: "architecture" | "operatingSystem" | "machineType";
}

/** Someone who writes an object besides the one who keeps its manifest. */
export interface ObjectWriter {
  /** Name of the tool, or what a field manager calls itself. */
  readonly name: string;
  /** Whether it writes what lies in a repository over whatever is changed in the cluster. */
  readonly isGitOps: boolean;
  readonly place: FactPlace;
}

/** A health check that replaces machines of a group. */
export interface HealthCheckState {
  /** The health check, or where the topology describes it. */
  readonly place: FactPlace;
  /** How many machines may be unhealthy at once: a number, a percentage, or a range. */
  readonly limit?: TextFact;
  /** Seconds a node may take to appear. */
  readonly nodeStartupSeconds?: number;
}

/** How machines are replaced, as it is written. */
export interface RolloutSettings {
  readonly strategy?: TextFact;
  readonly maxSurge?: TextFact;
  readonly maxUnavailable?: TextFact;
  /** When a replacement of all machines is asked for. */
  readonly after?: TextFact;
}

/** An annotation that steers an upgrade. */
export interface UpgradeControl extends TextFact {
  readonly effect:
    /** How many groups upgrade at once. */
    | "concurrency"
    /** This group is left out until it is removed. */
    | "defer"
    /** This group and all after it wait. */
    | "hold"
    /** The upgrade does not start while it is there. */
    | "gate"
    /** Hooks that are still to be called. */
    | "pendingHooks"
    /** The step of an upgrade that goes on. */
    | "step"
    /** Rules about versions are switched off. */
    | "versionRulesOff"
    /** Checks before a machine is made are left out. */
    | "skipPreflight"
    /** An add-on is left alone. */
    | "skipAddOn"
    /** No new machines are made. */
    | "noNewMachines";
}

/** What is known of every group of machines. */
export interface MachineGroupState {
  /** Name of the object, or of the entry in a topology. */
  readonly name: string;
  /** What describes the group: an object, or a part of one. */
  readonly place: FactPlace;
  readonly version: GroupVersion;
  /**
   * Versions that the status of the group or of its machines says it runs; of a topology, what the
   * objects it became ask for too.
   */
  readonly running: readonly VersionFact[];
  readonly replicas: ReplicaState;
  /** Everything that stops its controllers; empty where nothing does. */
  readonly paused: readonly FactPlace[];
  /** The template machines are made from, the object of a pool, or the machine of a machine. */
  readonly infrastructure?: ObjectLink;
  /** What machines are started with; absent where the group says it itself, or names a secret. */
  readonly bootstrap?: ObjectLink;
  readonly images: readonly ImageUse[];
  /** Patches of the class that decide on the image. */
  readonly imageChoices: readonly ClassImageChoice[];
  readonly hints: readonly MachineHint[];
  readonly writers: readonly ObjectWriter[];
  readonly healthChecks: readonly HealthCheckState[];
  readonly rollout: RolloutSettings;
  readonly controls: readonly UpgradeControl[];
  /** Objects a controller made for the group: sets, machines, what a topology became. */
  readonly members: readonly ObjectAddress[];
  /** Whether a topology made the object, and writes over every change of it. */
  readonly isTopologyOwned: boolean;
}

/** An image, or a part of its name, that overrides what a component of the control plane runs. */
export interface ComponentOverride extends TextFact {
  readonly component: "kubernetes" | "coredns" | "etcd";
  readonly part: "repository" | "tag";
}

/** The control plane of a cluster. */
export interface ControlPlaneState extends MachineGroupState {
  /**
   * - `topology`: described by the cluster's topology
   * - `external`: of a provider that is known by the contract only
   */
  readonly kind: "kubeadm" | "eks" | "topology" | "external";
  readonly components: readonly ComponentOverride[];
}

/** A group of nodes that no control plane object makes. */
export interface NodeGroupState extends MachineGroupState {
  readonly kind:
    | "machineDeployment"
    | "machinePool"
    /** A pool of machines that the cloud's own service looks after. */
    | "managedPool"
    /** A set that no deployment owns. */
    | "machineSet"
    /** A machine that nothing owns. */
    | "machine"
    | "karpenterNodePool"
    | "topologyMachineDeployment"
    | "topologyMachinePool";
  /** `controlPlane`: a machine of the control plane that no control plane object made. */
  readonly role: "worker" | "controlPlane";
}

/** The value of a variable of a topology. */
export interface TopologyVariable {
  readonly name: string;
  readonly value: JsonValue;
  /** The entry of the list. */
  readonly place: FactPlace;
}

/** A cluster whose machines are described by a class. */
export interface TopologyState {
  readonly class?: ObjectLink;
  readonly version?: VersionFact;
  readonly variables: readonly TopologyVariable[];
  /** Versions the class allows; empty where it says nothing of them. */
  readonly classVersions: readonly VersionFact[];
}

/** What a plan needs to know of a cluster, whatever API versions it was read from. */
export interface ClusterState {
  /** Empty where no object says it. */
  readonly name: string;
  readonly namespace?: string;
  /** The object of the cluster; absent where it is not in the input, or there is none. */
  readonly place?: FactPlace;
  /** Everything that stops the controllers of the whole cluster; empty where nothing does. */
  readonly paused: readonly FactPlace[];
  readonly infrastructure?: ObjectLink;
  /** Regions or zones the cluster is in. */
  readonly locations: readonly TextFact[];
  /** Defaults for the images of all its machines. */
  readonly images: readonly ImageUse[];
  readonly topology?: TopologyState;
  readonly controlPlane?: ControlPlaneState;
  readonly nodeGroups: readonly NodeGroupState[];
  readonly controls: readonly UpgradeControl[];
  readonly writers: readonly ObjectWriter[];
  /** Templates, pools and classes that nothing in the input refers to. */
  readonly unreferenced: readonly ObjectAddress[];
  /** Templates that objects of other clusters refer to as well; absent where there are none. */
  readonly shared?: readonly ObjectAddress[];
  /** Pointers lead into the document of the source, or into the object that the message names. */
  readonly diagnostics: readonly Diagnostic[];
}
