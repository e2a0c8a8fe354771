import type { DiagnosticRule } from "@imagewright/core";

/** Codes of manifests that an API server takes. */
export const manifestCodes = {
  AZURE_DEFAULT_IMAGE: {
    severity: "info",
    cause: "The object names no image: CAPZ picks a reference image by the Kubernetes version.",
    remedy: "Pin an image: reference images get no security fixes and are removed in the end.",
  },
  AZURE_DEFAULT_IMAGE_REFUSED: {
    severity: "error",
    cause: "CAPZ finds no default image for the machine, and creates none.",
    remedy: "Change what the message names, or name an image.",
  },
  AZURE_DEFAULT_IMAGE_VERSION: {
    severity: "error",
    cause:
      "CAPZ's default image has the Kubernetes version as its own, but a gallery version is three numbers without anything behind them.",
    remedy: "Name an image, or give a release of Kubernetes.",
  },
  AZURE_DEFAULT_IMAGE_PATCH: {
    severity: "warning",
    cause:
      "Releases of CAPZ before 1.18 compare versions of the marketplace as text, so that the image of patch release 12 is taken for 1.",
    remedy: "Name the image of the right patch release.",
  },
  AZURE_CAPZ_VERSION: {
    severity: "error",
    cause: "The defaults of this release of CAPZ are not among those that are known.",
    remedy: "Give a release from 1.0.0 on, e.g. `1.26.0`.",
  },
  AZURE_POOL_IMAGE: {
    severity: "warning",
    cause:
      "CAPZ compares a scale set's image with the pool's, and never finds them equal for this form, so that no instance counts as up to date.",
    remedy:
      "Use `computeGallery` without a plan or `id`; for an image with a plan, `marketplace` or a machine deployment.",
  },
  AZURE_API_VERSION: {
    severity: "warning",
    cause: "No release of CAPZ that is supported serves this version of its API.",
    remedy: "Write `infrastructure.cluster.x-k8s.io/v1beta1`.",
  },
  AZURE_FIELD_RELEASE: {
    severity: "error",
    cause: "The installed release of CAPZ does not have the field, and its API server drops it.",
    remedy: "Upgrade CAPZ to the release the message names, or leave the field out.",
  },
  AZURE_COMMUNITY_NAME: {
    severity: "error",
    cause: "The public name of a community gallery stands in `name`, as a page of CAPZ says.",
    remedy: "Put the public name in `gallery`, and the image definition in `name`.",
  },
  AZURE_DEFINITION_NAME: {
    severity: "warning",
    cause:
      "The name ends with the time of a build: it is that of a managed image, and Azure has no image definition of that name.",
    remedy: "Give the image definition, which stands in the gallery version's id.",
  },
  AZURE_FIELD_DEPRECATED: {
    severity: "info",
    cause: "CAPZ has deprecated the field in favour of another.",
    remedy: "Use the field that is named instead.",
  },
  AZURE_MANAGED_IMAGE_SCALE: {
    severity: "warning",
    cause: "Azure makes at most 20 machines of one managed image at a time.",
    remedy: "Use a gallery version, with a replica for every 20 machines.",
  },
  AZURE_MANAGED_PATCH: {
    severity: "error",
    cause: "A patch of an AKS pool is a text that holds a JSON merge patch.",
    remedy: 'Write the patch as a JSON object, e.g. `{"spec":{"osSKU":"AzureLinux"}}`.',
  },
  AZURE_ORCHESTRATION: {
    severity: "error",
    cause: "CAPZ's webhook refuses flexible scale sets for Kubernetes before 1.26.",
    remedy: "Use the mode Uniform, or a newer Kubernetes version.",
  },
  AZURE_OS_TYPE: {
    severity: "warning",
    cause: "CAPZ knows Windows by exactly that word, and takes every other for Linux.",
    remedy: "Write `Linux` or `Windows`.",
  },
  AZURE_POOL_ID: {
    severity: "warning",
    cause:
      "CAPZ compares a scale set's image with the pool's letter by letter, while Azure answers ids in its own spelling.",
    remedy: "Write the id as Azure answers it.",
  },
  AZURE_POOL_PLAN: {
    severity: "error",
    cause: "The installed release of CAPZ sends no plan for the gallery image of a pool.",
    remedy: "Upgrade CAPZ, or use `marketplace` or a machine deployment.",
  },
  AZURE_POOL_SECURITY: {
    severity: "error",
    cause: "CAPZ uses only encryption on the host of a pool's security profile.",
    remedy: "Use machines of an AzureMachineTemplate, or give `encryptionAtHost` alone.",
  },
  AZURE_REGION: {
    severity: "warning",
    cause: "The image, or the pool, is not where the machines are to be.",
    remedy: "Choose a region where both are, or another image.",
  },
  AZURE_SECRET_NAME: {
    severity: "warning",
    cause:
      "CAPZ's secret is named after a machine template and deleted with it: nodes that read the secret of another template do not start any more.",
    remedy: "Name the secret of the machine template the nodes are made from.",
  },
  AZURE_VM_SIZE_SMALL: {
    severity: "error",
    cause: "CAPZ refuses machines with fewer than two processors when it makes them.",
    remedy: "Choose a size with two processors and 2 GiB of memory at least.",
  },
  AZURE_OBJECT_INCOMPLETE: {
    severity: "error",
    cause: "The object lacks the part that describes the machine.",
    remedy: "Add it, with `vmSize` and `osDisk`.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
