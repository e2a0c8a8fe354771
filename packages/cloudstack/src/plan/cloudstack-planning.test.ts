import { readFileSync } from "node:fs";

import { clusterApiRules } from "@imagewright/cluster-api/lint";
import { type ImageRecord, type JsonValue, showValue } from "@imagewright/core";
import { parseCatalog } from "@imagewright/core/read";
import { exampleRecord, type DocumentEdits } from "@imagewright/core/testing";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  type Asked,
  describeSteps,
  documentsOf,
  endsOf,
  planned,
  refusalsOf,
} from "./__fixtures__/planned.ts";

const examples = new URL("../../../../examples/platform/", import.meta.url);
const file = new URL("clusters/edge-cloudstack.yaml", examples);
const catalog = parseCatalog(readFileSync(new URL("catalog.yaml", examples), "utf8"), {
  file: "catalog.yaml",
});
const examplesRecords = catalog.ok ? catalog.value.records : [];
const toNext: Asked = { goal: "1.32.13", records: examplesRecords };
const toNewest: Asked = { goal: "1.34", records: examplesRecords };

test("templates are copied with another name of the image, and their owners follow in one patch", () => {
  const { plan } = planned(documentsOf(file), toNext);
  expect(plan.blockers).toEqual([]);
  const image =
    "/spec/template/spec/template/name: ubuntu-2404-kube-v1.31.14-kvm -> ubuntu-2404-kube-v1.32.13-kvm";
  const [controlPlane, , workers] = plan.steps
    .flatMap(({ effects }) => effects)
    .map(({ object }) => object.name);
  expect(controlPlane).toMatch(/^edge-control-plane-1-32-13-[a-z0-9]{10}$/u);
  expect(workers).toMatch(/^edge-workers-1-32-13-[a-z0-9]{10}$/u);
  expect(describeSteps(plan.steps)).toEqual([
    `copy CloudStackMachineTemplate ${controlPlane} of edge-control-plane-1-31-14\n  ${image}`,
    [
      "patch KubeadmControlPlane edge-control-plane",
      "  /spec/version: v1.31.14 -> v1.32.13",
      `  /spec/machineTemplate/spec/infrastructureRef/name: edge-control-plane-1-31-14 -> ${controlPlane}`,
    ].join("\n"),
    `copy CloudStackMachineTemplate ${workers} of edge-workers-1-31-14\n  ${image}`,
    [
      "patch MachineDeployment edge-workers",
      "  /spec/template/spec/version: v1.31.14 -> v1.32.13",
      `  /spec/template/spec/infrastructureRef/name: edge-workers-1-31-14 -> ${workers}`,
    ].join("\n"),
  ]);
});

test("whatever was carried out of a plan, the next one leads to the same end", () => {
  expect(new Set(endsOf(documentsOf(file), toNext)).size).toBe(1);
});

test("definitions and webhooks admit every change", (context) => {
  const definitions = requireUpstream(context, "crds");
  expect(refusalsOf(planned(documentsOf(file), toNewest), definitions)).toEqual([]);
});

/** A record with a template of some name in each zone, where it has another id. */
function inZones(
  version: string,
  names: Readonly<Record<string, string>>,
  changes: Partial<ImageRecord> = {},
): ImageRecord {
  const references = Object.entries(names).map(([zone, name], index) => ({
    kind: "cloudstack-template" as const,
    zone,
    id: `${index}1111111-2222-4333-8444-${version.replaceAll(".", "").padEnd(12, "0")}`,
    name,
  }));
  return exampleRecord(version, references, changes);
}

const nameOf = (version: string): string => `ubuntu-2404-kube-v${version}-kvm`;
const everywhere = (version: string, changes?: Partial<ImageRecord>): ImageRecord =>
  inZones(version, { "zrh-1": nameOf(version), "zrh-2": nameOf(version) }, changes);
const asked: Asked = { goal: "1.32.13", records: [everywhere("1.31.14"), everywhere("1.32.13")] };

const controlPlane = "CloudStackMachineTemplate/edge-control-plane-1-31-14";
const workers = "CloudStackMachineTemplate/edge-workers-1-31-14";
const machine = "/spec/template/spec";

