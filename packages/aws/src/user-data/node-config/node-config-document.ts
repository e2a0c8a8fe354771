import { type JsonObject, type JsonValue, toJsonValue } from "@imagewright/core";

import {
  anyObject,
  type FieldShape,
  fields,
  flag,
  listOf,
  mapOf,
  shapeFaults,
  text,
  texts,
} from "../../shape.ts";

/** A NodeConfig of nodeadm, with every field of `node.eks.aws/v1alpha1`. */
export interface NodeConfigDocument {
  readonly apiVersion: "node.eks.aws/v1alpha1";
  readonly kind: "NodeConfig";
  /** nodeadm does not look at it. */
  readonly metadata?: JsonObject;
  readonly spec?: NodeConfigSpec;
}

/** What a node is told; each source of configuration may say a part of it. */
export interface NodeConfigSpec {
  readonly cluster?: NodeConfigCluster;
  readonly containerd?: NodeConfigContainerd;
  readonly featureGates?: { readonly [gate: string]: boolean };
  readonly instance?: NodeConfigInstance;
  readonly kubelet?: NodeConfigKubelet;
}

/** The cluster the node joins; all but the fields of Outposts have to be there once merged. */
export interface NodeConfigCluster {
  readonly name?: string;
  readonly apiServerEndpoint?: string;
  /** PEM text in base64. */
  readonly certificateAuthority?: string;
  /** Range of the services. */
  readonly cidr?: string;
  readonly enableOutpost?: boolean;
  /** Id of the cluster on an Outpost. */
  readonly id?: string;
}

/** What containerd is told. */
export interface NodeConfigContainerd {
  /** TOML. */
  readonly config?: string;
  /** Fragment of an OCI runtime specification. */
  readonly baseRuntimeSpec?: JsonObject;
}

/** What the operating system is told. */
export interface NodeConfigInstance {
  /** Variables of the environment, by service and name; the service `default` is every one. */
  readonly environment?: { readonly [service: string]: { readonly [name: string]: string } };
  readonly localStorage?: {
    readonly strategy?: "Mount" | "RAID0" | "RAID10";
    readonly mountPath?: string;
    readonly disabledMounts?: readonly ("Containerd" | "PodLogs" | "SOCI")[];
  };
  readonly network?: {
    readonly nameservers?: readonly string[];
    readonly domains?: readonly string[];
  };
}

/** What the kubelet is told. */
export interface NodeConfigKubelet {
  /** Fragment of a KubeletConfiguration. */
  readonly config?: JsonObject;
  readonly flags?: readonly string[];
  /** CEL; `kubelet.config.maxPods` wins over it. */
  readonly maxPodsExpression?: string;
}

const disabledMount = { is: "string", values: ["Containerd", "PodLogs", "SOCI"] } as const;

/** The fields, and the AMI release from which nodeadm knows them. */
export const nodeConfigShape: FieldShape = fields({
  apiVersion: { is: "string", values: ["node.eks.aws/v1alpha1"], required: true },
  kind: { is: "string", values: ["NodeConfig"], required: true },
  metadata: anyObject,
  spec: fields({
    cluster: fields({
      name: text,
      apiServerEndpoint: text,
      certificateAuthority: text,
      cidr: text,
      enableOutpost: flag,
      id: text,
    }),
    containerd: fields({ config: text, baseRuntimeSpec: anyObject }),
    featureGates: mapOf(flag),
    instance: fields({
      environment: { ...mapOf(mapOf(text)), since: "20251002" },
      localStorage: fields({
        strategy: { is: "string", values: ["RAID0", "RAID10", "Mount"] },
        mountPath: { ...text, since: "20250613" },
        disabledMounts: listOf(disabledMount),
      }),
      network: { ...fields({ nameservers: texts, domains: texts }), since: "20251215" },
    }),
    kubelet: fields({
      config: anyObject,
      flags: texts,
      maxPodsExpression: { ...text, since: "20251003" },
    }),
  }),
});

/** Whether data is a NodeConfig, field by field. */
export function isNodeConfigDocument(
  value: JsonValue | NodeConfigDocument,
): value is NodeConfigDocument {
  return shapeFaults(toJsonValue(value, ""), nodeConfigShape).length === 0;
}

/** The release of the AMI from which the mount of the SOCI snapshotter can be turned off. */
export const sociMountSince = "20260115";
