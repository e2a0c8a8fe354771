import type { Diagnostic, ImageRecord, UserDataFormat } from "@imagewright/core";

import { isEnded } from "../lint/eks-facts.ts";
import { at, fieldOf } from "./group-objects.ts";
import { isEks } from "./image-source.ts";
import type { ImageQuestion } from "./named-image.ts";
import { capaPlanDiagnostics } from "./plan-diagnostics.ts";

/** Whether the machines of a group are to be started by nodeadm from now on, or why not. */
export interface BootChange {
  readonly toNodeadm: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const kept: BootChange = { toNodeadm: false, diagnostics: [] };
const moved: BootChange = { toNodeadm: true, diagnostics: [] };

/**
 * Whether an EKSConfig has to become a NodeadmConfig: where the next image is started by nodeadm,
 * and from Kubernetes 1.33 on unless the image is known to read what an EKSConfig writes.
 */
export function bootChange(question: ImageQuestion): BootChange {
  const { source, parts, context } = question;
  const { cluster, version } = context;
  const isEksConfig = parts.bootstrap?.address.kind.startsWith("EKSConfig") === true;
  if (!isEks(cluster) || !isEksConfig) {
    return kept;
  }
  switch (source.by) {
    case "id":
      return changeForImage(question);
    case "name":
      return isEnded(version) ? refused("EKS_PLAN_LOOKUP_SYSTEM", question) : kept;
    case "eks":
      return isEnded(version) ? moved : kept;
    default:
      return kept;
  }
}

/** What an image reads at its first boot; of Amazon Linux the release tells. */
export function formatOf({ userDataFormat, os }: ImageRecord): UserDataFormat | undefined {
  if (userDataFormat !== undefined || os.distribution !== "amazon-linux") {
    return userDataFormat;
  }
  return os.release.startsWith("2023") ? "nodeadm" : "bootstrap.sh";
}

function changeForImage(question: ImageQuestion): BootChange {
  const record = question.upgrade.image?.record;
  const format = record && formatOf(record);
  if (format === "nodeadm") {
    return moved;
  }
  if (format === undefined) {
    return record !== undefined && isEnded(question.context.version) ? moved : kept;
  }
  return format === "bootstrap.sh" ? kept : refused("EKS_PLAN_USER_DATA", question);
}

const messages = {
  EKS_PLAN_LOOKUP_SYSTEM: "nobody knows what the lookup by name finds",
  EKS_PLAN_USER_DATA: "the user data are not those the image reads",
} as const;

function refused(
  code: keyof typeof messages,
  { upgrade: { group, image }, parts, context }: ImageQuestion,
): BootChange {
  const record = image?.record;
  const place =
    code === "EKS_PLAN_USER_DATA" ? at(group.place) : fieldOf(parts.infrastructure, "/spec");
  const message = `${messages[code]}: ${group.name} at Kubernetes ${context.version}`;
  const found = record && `${record.name}, which reads ${formatOf(record) ?? "something unknown"}`;
  return {
    toNodeadm: false,
    diagnostics: [capaPlanDiagnostics.report(code, { message, ...place, found })],
  };
}
