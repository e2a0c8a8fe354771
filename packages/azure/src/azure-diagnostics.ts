import { defineDiagnostics } from "@imagewright/core";

/** Codes of the Azure provider. */
export const azureDiagnostics = defineDiagnostics({
  AZURE_IMAGE_REQUIRED: {
    severity: "error",
    cause: "The object has an `image` that says nothing, which CAPZ refuses.",
    remedy: "Name the image by one of `id`, `marketplace` and `computeGallery`.",
  },
  AZURE_IMAGE_VARIANTS: {
    severity: "error",
    cause: "The object names its image in two ways, of which CAPZ accepts one.",
    remedy: "Keep one of `id`, `marketplace` and `computeGallery`.",
  },
  AZURE_IMAGE_FIELD: {
    severity: "error",
    cause: "A field of the image is missing, empty or not a text, which the API server refuses.",
    remedy: "Give the field a text that is not empty.",
  },
  AZURE_IMAGE_FIELD_PRUNED: {
    severity: "warning",
    cause: "The image has a field CAPZ does not know, which the API server drops silently.",
    remedy: "Remove the field, or spell it as CAPZ does.",
  },
  AZURE_GALLERY_IDS: {
    severity: "error",
    cause:
      "A private gallery takes a subscription and a resource group, a community gallery neither.",
    remedy: "Give both `subscriptionID` and `resourceGroup`, or remove both.",
  },
  AZURE_SHARED_GALLERY_DEPRECATED: {
    severity: "warning",
    cause: "CAPZ has deprecated `sharedGallery` in favour of `computeGallery`.",
    remedy:
      "Write the same five fields as `computeGallery`, and `publisher`, `offer` and `sku` as its `plan`, in a template of another name.",
  },
  AZURE_SHARED_GALLERY_MIGRATED: {
    severity: "info",
    cause:
      "The deprecated `sharedGallery` was written as `computeGallery`: the ARM id is the same, so that no machine of a pool is replaced.",
    remedy: "Give a machine template another name: CAPZ keeps a template as it is.",
  },
  AZURE_WRITE_PLACE: {
    severity: "error",
    cause: "An image can only be replaced where one can be read.",
    remedy:
      "Give the pointer that reading the object finds, and correct an image that cannot be read.",
  },
  AZURE_WRITE_VERSION: {
    severity: "error",
    cause:
      "Versions of CAPZ's API before v1beta1 lack `computeGallery`, and no supported release serves them.",
    remedy: "Write the object as `infrastructure.cluster.x-k8s.io/v1beta1` first.",
  },
  AZURE_REFERENCE_KIND: {
    severity: "error",
    cause: "The reference points at an image of another cloud.",
    remedy: "Give a reference of a gallery, a managed image or the marketplace of Azure.",
  },
  AZURE_PLAN_PARTIAL: {
    severity: "warning",
    cause:
      "CAPZ ignores the plan of a `sharedGallery` unless publisher, offer and sku are all set.",
    remedy: "Give all three, or remove those that are there.",
  },
  AZURE_IMAGE_ID_FORM: {
    severity: "error",
    cause: "The text is not the id of a managed image or of a gallery image.",
    remedy:
      "Copy the id from Azure, e.g. `/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/images/…`.",
  },
  AZURE_IMAGE_ID_KIND: {
    severity: "error",
    cause:
      "Azure takes the ids of community and directly shared galleries in fields of their own, which CAPZ does not fill from `id`.",
    remedy: "Name an image of a community gallery by `computeGallery`.",
  },
  AZURE_DIRECT_SHARED: {
    severity: "error",
    cause: "CAPZ has no field for an image in a gallery that is shared directly.",
    remedy:
      "Share the gallery with the community, or grant the identity of CAPZ read access and name it as a private gallery.",
  },
  AZURE_REFERENCE_FORM: {
    severity: "error",
    cause: "A name in the reference is one that Azure cannot have.",
    remedy: "Copy the reference from the image, part by part.",
  },
  AZURE_REFERENCE_DOUBTFUL: {
    severity: "warning",
    cause: "The API server admits the name, but Azure has no resource that could bear it.",
    remedy: "Copy the name from the image.",
  },
  AZURE_VERSION_ENCODING: {
    severity: "error",
    cause:
      "The version of a gallery image is three numbers of 32 bits, and what is asked for does not fit them.",
    remedy: "Change the version or the revision as the message says.",
  },
  AZURE_URN_FORM: {
    severity: "error",
    cause: "The text is not the URN of a marketplace image.",
    remedy: "Write `publisher:offer:sku:version`, as `az vm image list --all` prints it.",
  },
  AZURE_ARM_IMAGE: {
    severity: "error",
    cause: "What Azure's API says of the image is more, or less, than a reference can carry.",
    remedy: "Change the image as the message says, or write it by hand.",
  },
  AZURE_ARM_ANSWER: {
    severity: "error",
    cause: "The answer of Azure's API is not what it is read for.",
    remedy: "Give the body of the call that the function is named for.",
  },
  AZURE_CLI_ARGUMENTS: {
    severity: "error",
    cause: "The arguments of Azure's CLI do not name one image.",
    remedy: "Give `--image` with an id or a URN, and the three arguments of its plan.",
  },
  AZURE_VERSION_UNPINNED: {
    severity: "warning",
    cause:
      "`latest` is resolved when a machine is created, so that machines of one template differ.",
    remedy: "Pin the version.",
  },
  AZURE_VERSION_KUBERNETES: {
    severity: "warning",
    cause: "The version of the image looks like a Kubernetes version, but like another one.",
    remedy: "Refer to the version of the image that was built for this Kubernetes version.",
  },
  AZURE_MANAGED_IMAGE: {
    severity: "info",
    cause:
      "A managed image serves one region and 20 machines that are created at the same time; it has no replicas.",
    remedy: "Use the gallery version for more than a few machines.",
  },
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
  AZURE_OBJECT_INCOMPLETE: {
    severity: "error",
    cause: "The object lacks the part that describes the machine.",
    remedy: "Add it, with `vmSize` and `osDisk`.",
  },
  AZURE_IMAGE_CHOICE: {
    severity: "error",
    cause: "Two fields of the machine template say different things about its image.",
    remedy: "Remove one of them.",
  },
  AZURE_OS_DISK: {
    severity: "error",
    cause: "CAPZ or Azure refuses this combination of disk settings.",
    remedy: "Change the field as the message says.",
  },
  AZURE_SECURITY_PROFILE: {
    severity: "error",
    cause: "CAPZ refuses or silently drops this combination of security settings.",
    remedy: "Change the field as the message says.",
  },
  AZURE_SECURITY_GENERATION: {
    severity: "error",
    cause: "Trusted launch and confidential machines do not boot images of generation 1.",
    remedy: "Build the image with generation `gen2`, or `cvm` for confidential machines.",
  },
  AZURE_SECURITY_FEATURE: {
    severity: "warning",
    cause:
      "image-builder makes image definitions without the trusted launch feature, and Azure does not change it afterwards.",
    remedy:
      "Make the image definition beforehand, with the feature SecurityType=TrustedLaunchSupported.",
  },
  AZURE_SSH_KEY_FORM: {
    severity: "error",
    cause: "The text is not one line of an authorized_keys file.",
    remedy: "Give the content of the `.pub` file.",
  },
  AZURE_SSH_KEY_MISSING: {
    severity: "warning",
    cause:
      "CAPZ makes up a random key when the object is created, and a later apply without one meets the immutable field.",
    remedy: "Give `sshPublicKey`.",
  },
  AZURE_PLAN_MISSING: {
    severity: "warning",
    cause:
      "Flatcar's images in the marketplace carry a plan, and so does every image made from one: Azure creates no machine from it without the plan.",
    remedy: "Add the plan to the reference.",
  },
  AZURE_DATA_DISK: {
    severity: "error",
    cause: "CAPZ refuses this combination of data disks.",
    remedy: "Change the disk as the message says.",
  },
  AZURE_TARGET_EMPTY: {
    severity: "warning",
    cause: "The target asks neither for a build nor for a manifest, so that nothing is rendered.",
    remedy: "Add `build`, `machineTemplates`, `machines` or `machinePools`.",
  },
  AZURE_IDENTITY: {
    severity: "error",
    cause: "`identity` and `userAssignedIdentities` do not agree.",
    remedy: "Give user assigned identities with `identity: UserAssigned`, and only then.",
  },
  AZURE_VM_SIZE: {
    severity: "warning",
    cause: "By its name the size runs another architecture than the image.",
    remedy: "Choose a size of the image's architecture.",
  },
  AZURE_EXTENSIONS: {
    severity: "warning",
    cause: "CAPZ would install its bootstrap extension on a machine that allows no extensions.",
    remedy: "Set `disableVMBootstrapExtension` together with `disableExtensionOperations`.",
  },
  AZURE_BUILD_VERSION: {
    severity: "error",
    cause: "Azure does not take the text for the version of a gallery image.",
    remedy: "Write `Major.Minor.Patch`, each number at most 2147483647.",
  },
  AZURE_BUILD_REGION: {
    severity: "error",
    cause: "The text is not the name of an Azure region.",
    remedy: "Write the region's name in lower case without blanks, e.g. `westeurope`.",
  },
  AZURE_BUILD_DEFINITION: {
    severity: "error",
    cause: "Packer would publish into another image definition than the build makes.",
    remedy: "Choose a name as the message says, or leave it to image-builder.",
  },
  AZURE_BUILD_VARIABLE: {
    severity: "error",
    cause: "A variable that has a field of its own, or that holds a secret, is set by name.",
    remedy: "Use the field; keep secrets in the environment of the build.",
  },
  AZURE_BUILD_RESOURCE_GROUP: {
    severity: "error",
    cause: "image-builder ignores the resource group of the building machine for this image.",
    remedy: "Remove `buildResourceGroup`.",
  },
  AZURE_BUILD_CHECKOUT: {
    severity: "warning",
    cause:
      "With a build resource group image-builder rewrites a template in its own checkout, which spoils later builds without one.",
    remedy: "Build from a checkout that is thrown away afterwards.",
  },
  AZURE_BUILD_GALLERY_UNKNOWN: {
    severity: "info",
    cause:
      "The output names the managed image of a build, but not its gallery version: Packer's manifest never does.",
    remedy: "Give the log of the build as well.",
  },
  AZURE_BUILD_NOTHING: {
    severity: "error",
    cause: "The output of the build names no image of Azure.",
    remedy: "Give the whole output of a build of an `azure-sig` target.",
  },
});
