import {
  type Diagnostic,
  formatPointer,
  hasErrors,
  type JsonObject,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { isKubeletFlag } from "../../user-data/kubelet-flags.ts";
import { removedSince } from "../../user-data/removed-kubelet-flag.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import type { EksConfigSpec, NodeadmConfigSpec } from "./bootstrap-specs.ts";
import { hasConfigField, kubeletConfigOfFlag } from "./kubelet-config-field.ts";

/** Fields of an EKSConfig that a NodeadmConfig has no place for. */
export type LostEksConfigField =
  | "boostrapCommandOverride"
  | "dockerConfigJson"
  | "pauseContainer"
  | "postBootstrapCommands";

/** What may be lost. */
export interface ConvertEksConfigOptions {
  /** Fields whose loss was decided on; each is reported as a note. */
  readonly drop?: readonly LostEksConfigField[];
}

const hints: Readonly<Record<LostEksConfigField, string>> = {
  boostrapCommandOverride: "Move the command into `preNodeadmCommands`, or into the image.",
  dockerConfigJson:
    "Write limits of logs as `containerLogMaxSize` and `containerLogMaxFiles`, mirrors as files below `/etc/containerd/certs.d`.",
  pauseContainer:
    "Set `pause_container_image` when the image is built, or the sandbox image in `containerd.config`.",
  postBootstrapCommands:
    "Let a systemd unit that is ordered after kubelet run the commands; user data ends before the kubelet starts.",
};

/** Flags that nodeadm sets, too. */
const ownFlags: ReadonlySet<string> = new Set([
  "cloud-provider",
  "config",
  "hostname-override",
  "node-ip",
]);

/** Kubelet's own default, which held where the table of the image was turned off. */
const kubeletMaxPods = 110;

/**
 * An EKSConfig for Amazon Linux 2 as the NodeadmConfig that does the same on Amazon Linux 2023:
 * flags become fields of the kubelet's configuration where it has them. What would be lost is
 * refused; what has no meaning any more is dropped, and said so.
 *
 * @param pointer - where the spec stands
 * @see https://docs.aws.amazon.com/eks/latest/userguide/al2023.html
 * @example
 * ```ts
 * const converted = convertEksConfig({
 *   kubeletExtraArgs: { "max-pods": "58", "node-labels": "team=platform" },
 *   useMaxPods: false,
 * });
 * converted.ok && converted.value;
 * // => { kubelet: { config: { maxPods: 58 }, flags: ["--node-labels=team=platform"] } }
 * convertEksConfig({ postBootstrapCommands: ["cfn-signal"] }).diagnostics.map(({ code }) => code);
 * // => ["EKS_CONVERT_LOST"]
 * ```
 */
export function convertEksConfig(
  spec: EksConfigSpec,
  { drop = [] }: ConvertEksConfigOptions = {},
  pointer = "",
): Parsed<NodeadmConfigSpec> {
  const { config, flags, diagnostics } = convertKubelet(spec, pointer);
  const found = [
    ...diagnostics,
    ...lostFields(spec, drop, pointer),
    ...droppedFields(spec, pointer),
    ...commandNotes(spec, pointer),
  ];
  if (hasErrors(found)) {
    return { ok: false, diagnostics: found };
  }
  const kubelet = {
    ...(Object.keys(config).length > 0 && { config }),
    ...(flags.length > 0 && { flags }),
  };
  const { preBootstrapCommands, files, users, ntp, diskSetup, mounts } = spec;
  return toParsed(
    {
      ...(Object.keys(kubelet).length > 0 && { kubelet }),
      ...(preBootstrapCommands !== undefined && { preNodeadmCommands: preBootstrapCommands }),
      ...(files !== undefined && { files }),
      ...(users !== undefined && { users }),
      ...(ntp !== undefined && { ntp }),
      ...(diskSetup !== undefined && { diskSetup }),
      ...(mounts !== undefined && { mounts }),
    },
    found,
  );
}

function convertKubelet(
  { kubeletExtraArgs = {}, dnsClusterIP, useMaxPods }: EksConfigSpec,
  pointer: string,
): {
  readonly config: JsonObject;
  readonly flags: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const parts: JsonObject[] = [];
  const flags: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const entries = Object.entries(kubeletExtraArgs).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, written] of entries) {
    const at = `${pointer}${formatPointer(["kubeletExtraArgs", name])}`;
    // bootstrap.sh hands the value to systemd, which makes one percent sign of two.
    const value = written.replaceAll("%%", "%");
    const part = kubeletConfigOfFlag(name, value);
    const flag = `--${name}=${value}`;
    if (removedSince(`--${name}`) !== undefined) {
      const message = `the kubelet has no --${name} any more`;
      diagnostics.push(report("EKS_CONVERT_DROPPED", message, at));
    } else if (part !== undefined) {
      parts.push(part);
    } else if (hasConfigField(name) || !isKubeletFlag(flag)) {
      const message = `the value of --${name} cannot be written in a NodeadmConfig`;
      diagnostics.push(report("EKS_CONVERT_VALUE", message, at));
    } else {
      flags.push(flag);
    }
    if (ownFlags.has(name)) {
      const message = `--${name} overrides what nodeadm finds out by itself`;
      diagnostics.push(report("EKS_CONVERT_OVERRIDE", message, at));
    }
  }
  const given: JsonObject = Object.assign({}, ...parts);
  return {
    config: {
      ...(useMaxPods === false && { maxPods: kubeletMaxPods }),
      ...(dnsClusterIP !== undefined && { clusterDNS: dnsClusterIP.split(",") }),
      // Cgroups that nodeadm names for itself would contradict the reserved CPUs.
      ...(given["reservedSystemCPUs"] !== undefined && {
        kubeReservedCgroup: "",
        systemReservedCgroup: "",
      }),
      ...given,
    },
    flags,
    diagnostics,
  };
}

