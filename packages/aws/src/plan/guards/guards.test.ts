import { type DocumentEdits } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import {
  amazonLinux,
  type Asked,
  documentsOf,
  planned,
  recordOf,
} from "../__fixtures__/planned.ts";

const eksRecords = [
  amazonLinux("1.31.14", "2", "ami-0aaaaaaaaaaaaaa31"),
  amazonLinux("1.32.13", "2", "ami-0aaaaaaaaaaaaaa32"),
  amazonLinux("1.33.13", "2023", "ami-0aaaaaaaaaaaaaa33"),
];
const poolRecords = [
  recordOf("1.33.4", "ami-0bbbbbbbbbbbbbb33"),
  recordOf("1.34.1", "ami-0bbbbbbbbbbbbbb34"),
];

/** One hazard, and the same cluster without it. */
interface Case {
  readonly says: string;
  readonly file?: "eks.yaml" | "kubeadm-pool.yaml";
  readonly edits?: DocumentEdits;
  readonly twinEdits?: DocumentEdits;
  readonly asked?: Partial<Asked>;
  readonly twin?: Partial<Asked>;
  readonly message: string;
}

const plane = "AWSManagedControlPlane/orders";
const pool = "AWSMachinePool/pool";
const custom = "AWSManagedMachinePool/custom";
const standard = { [plane]: { "/spec/upgradePolicy": "standard" } };
const nodeadm = {
  "MachinePool/custom": { "/spec/template/spec/bootstrap/configRef/kind": "NodeadmConfig" },
  "EKSConfig/custom": { "/kind": "NodeadmConfig", "/spec": {} },
};
const secret = {
  "MachinePool/custom": { "/spec/template/spec/bootstrap": { dataSecretName: "user-data" } },
  "EKSConfig/custom": null,
};
const byName = { "/spec/awsLaunchTemplate/ami": undefined };

const ownByNodeadm = {
  "MachineDeployment/own": {
    "/spec/template/spec/bootstrap/configRef/kind": "NodeadmConfigTemplate",
  },
  "EKSConfigTemplate/own": { "/kind": "NodeadmConfigTemplate", "/spec/template/spec": {} },
};

function ownLooksUp(eksLookupType: string): DocumentEdits {
  return {
    "AWSMachineTemplate/own-1.31.14": { "/spec/template/spec/ami": { eksLookupType } },
  };
}