test("that a name tells another version is told once, by the guard", () => {
  const records = [
    everywhere("1.31.14"),
    inZones("1.32.13", { "zrh-1": nameOf("1.32.12"), "zrh-2": nameOf("1.32.12") }),
  ];
  const { plan } = planned(documentsOf(file), { ...asked, records, rules: clusterApiRules });
  const codes = plan.hazards.map(({ code }) => code);
  expect(codes.filter((code) => code === "CAPC_PLAN_NAME_VERSION")).toHaveLength(2);
  expect(codes).not.toContain("CAPI_IMAGE_VERSION_DIFFERS");
});

/** What the workers' new template says of its image. */
function imagesOf(edits: DocumentEdits, other: Asked = asked): readonly string[] {
  const { plan } = planned(documentsOf(file, edits), other);
  expect(plan.blockers).toEqual([]);
  return plan.steps.flatMap(({ group, effects }) =>
    effects.flatMap((effect) =>
      effect.change === "copy" && group === "edge-workers"
        ? effect.fields.map(({ pointer, to }) => `${pointer}: ${showValue(to ?? null)}`)
        : [],
    ),
  );
}

test("a template is named by its name alone where it has another id in each zone", () => {
  expect(imagesOf({})).toEqual([`${machine}/template/name: "ubuntu-2404-kube-v1.32.13-kvm"`]);
});

test("machines of one failure domain need the image in its zone alone, by its id too", () => {
  const here = inZones("1.32.13", { "zrh-2": "another-name-1.32.13" });
  const other = { ...asked, records: [everywhere("1.31.14"), everywhere("1.32.13")] };
  const bound: DocumentEdits = {
    "MachineDeployment/edge-workers": { "/spec/template/spec/failureDomain": "zrh-2" },
    [workers]: { [`${machine}/template`]: { id: idOf("1.31.14") } },
  };
  expect(imagesOf(bound, other)).toEqual([`${machine}/template/id: "${idOf("1.32.13")}"`]);
  const elsewhere: DocumentEdits = {
    [controlPlane]: { [`${machine}/failureDomainName`]: "zrh-2" },
    [workers]: { [`${machine}/failureDomainName`]: "zrh-2" },
  };
  expect(imagesOf(elsewhere, { ...asked, records: [everywhere("1.31.14"), here] })).toEqual([
    `${machine}/template/name: "another-name-1.32.13"`,
  ]);
});

function idOf(version: string): string {
  const reference = everywhere(version).references[1];
  return reference?.kind === "cloudstack-template" ? (reference.id ?? "") : "";
}

interface Case {
  readonly name: string;
  readonly edits?: DocumentEdits;
  readonly asked?: Asked;
  readonly hazards?: readonly string[];
  readonly blockers?: readonly string[];
}

const host =
  "info CAPC_PLAN_ANTI_AFFINITY while edge-control-plane is upgraded it has one machine more, on a host of its own";
const namedBy = (template: JsonValue): DocumentEdits => ({
  [controlPlane]: { [`${machine}/template`]: template, [`${machine}/affinity`]: undefined },
});
const calm: DocumentEdits = { [controlPlane]: { [`${machine}/affinity`]: "pro" } };

