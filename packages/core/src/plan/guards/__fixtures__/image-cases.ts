import type { ImageMatch } from "../../../image/image-catalog.ts";
import type { OperatingSystem } from "../../../image/node-image.ts";
import { group } from "../../__fixtures__/group-states.ts";
import type { NodeGroupState } from "../../cluster-state.ts";
import type { GuardContext, GuardedHop } from "../../plan-contribution.ts";
import { imageGuard } from "../image-guard.ts";
import { imageLifetimeGuard } from "../image-lifetime-guard.ts";
import { imageLookupGuard } from "../image-lookup-guard.ts";
import { operatingSystemGuard } from "../operating-system-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import {
  context,
  hop,
  intent,
  match,
  placeAt,
  record,
  textAt,
  upgrade,
  type UpgradeChanges,
} from "./guarded-plan.ts";

const arm = match(record("1.34.1", { name: "arm", architecture: "arm64" }));
const hinted = (text: string): NodeGroupState =>
  group({ hints: [{ about: "architecture", ...textAt("/spec/amiType", text) }] });
const expiring = (expires: string): ImageMatch =>
  match(record("1.34.1", { lifecycle: { state: "supported", expires } }));
const at = "2026-11-21T12:00:00Z";
const before = record("1.33.4");
const other = (os: OperatingSystem): ImageMatch =>
  match(record("1.34.1", { name: "other", os }));
const ignition = match(record("1.34.1", { name: "other", userDataFormat: "ignition" }));
const bootstrapPatch = {
  change: "patch",
  object: placeAt("").object,
  fields: [{ pointer: "/spec/template/spec/bootstrap/configRef/name", from: "a", to: "b" }],
} as const;
const lookup = { reference: { kind: "ami-lookup" }, place: placeAt("/spec/lookup") } as const;

/** One hop with one group. */
function plan(
  changes: UpgradeChanges,
  of = group(),
  more: Partial<GuardedHop> = {},
): GuardContext {
  return context([hop("1.34.1", { groups: [upgrade("1.34.1", changes, of)], ...more })]);
}

function planAt(changes: UpgradeChanges, soakSeconds = 0): GuardContext {
  return { ...plan(changes), at, intent: { ...intent, soakSeconds } };
}

export const imageCases: readonly GuardCase[] = [
  {
    title: "an image of another patch version",
    guard: imageGuard,
    hazard: plan({ image: match(record("1.34.0")) }),
    says: "PLAN_IMAGE_VERSION_DIFFERS workers is to run 1.34.1 and gets ubuntu-2404-1.34.0, an image of 1.34.0",
    twin: plan({}),
  },
  {
    title: "an image of another build",
    guard: imageGuard,
    hazard: plan({ image: match(record("1.34.1+k3s1")) }),
    says: "PLAN_IMAGE_VERSION_DIFFERS workers is to run 1.34.1 and gets ubuntu-2404-1.34.1+k3s1, an image of 1.34.1+k3s1",
    twin: plan({ image: undefined }),
  },
  {
    title: "an image of another minor where the provider takes two numbers",
    guard: imageGuard,
    hazard: context([hop("1.34", { groups: [upgrade("1.33.4")] })]),
    says: "PLAN_IMAGE_VERSION_DIFFERS workers is to run 1.34 and gets ubuntu-2404-1.33.4, an image of 1.33.4",
    twin: context([hop("1.34", { groups: [upgrade("1.34.7")] })]),
  },
  {
    title: "an image for another processor than the one before",
    guard: imageGuard,
    hazard: plan({ image: arm, currentRecord: before }),
    says: "PLAN_IMAGE_ARCHITECTURE workers has machines of amd64 and gets arm, an image of arm64",
    twin: plan({ image: arm, currentRecord: { ...before, architecture: "arm64" } }),
  },
  {
    title: "an image for another processor than the manifests hint at",
    guard: imageGuard,
    hazard: plan({ image: arm }, hinted("AL2023_x86_64_STANDARD")),
    says: "PLAN_IMAGE_ARCHITECTURE workers has machines of amd64 and gets arm, an image of arm64",
    twin: plan({ image: arm, currentRecord: before }, hinted("AL2023_ARM_64_STANDARD")),
  },
  {
    title: "an image that reads user data in another form",
    guard: operatingSystemGuard,
    hazard: plan({ image: ignition, currentRecord: before }),
    says: "PLAN_USER_DATA_FORMAT other reads user data as ignition, and workers is booted with cloud-init",
    twin: plan({ image: ignition, currentRecord: before }, group({ place: placeAt("") }), {
      changes: [bootstrapPatch],
    }),
  },
  {
    title: "an image of another distribution",
    guard: operatingSystemGuard,
    hazard: plan({
      image: other({ distribution: "flatcar", release: "4230.2.1" }),
      currentRecord: before,
    }),
    says: "PLAN_OS_CHANGED workers goes from ubuntu 24.04 to flatcar 4230.2.1 with other",
    twin: plan({ currentRecord: before }),
  },
  {
    title: "an image of another release of the distribution",
    guard: operatingSystemGuard,
    hazard: plan({
      image: other({ distribution: "ubuntu", release: "22.04" }),
      currentRecord: before,
    }),
    says: "PLAN_OS_RELEASE_CHANGED workers goes from ubuntu 24.04 to ubuntu 22.04 with other",
    twin: plan({ image: other({ distribution: "ubuntu", release: "22.04" }) }),
  },
  {
    title: "an image that has expired",
    guard: imageLifetimeGuard,
    hazard: planAt({ image: expiring("2026-11-21T09:00:00Z") }),
    says: "PLAN_IMAGE_EXPIRED ubuntu-2404-1.34.1, for workers, has expired on 2026-11-21",
    twin: plan({ image: expiring("2026-11-21T09:00:00Z") }),
  },
  {
    title: "an image that expires soon",
    guard: imageLifetimeGuard,
    hazard: planAt({ image: expiring("2026-12-01T00:00:00Z") }),
    says: "PLAN_IMAGE_EXPIRES ubuntu-2404-1.34.1, for workers, expires on 2026-12-01, 10 days from now",
    twin: planAt({ image: expiring("2027-01-01T00:00:00Z") }),
  },
  {
    title: "an image that expires while the plan waits",
    guard: imageLifetimeGuard,
    hazard: planAt({ image: expiring("2027-01-01T00:00:00Z") }, 20 * 86_400),
    says: "PLAN_IMAGE_EXPIRES ubuntu-2404-1.34.1, for workers, expires on 2027-01-01, 41 days from now",
    twin: planAt({}, 20 * 86_400),
  },
  {
    title: "a reference to whatever is newest",
    guard: imageLookupGuard,
    hazard: plan({
      image: {
        record: record("1.34.1"),
        reference: {
          kind: "azure-marketplace",
          publisher: "p",
          offer: "o",
          sku: "s",
          version: "latest",
          thirdParty: false,
        },
      },
    }),
    says: "PLAN_IMAGE_UNPINNED workers names its image by what is newest, as azure-marketplace",
    twin: plan({}),
  },
  {
    title: "a group that looks its image up",
    guard: imageLookupGuard,
    hazard: plan(
      { image: undefined },
      group({ images: [{ ...lookup, update: "rotate", isEditable: true }] }),
    ),
    says: "PLAN_IMAGE_UNPINNED workers looks its image up, as ami-lookup",
    twin: plan({ image: undefined }, group({ images: [] })),
  },
];
