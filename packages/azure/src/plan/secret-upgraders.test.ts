import { readFileSync } from "node:fs";

import { isJsonObject, type JsonObject, textAt } from "@imagewright/core";
import { parseCatalog, readYaml } from "@imagewright/core/read";
import { type DocumentEdits, objectsAfter } from "@imagewright/core/testing";
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
const file = new URL("clusters/billing-azure.yaml", examples);
const catalog = parseCatalog(readFileSync(new URL("catalog.yaml", examples), "utf8"), {
  file: "catalog.yaml",
});
const records = catalog.ok ? catalog.value.records : [];
const toNext: Asked = { goal: "1.32.13", records };
const toNewest: Asked = { goal: "1.34", records };

const controlPlane = "billing-control-plane-1-32-13-tqd789wgfq";
const workers = "billing-workers-1-32-13-lk9hml9lrk";
const config = "billing-workers-1-32-13-szbp6f5bft";

test("the name of the secret follows that of the template, in one patch with version and reference", () => {
  const { plan } = planned(documentsOf(file), toNext);
  expect(plan.blockers).toEqual([]);
  const image = "/spec/template/spec/image/computeGallery/version: 1.31.14 -> 1.32.13";
  const template = "/spec/template/spec";
  expect(describeSteps(plan.steps)).toEqual([
    `copy AzureMachineTemplate ${controlPlane} of billing-control-plane-1-31-14\n  ${image}`,
    [
      "patch KubeadmControlPlane billing-control-plane",
      "  /spec/version: v1.31.14 -> v1.32.13",
      `  /spec/machineTemplate/spec/infrastructureRef/name: billing-control-plane-1-31-14 -> ${controlPlane}`,
      `  /spec/kubeadmConfigSpec/files/0/contentFrom/secret/name: billing-control-plane-1-31-14-azure-json -> ${controlPlane}-azure-json`,
    ].join("\n"),
    `copy AzureMachineTemplate ${workers} of billing-workers-1-31-14\n  ${image}`,
    `copy KubeadmConfigTemplate ${config} of billing-workers-1-31-14\n  ${template}/files/0/contentFrom/secret/name: billing-workers-1-31-14-azure-json -> ${workers}-azure-json`,
    [
      "patch MachineDeployment billing-workers",
      `  ${template}/version: v1.31.14 -> v1.32.13`,
      `  ${template}/infrastructureRef/name: billing-workers-1-31-14 -> ${workers}`,
      `  ${template}/bootstrap/configRef/name: billing-workers-1-31-14 -> ${config}`,
    ].join("\n"),
  ]);
});

test("over three hops every configuration names the secret of the template in use", () => {
  const whole = planned(documentsOf(file), toNewest);
  const end = new Map(
    objectsAfter(whole.objects, whole.plan.steps).map(({ address, object }) => [
      `${address.kind}/${address.name}`,
      object,
    ]),
  );
  const deployment = end.get("MachineDeployment/billing-workers") ?? {};
  const machines = textAt(deployment, "/spec/template/spec/infrastructureRef/name");
  const name = textAt(deployment, "/spec/template/spec/bootstrap/configRef/name");
  const configured = end.get(`KubeadmConfigTemplate/${name}`) ?? {};
  expect(textAt(configured, "/spec/template/spec/files/0/contentFrom/secret/name")).toBe(
    `${machines}-azure-json`,
  );
  expect(machines).toMatch(/^billing-workers-1-34-11-[a-z0-9]{10}$/u);
  expect(whole.plan.garbage.map(({ keep }) => keep)).toEqual(
    Array.from({ length: 9 }, () => undefined),
  );
});

test("whatever was carried out of a plan, the next one leads to the same end", () => {
  expect(new Set(endsOf(documentsOf(file), toNext)).size).toBe(1);
});

test("definitions and webhooks admit every change", (context) => {
  const definitions = requireUpstream(context, "crds");
  expect(refusalsOf(planned(documentsOf(file), toNewest), definitions)).toEqual([]);
});

/** Names of secrets that files of the control plane and of the workers' configuration name in the end. */
function secretsAfter(edits: DocumentEdits, more: readonly JsonObject[] = []): readonly string[] {
  const documents = [...documentsOf(file, edits), ...more.map((value) => ({ value }))];
  const whole = planned(documents, toNext);
  expect(whole.plan.blockers).toEqual([]);
  const patches = whole.plan.steps.flatMap(({ effects }) => effects);
  return patches.flatMap((effect) =>
    effect.change === "patch" || effect.change === "copy"
      ? effect.fields.flatMap(({ pointer, to }) =>
          pointer.endsWith("/secret/name") && typeof to === "string" ? [to] : [],
        )
      : [],
  );
}