test.for<Case>([
  { name: "an image that is everywhere", hazards: [host] },
  {
    name: "a control plane that does not surge",
    edits: {
      "KubeadmControlPlane/edge-control-plane": {
        "/spec/rollout": { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0 } } },
      },
    },
  },
  { name: "machines that may share a host", edits: calm },
  {
    name: "an image that one zone lacks",
    edits: calm,
    asked: {
      ...asked,
      records: [everywhere("1.31.14"), inZones("1.32.13", { "zrh-1": nameOf("1.32.13") })],
    },
    blockers: ["PLAN_IMAGE_MISSING"],
  },
  {
    name: "an image with another name in each zone",
    edits: calm,
    asked: {
      ...asked,
      records: [
        everywhere("1.31.14"),
        inZones("1.32.13", { "zrh-1": "a-1.32.13", "zrh-2": "b-1.32.13" }),
      ],
    },
    blockers: ["PLAN_IMAGE_CHOICE"],
  },
  {
    name: "an id in a cluster of two zones, the same in both",
    edits: namedBy({ id: idOf("1.31.14") }),
    asked: {
      ...asked,
      records: ["1.31.14", "1.32.13"].map((version) => ({
        ...everywhere(version),
        references: ["zrh-1", "zrh-2"].map((zone) => ({
          kind: "cloudstack-template" as const,
          zone,
          id: idOf(version),
          name: nameOf(version),
        })),
      })),
    },
    blockers: ["CAPC_PLAN_TEMPLATE_ID"],
  },
  {
    name: "a zone without a name",
    edits: {
      ...calm,
      "CloudStackCluster/edge": {
        "/spec/failureDomains/1/zone": { id: "zone-2", network: { name: "edge-nodes" } },
      },
    },
    hazards: [
      'warning CAPC_PLAN_ZONE_UNNAMED the zone "zone-2" has no name that the catalog could be asked for',
    ],
  },
  {
    name: "a name that tells another version",
    edits: calm,
    asked: {
      ...asked,
      records: [
        everywhere("1.31.14"),
        inZones("1.32.13", { "zrh-1": nameOf("1.32.12"), "zrh-2": nameOf("1.32.12") }),
      ],
    },
    hazards: [
      "warning CAPC_PLAN_NAME_VERSION the template that edge-control-plane gets for 1.32.13 is of 1.32.12 by its name",
      "warning CAPC_PLAN_NAME_VERSION the template that edge-workers gets for 1.32.13 is of 1.32.12 by its name",
    ],
  },
  {
    name: "a name that tells no version",
    edits: calm,
    asked: {
      ...asked,
      records: [
        everywhere("1.31.14"),
        inZones("1.32.13", { "zrh-1": "golden", "zrh-2": "golden" }),
      ],
    },
    hazards: [
      "info CAPC_PLAN_NAME_UNVERSIONED the name of the template that edge-control-plane gets tells no Kubernetes version",
      "info CAPC_PLAN_NAME_UNVERSIONED the name of the template that edge-workers gets tells no Kubernetes version",
    ],
  },
  {
    name: "another hypervisor",
    edits: calm,
    asked: {
      ...asked,
      records: [
        everywhere("1.31.14"),
        inZones("1.32.13", {
          "zrh-1": "ubuntu-2404-kube-v1.32.13-vmware",
          "zrh-2": "ubuntu-2404-kube-v1.32.13-vmware",
        }),
      ],
    },
    hazards: [
      "warning CAPC_PLAN_HYPERVISOR machines of edge-control-plane run on KVM, and the new template is for VMware by its name",
      "warning CAPC_PLAN_HYPERVISOR machines of edge-workers run on KVM, and the new template is for VMware by its name",
    ],
  },
  {
    name: "an image that reads Ignition",
    edits: { ...calm, [workers]: { [`${machine}/uncompressedUserData`]: true } },
    asked: {
      ...asked,
      records: [everywhere("1.31.14"), everywhere("1.32.13", { userDataFormat: "ignition" })],
    },
    blockers: ["CAPC_PLAN_IGNITION"],
  },
])("$name", ({ edits = {}, asked: other = asked, hazards = [], blockers = [] }) => {
  const { plan } = planned(documentsOf(file, edits), other);
  expect(plan.blockers.map(({ code }) => code)).toEqual(blockers);
  const texts = plan.hazards
    .filter(({ code }) => code.startsWith("CAPC_"))
    .map(({ severity, code, message }) => `${severity} ${code} ${message}`);
  expect(texts).toEqual(hazards);
});

test("a finding leads to the line it is about", () => {
  const { plan } = planned(documentsOf(file), asked);
  expect(plan.hazards.find(({ code }) => code === "CAPC_PLAN_ANTI_AFFINITY")).toMatchObject({
    pointer: "/spec/template/spec/affinity",
    source: { file: "edge-cloudstack.yaml" },
  });
});