const cases: readonly Case[] = [
  {
    says: "EKS_PLAN_VERSION_ENDED",
    asked: { at: "2027-12-01T00:00:00Z", goal: "1.32" },
    twin: { at: "2026-11-21T00:00:00Z", goal: "1.32" },
    message: "support of Kubernetes 1.32 on EKS ended on 2027-03-23",
  },
  {
    says: "EKS_PLAN_VERSION_EXTENDED",
    asked: { at: "2026-11-21T00:00:00Z", goal: "1.32" },
    twin: { at: "2026-03-01T00:00:00Z", goal: "1.32" },
    message: "standard support of Kubernetes 1.32 on EKS ended on 2026-03-23",
  },
  {
    says: "EKS_PLAN_VERSION_UNRELEASED",
    asked: { at: "2024-12-01T00:00:00Z", goal: "1.32" },
    twin: { at: "2026-03-01T00:00:00Z", goal: "1.32" },
    message: "EKS offers Kubernetes 1.32 from 2025-01-25 on",
  },
  {
    says: "EKS_PLAN_VERSION_UNKNOWN",
    edits: {
      [plane]: { "/spec/version": "v1.98" },
      "MachineDeployment/own": null,
      "MachinePool/plain": null,
      "MachinePool/custom": null,
    },
    asked: { goal: "1.99" },
    twin: { goal: "1.32" },
    twinEdits: {},
    message: "nothing is known here of Kubernetes 1.99 on EKS",
  },
  {
    says: "EKS_PLAN_AUTO_UPGRADE",
    edits: standard,
    asked: { at: "2026-02-01T00:00:00Z", goal: "1.32" },
    twin: { at: "2025-02-01T00:00:00Z", goal: "1.32" },
    message:
      "standard support of Kubernetes 1.31 ended on 2025-11-26: EKS may have upgraded AWSManagedControlPlane shop/orders already",
  },
  {
    says: "EKS_PLAN_ADDONS",
    edits: { [plane]: { "/spec/addons": [{ name: "vpc-cni", version: "v1.19.0" }] } },
    asked: { goal: "1.32" },
    twinEdits: {},
    message: "AWSManagedControlPlane shop/orders has add-ons with versions of their own",
  },
  {
    says: "CAPA_PLAN_RELEASE",
    asked: { targetVersions: { capa: "2.10.1" } },
    twin: { targetVersions: { capa: "2.11.1" } },
    message: "CAPA 2.10.1 has no NodeadmConfigTemplate, which",
  },
  {
    says: "EKS_PLAN_AMAZON_LINUX_2",
    asked: {
      goal: { image: "al2-1.33.13" },
      records: [...eksRecords.slice(0, 2), amazonLinux("1.33.13", "2", "ami-0aaaaaaaaaaaaaa33")],
    },
    twin: {},
    message: "AWSManagedMachinePool custom is of Amazon Linux 2, which Kubernetes 1.33.13 has not",
  },
  {
    says: "EKS_PLAN_AMAZON_LINUX_2",
    edits: { ...ownByNodeadm, ...ownLooksUp("AmazonLinux") },
    twinEdits: { ...ownByNodeadm, ...ownLooksUp("AmazonLinux2023") },
    message:
      "AWSMachineTemplate own-1.31.14 is of Amazon Linux 2, which Kubernetes 1.33.13 has not",
  },
  {
    says: "EKS_PLAN_USER_DATA",
    edits: secret,
    twinEdits: {},
    message: "image al2023-1.33.13 reads nodeadm, and the user data of custom are for bootstrap.sh",
  },
  {
    says: "EKS_PLAN_USER_DATA",
    edits: nodeadm,
    asked: { goal: "1.32" },
    twinEdits: {},
    twin: { goal: "1.32" },
    message: "image al2-1.32.13 reads bootstrap.sh, and the user data of custom are for nodeadm",
  },
  {
    says: "CAPA_PLAN_ARCHITECTURE",
    edits: {
      [custom]: {
        "/spec/awsLaunchTemplate/ami": { eksLookupType: "AmazonLinux2023GPU" },
        "/spec/awsLaunchTemplate/instanceType": "g5g.xlarge",
      },
    },
    twinEdits: {
      [custom]: {
        "/spec/awsLaunchTemplate/ami": { eksLookupType: "AmazonLinux2023GPU" },
        "/spec/awsLaunchTemplate/instanceType": "g5.xlarge",
      },
    },
    asked: { goal: "1.32" },
    twin: { goal: "1.32" },
    message: "the image of custom is of amd64, and g5g.xlarge is of arm64",
  },
  {
    says: "CAPA_PLAN_LOOKUP_DEFAULT",
    file: "kubeadm-pool.yaml",
    edits: { [pool]: byName },
    twinEdits: {},
    message: "pool: machines are of the newest image that CAPA's community publishes",
  },
  {
    says: "AWS_LOOKUP_WIDE",
    file: "kubeadm-pool.yaml",
    edits: {
      [pool]: { ...byName, "/spec/awsLaunchTemplate/imageLookupFormat": "own-{{.K8sVersion}}*" },
    },
    twinEdits: {
      [pool]: { ...byName, "/spec/awsLaunchTemplate/imageLookupFormat": "own-{{.K8sVersion}}-*" },
    },
    message: "a wildcard follows a field directly",
  },
  {
    says: "AWS_LOOKUP_OWNER",
    file: "kubeadm-pool.yaml",
    edits: { [pool]: byName, "AWSCluster/batch": { "/spec/imageLookupOrg": "258751437250" } },
    twinEdits: { [pool]: byName, "AWSCluster/batch": { "/spec/imageLookupOrg": "123456789012" } },
    message: "this account was lost by its owner, and its images are gone",
  },
  {
    says: "CAPA_PLAN_REFRESH_DISABLED",
    file: "kubeadm-pool.yaml",
    edits: { [pool]: { "/spec/refreshPreferences": { disable: true } } },
    twinEdits: {},
    message: "AWSMachinePool pool keeps its instances whatever changes",
  },
  {
    says: "CAPA_PLAN_REFRESH_CANCELLED",
    file: "kubeadm-pool.yaml",
    edits: {},
    twinEdits: { [pool]: { "/spec/refreshPreferences": { disable: true } } },
    message: "a refresh of AWSMachinePool pool that still runs is cancelled",
  },
];

function found(one: Case, edits: DocumentEdits, asked: Partial<Asked>): readonly string[] {
  const { file = "eks.yaml" } = one;
  const isEks = file === "eks.yaml";
  const { plan } = planned(documentsOf(file, edits), {
    goal: isEks ? "1.33" : "1.34",
    records: isEks ? eksRecords : poolRecords,
    through: isEks ? ["1.32.13", "1.33.13"] : ["1.34.1"],
    ...asked,
  });
  const all = [...plan.blockers, ...plan.hazards];
  expect(all.filter(({ code, source }) => code.includes("_PLAN_") && source === undefined)).toEqual(
    [],
  );
  return all.map(({ code, message }) => `${code} ${message}`);
}

test.for(cases)("guards find $says: $message", (one) => {
  const says = found(one, one.edits ?? {}, one.asked ?? {});
  expect(says).toContainEqual(expect.stringContaining(`${one.says} ${one.message}`));
  const twin = found(one, one.twinEdits ?? one.edits ?? {}, one.twin ?? one.asked ?? {});
  expect(twin.filter((text) => text.startsWith(`${one.says} ${one.message}`))).toEqual([]);
});

test("what is found of all groups is said once for all of them", () => {
  const { plan } = planned(
    documentsOf("kubeadm-pool.yaml", {
      "AWSMachineTemplate/batch": { "/spec/template/spec/ami": undefined },
      [pool]: byName,
    }),
    { goal: "1.35.1", through: ["1.34.1"] },
  );
  const lookups = plan.hazards.filter(({ code }) => code === "CAPA_PLAN_LOOKUP_DEFAULT");
  expect(lookups.map(({ message }) => message)).toEqual([
    "batch, pool: machines are of the newest image that CAPA's community publishes",
  ]);
});

test("what is found of a group is said once, however many hops there are", () => {
  const { plan } = planned(
    documentsOf("eks.yaml", { [plane]: { "/spec/addons": [{ name: "vpc-cni" }] } }),
    { goal: "1.33", records: eksRecords },
  );
  const codes = plan.hazards.map(({ code }) => code);
  expect(codes.filter((code) => code === "EKS_PLAN_ADDONS")).toHaveLength(1);
});