const secret = (labels: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "billing-control-plane-1-31-14-azure-json", namespace: "billing", labels },
});

const filePointer = "/spec/kubeadmConfigSpec/files/0/contentFrom/secret/name";

test.for<{
  readonly name: string;
  readonly edits?: DocumentEdits;
  readonly more?: readonly JsonObject[];
  readonly secrets: readonly string[];
}>([
  {
    name: "the secret of CAPZ among the objects follows",
    more: [secret({ billing: "owned" })],
    secrets: [`${controlPlane}-azure-json`, `${workers}-azure-json`],
  },
  {
    name: "a secret of the user's own stays",
    more: [secret({ team: "billing" })],
    secrets: [`${workers}-azure-json`],
  },
  {
    name: "the secret of another template stays",
    edits: {
      "KubeadmControlPlane/billing-control-plane": { [filePointer]: "shared-azure-json" },
    },
    secrets: [`${workers}-azure-json`],
  },
  {
    name: "a secret of another name stays",
    edits: {
      "KubeadmControlPlane/billing-control-plane": { [filePointer]: "cloud-config" },
    },
    secrets: [`${workers}-azure-json`],
  },
])("$name", ({ edits = {}, more = [], secrets }) => {
  expect(secretsAfter(edits, more)).toEqual(secrets);
});

test("a template whose secret nodes of another one need is kept, and told", () => {
  // The control plane takes its file from the secret of the workers' template.
  const edits = {
    "KubeadmControlPlane/billing-control-plane": {
      [filePointer]: "billing-workers-1-31-14-azure-json",
    },
  };
  const { plan } = planned(documentsOf(file, edits), toNext);
  expect(plan.garbage.filter(({ keep }) => keep !== undefined)).toMatchObject([
    {
      object: { kind: "AzureMachineTemplate", name: "billing-workers-1-31-14" },
      keep: "KubeadmControlPlane billing-control-plane takes a file from its secret billing-workers-1-31-14-azure-json",
    },
  ]);
  expect(plan.hazards.filter(({ code }) => code === "CAPZ_PLAN_SECRET_KEPT")).toMatchObject([
    {
      message:
        "KubeadmControlPlane billing-control-plane takes a file from the secret of AzureMachineTemplate billing-workers-1-31-14, which nothing else uses",
      pointer: filePointer,
    },
  ]);
});

test("machines without such a file are upgraded as Cluster API does", () => {
  const edits = {
    "KubeadmConfigTemplate/billing-workers-1-31-14": { "/spec/template/spec/files": undefined },
  };
  const { plan } = planned(documentsOf(file, edits), toNext);
  expect(
    describeSteps(plan.steps).filter((text) => text.includes("KubeadmConfigTemplate")),
  ).toEqual([]);
});

test("the older form of the API is patched where it keeps its references", () => {
  const read = readYaml(readFileSync(file, "utf8"), { file: "old.yaml" });
  const documents = (read.ok ? read.value : []).map(({ value }) => ({
    value: isJsonObject(value) ? olderForm(value) : value,
  }));
  const { plan } = planned(documents, toNext);
  expect(describeSteps(plan.steps)).toContain(
    [
      "patch KubeadmControlPlane billing-control-plane",
      "  /spec/version: v1.31.14 -> v1.32.13",
      `  /spec/machineTemplate/infrastructureRef/name: billing-control-plane-1-31-14 -> ${controlPlane}`,
      `  ${filePointer}: billing-control-plane-1-31-14-azure-json -> ${controlPlane}-azure-json`,
    ].join("\n"),
  );
});

/** The control plane as v1beta1 writes it. */
function olderForm(object: JsonObject): JsonObject {
  const spec = object["spec"];
  if (object["kind"] !== "KubeadmControlPlane" || !isJsonObject(spec)) {
    return object;
  }
  const name = textAt(spec, "/machineTemplate/spec/infrastructureRef/name") ?? "";
  const infrastructureRef = {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
    kind: "AzureMachineTemplate",
    name,
  };
  return {
    ...object,
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
    spec: { ...spec, machineTemplate: { infrastructureRef } },
  };
}
