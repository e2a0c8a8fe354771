import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  objectKind,
  ownValue,
  type Parsed,
  toJsonValue,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { shapeFaults } from "../../shape.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { manifestShapeFindings } from "../manifest-shape-findings.ts";
import {
  bootstrapShape,
  type EksConfigSpec,
  isEksConfigSpec,
  isNodeadmConfigSpec,
  type NodeadmConfigSpec,
} from "./bootstrap-specs.ts";

/** API group of CAPA's bootstrap configurations. */
export const bootstrapGroup = "bootstrap.cluster.x-k8s.io";

/** Kinds that make an Amazon Linux 2 node of a machine. */
export const eksConfigKinds = ["EKSConfig", "EKSConfigTemplate"] as const;

/** Kinds that make an Amazon Linux 2023 node of a machine. */
export const nodeadmConfigKinds = ["NodeadmConfig", "NodeadmConfigTemplate"] as const;

type EksConfigKind = (typeof eksConfigKinds)[number];
type NodeadmConfigKind = (typeof nodeadmConfigKinds)[number];

/** Name and labels of a bootstrap configuration. */
export interface BootstrapObjectHeader {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** One of CAPA's bootstrap configurations for EKS. */
export type BootstrapObject = BootstrapObjectHeader &
  (
    | { readonly kind: EksConfigKind; readonly spec: EksConfigSpec }
    | { readonly kind: NodeadmConfigKind; readonly spec: NodeadmConfigSpec }
  );

/**
 * A bootstrap configuration as an object of `bootstrap.cluster.x-k8s.io/v1beta2`.
 *
 * @example
 * ```ts
 * const spec = { kubelet: { flags: ["--v=4"] } };
 * const object = bootstrapObject({ kind: "NodeadmConfigTemplate", name: "workers", spec });
 * object["spec"]; // => { template: { spec: { kubelet: { flags: ["--v=4"] } } } }
 * ```
 */
export function bootstrapObject(config: BootstrapObject): JsonObject {
  const { kind, name, namespace, labels, annotations } = config;
  const spec = toJsonValue(config.spec, "/spec");
  return {
    apiVersion: `${bootstrapGroup}/v1beta2`,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
    },
    spec: kind.endsWith("Template") ? { template: { spec } } : spec,
  };
}

/** JSON Pointer to the configuration inside an object of a kind. */
export function bootstrapSpecPointer(kind: string): string {
  return kind.endsWith("Template") ? "/spec/template/spec" : "/spec";
}

/**
 * Reads an EKSConfig, NodeadmConfig or a template of them, strictly: an unknown field is refused,
 * since an API server would drop it. `v1beta1`, which no CAPA serves any more, is read with a
 * warning.
 *
 * @example
 * ```ts
 * const read = readBootstrapObject({
 *   apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
 *   kind: "EKSConfig",
 *   metadata: { name: "worker" },
 *   spec: { kubeletExtraArgs: { v: "4" } },
 * });
 * read.ok && read.value.spec; // => { kubeletExtraArgs: { v: "4" } }
 * ```
 */
export function readBootstrapObject(object: JsonObject): Parsed<BootstrapObject> {
  const { group, version = "", kind = "" } = objectKind(object) ?? {};
  const isOurs = group === bootstrapGroup && (isEksKind(kind) || isNodeadmKind(kind));
  const shape = isOurs ? bootstrapShape(kind, version) : undefined;
  if (shape === undefined) {
    const message = `${kind || "the object"} of version ${version || "?"} is none of CAPA's`;
    return refused([eksManifestDiagnostics.report("EKS_BOOTSTRAP_KIND", { message })]);
  }
  const pointer = bootstrapSpecPointer(kind);
  const spec = valueAt(object, pointer) ?? {};
  const faults = manifestShapeFindings(shapeFaults(spec, shape, pointer));
  const metadata = ownValue(object, "metadata");
  const header = headerOf(isJsonObject(metadata) ? metadata : {});
  const old = "no CAPA since 2.4 serves v1beta1";
  const dead = { message: old, pointer: "/apiVersion", found: version };
  const diagnostics =
    version === "v1beta1" ? [eksManifestDiagnostics.report("EKS_BOOTSTRAP_VERSION", dead)] : [];
  if (faults.length > 0) {
    return refused([...diagnostics, ...faults]);
  }
  if (isEksKind(kind) && isEksConfigSpec(spec)) {
    return toParsed({ kind, ...header, spec }, diagnostics);
  }
  if (isNodeadmKind(kind) && isNodeadmConfigSpec(spec)) {
    return toParsed({ kind, ...header, spec }, diagnostics);
  }
  throw new Error("shape and guard disagree");
}

function headerOf(metadata: JsonObject): BootstrapObjectHeader {
  const name = ownValue(metadata, "name");
  const namespace = ownValue(metadata, "namespace");
  const labels = textMap(metadata, "labels");
  const annotations = textMap(metadata, "annotations");
  return {
    name: typeof name === "string" ? name : "",
    ...(typeof namespace === "string" && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
  };
}

function textMap(metadata: JsonObject, key: string): { [key: string]: string } | undefined {
  const map = ownValue(metadata, key);
  return isJsonObject(map)
    ? Object.fromEntries(
        Object.entries(map).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value]] : [],
        ),
      )
    : undefined;
}

function isEksKind(kind: string): kind is EksConfigKind {
  return eksConfigKinds.some((known) => known === kind);
}

function isNodeadmKind(kind: string): kind is NodeadmConfigKind {
  return nodeadmConfigKinds.some((known) => known === kind);
}

function refused(diagnostics: readonly Diagnostic[]): Parsed<never> {
  return { ok: false, diagnostics };
}