function lostFields(
  spec: EksConfigSpec,
  drop: readonly LostEksConfigField[],
  pointer: string,
): readonly Diagnostic[] {
  const names: readonly LostEksConfigField[] = [
    "boostrapCommandOverride",
    "dockerConfigJson",
    "pauseContainer",
    "postBootstrapCommands",
  ];
  const runtime = spec.containerRuntime;
  const message = `Amazon Linux 2023 has no ${runtime}`;
  const at = `${pointer}/containerRuntime`;
  return [
    ...names
      .filter((name) => spec[name] !== undefined && !isEmptyList(spec[name]))
      .map((name) =>
        drop.includes(name)
          ? report(
              "EKS_CONVERT_DROPPED",
              `${name} is left out, as was decided`,
              `${pointer}/${name}`,
            )
          : eksManifestDiagnostics.report("EKS_CONVERT_LOST", {
              message: `a NodeadmConfig has no place for ${name}`,
              pointer: `${pointer}/${name}`,
              hint: hints[name],
            }),
      ),
    ...(runtime === undefined || runtime === "containerd"
      ? []
      : [
          eksManifestDiagnostics.report("EKS_CONVERT_LOST", {
            message,
            pointer: at,
            hint: "Remove `containerRuntime`: nodes of Amazon Linux 2023 run containerd.",
          }),
        ]),
  ];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function droppedFields(spec: EksConfigSpec, pointer: string): readonly Diagnostic[] {
  const { apiRetryAttempts, containerRuntime, serviceIPV6Cidr } = spec;
  return [
    ...(apiRetryAttempts === undefined
      ? []
      : [
          report(
            "EKS_CONVERT_DROPPED",
            "nodeadm asks nobody for the cluster",
            `${pointer}/apiRetryAttempts`,
          ),
        ]),
    ...(containerRuntime === "containerd"
      ? [
          report(
            "EKS_CONVERT_DROPPED",
            "containerd is the only runtime",
            `${pointer}/containerRuntime`,
          ),
        ]
      : []),
    ...(serviceIPV6Cidr === undefined
      ? []
      : [
          report(
            "EKS_CONVERT_RANGE",
            "CAPA takes the first range of the Cluster's services",
            `${pointer}/serviceIPV6Cidr`,
          ),
        ]),
  ];
}

function commandNotes(spec: EksConfigSpec, pointer: string): readonly Diagnostic[] {
  const message = "a failing command or an unset variable now ends the script";
  return spec.preBootstrapCommands === undefined
    ? []
    : [report("EKS_CONVERT_COMMANDS", message, `${pointer}/preBootstrapCommands`)];
}

function report(
  code: keyof typeof eksManifestDiagnostics.rules,
  message: string,
  pointer: string,
): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer });
}
