import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  ownValue,
  showValue,
  valueAt,
} from "@imagewright/core";

import { isAlteredBySystemd } from "../../user-data/bootstrap-option.ts";
import { settingsOfFlags } from "../../user-data/kubelet-flags.ts";
import { isRestrictedLabel } from "../../user-data/node-labels.ts";
import { removedSince } from "../../user-data/removed-kubelet-flag.ts";
import {
  bootstrapGroup,
  bootstrapSpecPointer,
  eksConfigKinds,
} from "../bootstrap/bootstrap-object.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { minorOf } from "./machine-owner.ts";

type Code = keyof typeof eksManifestDiagnostics.rules;

/** The first minor whose images know containerd only. */
const containerdOnly = 24;

/** What of an EKSConfig does not reach the node as it is written. */
export const checkEksConfig: ManifestRule = {
  group: bootstrapGroup,
  kinds: eksConfigKinds,
  check({ object, kind, targetVersions }) {
    const pointer = bootstrapSpecPointer(kind);
    const spec = valueAt(object, pointer);
    const minor = minorOf(targetVersions["kubernetes"] ?? "");
    return isJsonObject(spec)
      ? [...checkArgs(spec, pointer, minor), ...checkRuntime(spec, pointer, minor)]
      : [];
  },
};

function checkArgs(
  spec: JsonObject,
  pointer: string,
  minor: number | undefined,
): readonly Diagnostic[] {
  const args = ownValue(spec, "kubeletExtraArgs");
  return Object.entries(isJsonObject(args) ? args : {}).flatMap(([name, value]) => {
    const at = `${pointer}${formatPointer(["kubeletExtraArgs", name])}`;
    const text = typeof value === "string" ? value : "";
    const gone = removedSince(`--${name}`);
    const isGone = gone !== undefined && minor !== undefined && minor >= (minorOf(gone) ?? 0);
    const isSplit = /\s/u.test(text) && !text.includes('"');
    const labels = settingsOfFlags([`--${name}=${text}`])?.nodeLabels ?? {};
    return [
      ...(/^[a-z][a-z0-9-]*$/u.test(name)
        ? []
        : [report("EKS_CONFIG_FLAG", `${showValue(name)} becomes \`--${name}=\``, at)]),
      ...(isSplit || isAlteredBySystemd(text)
        ? [report("EKS_CONFIG_QUOTES", `the value of --${name} is changed on its way`, at)]
        : []),
      ...(isGone
        ? [report("EKS_CONFIG_FLAG", `the kubelet has no --${name} since ${gone}`, at)]
        : []),
      ...Object.keys(labels)
        .filter((key) => isRestrictedLabel(key))
        .map((key) =>
          report("EKS_LABEL", `the kubelet refuses to start with the label ${key}`, at),
        ),
    ];
  });
}

function checkRuntime(
  spec: JsonObject,
  pointer: string,
  minor: number | undefined,
): readonly Diagnostic[] {
  const runtime = ownValue(spec, "containerRuntime");
  const isOld = minor !== undefined && minor < containerdOnly;
  const hasDocker = ownValue(spec, "dockerConfigJson") !== undefined;
  return [
    ...(typeof runtime === "string" && runtime !== "containerd" && !isOld
      ? [
          report(
            "EKS_CONFIG_RUNTIME",
            `images from 1.24 on have no ${showValue(runtime)}`,
            `${pointer}/containerRuntime`,
          ),
        ]
      : []),
    ...(hasDocker && (runtime === "containerd" || !isOld)
      ? [
          report(
            "EKS_CONFIG_DOCKER",
            "containerd does not read the configuration of Docker",
            `${pointer}/dockerConfigJson`,
          ),
        ]
      : []),
  ];
}

function report(code: Code, message: string, pointer: string): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer });
}
