import type { Diagnostic, ImageRecord, UserDataFormat } from "@imagewright/core";

import { isEnded } from "../lint/eks-facts.ts";
import { fieldOf } from "./group-objects.ts";
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
      return isEnded(version) ? refused(question) : kept;
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

/** An image of which nobody says what it reads is taken for one of those that are left. */
function changeForImage({ upgrade: { image }, context }: ImageQuestion): BootChange {
  const format = image && formatOf(image.record);
  const isOpen = image !== undefined && format === undefined;
  return format === "nodeadm" || (isOpen && isEnded(context.version)) ? moved : kept;
}

function refused({ upgrade: { group }, parts, context }: ImageQuestion): BootChange {
  const message = `nobody knows what ${group.name} looks up at Kubernetes ${context.version}`;
  const facts = { message, ...fieldOf(parts.infrastructure, "/spec") };
  return {
    toNodeadm: false,
    diagnostics: [capaPlanDiagnostics.report("EKS_PLAN_LOOKUP_SYSTEM", facts)],
  };
}
