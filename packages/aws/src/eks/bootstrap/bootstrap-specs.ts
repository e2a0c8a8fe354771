import { type JsonObject, type JsonValue, toJsonValue } from "@imagewright/core";

import {
  anyObject,
  fields,
  type FieldsShape,
  flag,
  integer,
  listOf,
  mapOf,
  shapeFaults,
  text,
  texts,
} from "../../shape.ts";

/** What both kinds of CAPA's bootstrap configuration say to cloud-init. */
export interface CloudInitFields {
  readonly files?: readonly BootstrapFile[];
  readonly users?: readonly BootstrapUser[];
  readonly ntp?: { readonly servers?: readonly string[]; readonly enabled?: boolean };
  readonly diskSetup?: DiskSetup;
  readonly mounts?: readonly (readonly string[])[];
}

/** A key of a Secret in the namespace of the object. */
export interface SecretKey {
  readonly secret: { readonly name: string; readonly key: string };
}

/** One file that cloud-init writes. */
export interface BootstrapFile {
  readonly path: string;
  readonly content?: string;
  readonly contentFrom?: SecretKey;
  readonly encoding?: "base64" | "gzip" | "gzip+base64";
  readonly owner?: string;
  /** Octal, such as `0640`. */
  readonly permissions?: string;
  readonly append?: boolean;
}

/** One user that cloud-init adds. */
export interface BootstrapUser {
  readonly name: string;
  readonly gecos?: string;
  readonly groups?: string;
  readonly homeDir?: string;
  readonly inactive?: boolean;
  readonly lockPassword?: boolean;
  readonly passwd?: string;
  readonly passwdFrom?: SecretKey;
  readonly primaryGroup?: string;
  readonly shell?: string;
  readonly sshAuthorizedKeys?: readonly string[];
  readonly sudo?: string;
}

/** Partitions and file systems. */
export interface DiskSetup {
  readonly filesystems?: readonly {
    readonly device: string;
    readonly filesystem: string;
    readonly label: string;
    readonly partition?: string;
    readonly overwrite?: boolean;
    readonly extraOpts?: readonly string[];
  }[];
  readonly partitions?: readonly {
    readonly device: string;
    readonly layout: boolean;
    readonly overwrite?: boolean;
    readonly tableType?: string;
  }[];
}

/** What an EKSConfig says; CAPA makes a call of bootstrap.sh of it. */
export interface EksConfigSpec extends CloudInitFields {
  readonly kubeletExtraArgs?: { readonly [flag: string]: string };
  readonly containerRuntime?: string;
  readonly dnsClusterIP?: string;
  readonly dockerConfigJson?: string;
  readonly apiRetryAttempts?: number;
  readonly pauseContainer?: { readonly accountNumber: string; readonly version: string };
  readonly useMaxPods?: boolean;
  readonly serviceIPV6Cidr?: string;
  readonly preBootstrapCommands?: readonly string[];
  readonly postBootstrapCommands?: readonly string[];
  /** Upstream spells it so. */
  readonly boostrapCommandOverride?: string;
}

/** What a NodeadmConfig says; CAPA makes a NodeConfig of it and adds the cluster. */
export interface NodeadmConfigSpec extends CloudInitFields {
  readonly kubelet?: { readonly config?: JsonObject; readonly flags?: readonly string[] };
  readonly containerd?: { readonly config?: string; readonly baseRuntimeSpec?: JsonObject };
  readonly featureGates?: { readonly [gate: string]: boolean };
  readonly preNodeadmCommands?: readonly string[];
}

const required = { ...text, required: true } as const;

const secretKey = fields({
  secret: { ...fields({ name: required, key: required }), required: true },
});

const cloudInit = {
  files: listOf(
    fields({
      path: required,
      content: text,
      contentFrom: secretKey,
      encoding: { is: "string", values: ["base64", "gzip", "gzip+base64"] },
      owner: text,
      permissions: text,
      append: flag,
    }),
  ),
  users: listOf(
    fields({
      name: required,
      gecos: text,
      groups: text,
      homeDir: text,
      inactive: flag,
      lockPassword: flag,
      passwd: text,
      passwdFrom: secretKey,
      primaryGroup: text,
      shell: text,
      sshAuthorizedKeys: texts,
      sudo: text,
    }),
  ),
  ntp: fields({ servers: texts, enabled: flag }),
  diskSetup: fields({
    filesystems: listOf(
      fields({
        device: required,
        filesystem: required,
        label: required,
        partition: text,
        overwrite: flag,
        extraOpts: texts,
      }),
    ),
    partitions: listOf(
      fields({
        device: required,
        layout: { ...flag, required: true },
        overwrite: flag,
        tableType: text,
      }),
    ),
  }),
  mounts: listOf(texts),
} as const;

/** Fields that v1beta1 has as well. */
const firstFields = {
  kubeletExtraArgs: mapOf(text),
  containerRuntime: text,
  dnsClusterIP: text,
  dockerConfigJson: text,
  apiRetryAttempts: integer,
  pauseContainer: fields({ accountNumber: required, version: required }),
  useMaxPods: flag,
  serviceIPV6Cidr: text,
} as const;

const eksConfigShape = fields({
  ...firstFields,
  preBootstrapCommands: texts,
  postBootstrapCommands: texts,
  boostrapCommandOverride: text,
  ...cloudInit,
});

const nodeadmConfigShape = fields({
  kubelet: fields({ config: anyObject, flags: texts }),
  containerd: fields({ config: text, baseRuntimeSpec: anyObject }),
  featureGates: mapOf(flag),
  preNodeadmCommands: texts,
  ...cloudInit,
});

/** The fields of a kind in a version; undefined where the kind is not there. */
export function bootstrapShape(kind: string, version: string): FieldsShape | undefined {
  const isEksConfig = kind === "EKSConfig" || kind === "EKSConfigTemplate";
  if (version === "v1beta1") {
    return isEksConfig ? fields(firstFields) : undefined;
  }
  return version === "v1beta2" ? (isEksConfig ? eksConfigShape : nodeadmConfigShape) : undefined;
}

/** Whether data is the spec of an EKSConfig, field by field. */
export function isEksConfigSpec(value: JsonValue | EksConfigSpec): value is EksConfigSpec {
  return shapeFaults(toJsonValue(value, ""), eksConfigShape).length === 0;
}

/** Whether data is the spec of a NodeadmConfig, field by field. */
export function isNodeadmConfigSpec(
  value: JsonValue | NodeadmConfigSpec,
): value is NodeadmConfigSpec {
  return shapeFaults(toJsonValue(value, ""), nodeadmConfigShape).length === 0;
}
