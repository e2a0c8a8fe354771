import { machineTemplate, plainCluster } from "./plain-cluster.ts";
import { lockstep, templateStep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { amiOf, catalogFromTo, catalogOf } from "./usual-catalog.ts";

const images = "intent images";
const goal = { kubernetesVersion: "1.34.11" };
const usual = lockstep(["1.33.13", "1.34.11"]);
const alone = lockstep(["1.33.13", "1.34.11"], { nodes: [] });
const reference = "/spec/machineTemplate/spec/infrastructureRef/name";

/** A second record of 1.34.11 with an AMI of its own. */
const second = `  - name: hardened-1.34.11
    kubernetesVersion: 1.34.11
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    references: [ami:eu-west-1/ami-0feedfeedfeedfeed]
    components: { containerd: 2.2.1, etcd: 3.6.4 }
    userDataFormat: cloud-init
    created: "2026-06-01T00:00:00Z"
`;
const hardened = alone.map((line) => line.replace(amiOf("1.34.11"), "ami-0feedfeedfeedfeed"));

/** Steps to another image of the version that is there. */
const again = [
  `1 createTemplate AWSMachineTemplate control-plane-* of control-plane /spec/template/spec/ami/id: ${amiOf("1.34.11")} -> ami-0feedfeedfeedfeed`,
  `1 upgradeControlPlane KubeadmControlPlane prod ${reference}: control-plane -> control-plane-*`,
];

function lifecycle(state: string, more = ""): readonly [string, string] {
  return ["    userDataFormat", `    lifecycle: { state: ${state}${more} }\n    userDataFormat`];
}

const missing =
  "PLAN_IMAGE_MISSING there is no image of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as ami, in eu-west-1, which prod needs";

/** Which image is chosen, and where a goal that is an image leads. */
export const imageChoiceCases: readonly PlanCase[] = [
  {
    rule: images,
    name: "a missing image is named with everything that it has to be",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogOf(["1.33.13"]),
    goal,
    blockers: [missing],
  },
  {
    rule: images,
    name: "each architecture that is missing is named, with the groups that need it",
    manifests: plainCluster({
      nodes: [{ name: "a" }, { name: "b", form: "arm64" }, { name: "c", form: "arm64" }],
    }),
    catalog: catalogOf(["1.33.13"]),
    goal,
    blockers: [
      missing.replace("prod needs", "prod, a needs"),
      missing.replace("amd64", "arm64").replace("prod needs", "b, c needs"),
    ],
  },
  {
    rule: images,
    name: "all minors that lack an image are named at once",
    manifests: plainCluster({ version: "1.33.13", nodes: [] }),
    catalog: catalogOf(["1.33.13"]),
    goal: { kubernetesVersion: "1.35.8" },
    blockers: [missing, missing.replace("1.34.11", "1.35.8")],
  },
  {
    rule: images,
    name: "two images that fit are a choice that nobody has made",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogOf(["1.33.13", "1.34.11"]) + second,
    goal,
    blockers: [
      "PLAN_IMAGE_CHOICE several images of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as ami, in eu-west-1 fit prod",
    ],
  },
  {
    rule: images,
    name: "the one that the intent names is taken",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogOf(["1.33.13", "1.34.11"]) + second,
    goal,
    intent: { images: ["hardened-1.34.11"] },
    steps: hardened,
  },
  {
    rule: images,
    name: "a deprecated one gives way to one that is not",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", { now: lifecycle("deprecated") }) + second,
    goal,
    steps: hardened,
    without: ["PLAN_IMAGE_DEPRECATED"],
  },
  {
    rule: images,
    name: "a deprecated image is used where there is no other",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", { now: lifecycle("deprecated") }),
    goal,
    steps: alone,
    hazards: ["PLAN_IMAGE_DEPRECATED ubuntu-1.34.11, which prod gets, is deprecated"],
  },
  {
    rule: images,
    name: "a revoked image is none",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", { now: lifecycle("revoked") }),
    goal,
    blockers: [missing],
  },
  {
    rule: images,
    name: "an expired image is none",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", {
      now: lifecycle("supported", ', expires: "2026-11-20T00:00:00Z"'),
    }),
    goal,
    blockers: [missing],
  },
  {
    rule: images,
    name: "an image that expires soon is told of",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", {
      now: lifecycle("supported", ', expires: "2026-12-01T00:00:00Z"'),
    }),
    goal,
    steps: alone,
    hazards: [
      "PLAN_IMAGE_EXPIRES ubuntu-1.34.11, for prod, expires on 2026-12-01, 10 days from now",
    ],
  },
  {
    rule: images,
    name: "an image of another region is none of this one",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", { now: ["ami:eu-west-1", "ami:us-east-1"] }),
    goal,
    blockers: [missing],
  },
  {
    rule: images,
    name: "an image that the catalog does not know leads to the only one that is there",
    manifests: plainCluster({ nodes: [] }).replace(amiOf("1.33.13"), "ami-0123456789abcdef0"),
    catalog: catalogOf(["1.34.11"]).replace(/ {2}- name: ubuntu-1.34.11-arm64[\s\S]*/u, ""),
    goal,
    steps: alone.map((line) =>
      line.replace(`${amiOf("1.33.13")} -> `, "ami-0123456789abcdef0 -> "),
    ),
    hazards: ["PLAN_IMAGE_UNKNOWN the image of prod is not in the catalog"],
  },
  {
    rule: images,
    name: "preferring an image of another architecture does not help its machines",
    manifests: plainCluster({ nodes: [] }),
    goal,
    intent: { images: ["ubuntu-1.34.11-arm64"] },
    steps: alone,
  },
  {
    rule: "goal image",
    name: "the whole cluster goes to the version that is on the image",
    manifests: plainCluster(),
    goal: { image: "ubuntu-1.34.11" },
    steps: usual,
  },
  {
    rule: "goal image",
    name: "at the version it has, a cluster gets the image alone",
    manifests: plainCluster({ version: "1.34.11", nodes: [] }),
    catalog: catalogOf(["1.33.13", "1.34.11"]) + second,
    goal: { image: "hardened-1.34.11" },
    steps: again,
    hazards: ["PLAN_RELEASE_ENDED"],
  },
  {
    rule: "goal image",
    name: "an image that fits no group is told of, and nothing is done",
    manifests: plainCluster({ nodes: [] }),
    goal: { image: "ubuntu-1.34.11-arm64" },
    hazards: ["PLAN_NOTHING_FITS ubuntu-1.34.11-arm64 fits no group of the cluster"],
  },
  {
    rule: "goal image",
    name: "an image that the catalog does not have is refused",
    manifests: plainCluster({ nodes: [] }),
    goal: { image: "ubuntu-1.34.12" },
    blockers: ["PLAN_IMAGE_MISSING the catalog has no image ubuntu-1.34.12"],
  },
  {
    rule: "goal image",
    name: "an image of an older version is a downgrade",
    manifests: plainCluster({ nodes: [] }),
    goal: { image: "ubuntu-1.32.13" },
    blockers: ["PLAN_DOWNGRADE 1.32.13 is older than 1.33.13, which the control plane asks for"],
  },
  {
    rule: "goal supported",
    name: "a cluster of supported images stays as it is",
    manifests: plainCluster(),
    goal: { images: "supported" },
  },
  {
    rule: "goal supported",
    name: "away from a deprecated image, at the same version",
    manifests: plainCluster({ version: "1.34.11", nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", { now: lifecycle("deprecated") }) + second,
    goal: { images: "supported" },
    steps: again,
  },
  {
    rule: "goal supported",
    name: "away from a revoked image, to the next patch",
    manifests: plainCluster({ version: "1.33.4", nodes: [] }),
    catalog: catalogFromTo("1.33.4", "1.33.13", { old: lifecycle("revoked") }),
    goal: { images: "supported" },
    steps: lockstep(["1.33.4", "1.33.13"], { nodes: [] }),
  },
  {
    rule: "goal supported",
    name: "the minor version stays: without another image in it nothing is guessed",
    manifests: plainCluster({ nodes: [] }),
    catalog: catalogFromTo("1.33.13", "1.34.11", { old: lifecycle("deprecated") }),
    goal: { images: "supported" },
    blockers: [
      "PLAN_IMAGES_UNSUPPORTED prod uses ubuntu-1.33.13, and the minor version has no supported image for all groups",
    ],
  },
  {
    rule: "goal supported",
    name: "only the group with the bad image moves",
    manifests: plainCluster({
      version: "1.34.11",
      nodes: [{ name: "good", template: "other" }, { name: "bad" }],
      more: machineTemplate("other", "1.34.11").replace(amiOf("1.34.11"), "ami-0feedfeedfeedfeed"),
    }).replace(amiOf("1.34.11"), "ami-0feedfeedfeedfeed"),
    catalog: catalogFromTo("1.33.13", "1.34.11", { now: lifecycle("deprecated") }) + second,
    goal: { images: "supported" },
    steps: [
      templateStep(1, "bad", "1.34.11", "1.34.11").replace(
        `-> ${amiOf("1.34.11")}`,
        "-> ami-0feedfeedfeedfeed",
      ),
      "1 upgradeNodes MachineDeployment bad /spec/template/spec/infrastructureRef/name: bad -> bad-*",
    ],
  },
];
