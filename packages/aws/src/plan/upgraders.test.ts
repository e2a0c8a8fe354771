import { type DocumentEdits } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import {
  amazonLinux,
  type Asked,
  blockersOf,
  describeSteps,
  documentsOf,
  planned,
  recordOf,
} from "./__fixtures__/planned.ts";

const records = [
  amazonLinux("1.31.14", "2", "ami-0aaaaaaaaaaaaaa31"),
  amazonLinux("1.32.13", "2", "ami-0aaaaaaaaaaaaaa32"),
  amazonLinux("1.33.13", "2023", "ami-0aaaaaaaaaaaaaa33"),
];
const poolRecords = [
  recordOf("1.33.4", "ami-0bbbbbbbbbbbbbb33"),
  recordOf("1.34.1", "ami-0bbbbbbbbbbbbbb34"),
];

/** Takes every group but one out of the cluster. */
function only(group: "custom" | "own" | "plain", edits: DocumentEdits = {}): DocumentEdits {
  const all = {
    custom: ["MachinePool/custom", "AWSManagedMachinePool/custom", "EKSConfig/custom"],
    plain: ["MachinePool/plain", "AWSManagedMachinePool/plain"],
    own: ["MachineDeployment/own", "AWSMachineTemplate/own-1.31.14", "EKSConfigTemplate/own"],
  };
  const others = Object.entries(all).flatMap(([name, keys]) => (name === group ? [] : keys));
  return { ...Object.fromEntries(others.map((key) => [key, null])), ...edits };
}

/** The lines about a group, without the control plane's. */
function linesOf(file: string, edits: DocumentEdits, asked: Asked): readonly string[] {
  const result = planned(documentsOf(file, edits), asked);
  expect(result.plan.blockers).toEqual([]);
  return describeSteps(result).trimEnd().split("\n");
}

test.for([
  ["v1.31", "v1.31 -> v1.32"],
  ["1.31", "1.31 -> 1.32"],
  ["v1.31.14", "v1.31.14 -> v1.32.0"],
  ["v1.31.0", "v1.31.0 -> v1.32.0"],
])("a control plane's %s is written again as it stands", ([version, change]) => {
  const edits = only("plain", { "AWSManagedControlPlane/orders": { "/spec/version": version } });
  expect(linesOf("eks.yaml", edits, { goal: "1.32" })).toContain(`    /spec/version: ${change}`);
});

test("without images of one's own, versions of EKS have no patch", () => {
  expect(linesOf("eks.yaml", only("plain"), { goal: "1.33" })).toEqual([
    "1 upgradeControlPlane: Upgrade AWSManagedControlPlane shop/orders to v1.32 (impossible) until AWSManagedControlPlane 1.32",
    "  patch AWSManagedControlPlane orders",
    "    /spec/version: v1.31 -> v1.32",
    "1 upgradeNodes: Upgrade MachinePool shop/plain to v1.32.0 (impossible) until MachinePool 1.32",
    "  patch AWSManagedMachinePool plain",
    "    /spec/amiVersion: 1.31.14-20251112 -> nothing",
    "  patch MachinePool plain",
    "    /spec/template/spec/version: v1.31.0 -> v1.32.0",
    "2 upgradeControlPlane: Upgrade AWSManagedControlPlane shop/orders to v1.33 (impossible) until AWSManagedControlPlane 1.33",
    "  patch AWSManagedControlPlane orders",
    "    /spec/version: v1.32 -> v1.33",
    "2 upgradeNodes: Upgrade MachinePool shop/plain to v1.33.0 (impossible) until MachinePool 1.33",
    "  patch MachinePool plain",
    "    /spec/template/spec/version: v1.32.0 -> v1.33.0",
  ]);
});

test("a pool without a version gets the one it runs before the control plane moves", () => {
  const edits = only("plain", {
    "MachinePool/plain": { "/spec/template/spec/version": undefined },
  });
  expect(
    linesOf("eks.yaml", edits, { goal: "1.32" }).filter((line) => !line.startsWith("  ")),
  ).toEqual([
    "1 freeze: Keep MachinePool shop/plain at v1.31.0 (revert)",
    "1 upgradeControlPlane: Upgrade AWSManagedControlPlane shop/orders to v1.32 (impossible) until AWSManagedControlPlane 1.32",
    "1 upgradeNodes: Upgrade MachinePool shop/plain to v1.32.0 (impossible) until MachinePool 1.32",
  ]);
});

test("the release goes with the version, or when an image of one's own is beside it", () => {
  const edits = only("custom", {
    "AWSManagedMachinePool/custom": { "/spec/amiVersion": "1.32.13-20260714" },
  });
  const { plan } = planned(documentsOf("eks.yaml", edits), { goal: "1.32", records });
  const patch = plan.steps.at(-1)?.effects[0];
  expect(patch?.change === "patch" && patch.fields.map(({ pointer }) => pointer)).toEqual([
    "/spec/awsLaunchTemplate/ami/id",
    "/spec/amiVersion",
  ]);
  expect(plan.hazards.map(({ code }) => code)).toContain("EKS_PLAN_RELEASE_REMOVED");
});

test("what is looked up follows the version alone, until Amazon Linux 2 ends", () => {
  const edits = only("custom", {
    "AWSManagedMachinePool/custom": {
      "/spec/awsLaunchTemplate/ami": { eksLookupType: "AmazonLinuxGPU" },
    },
  });
  const lines = linesOf("eks.yaml", edits, { goal: "1.33" });
  expect(lines.filter((line) => line.includes("/custom") || line.startsWith("    "))).toEqual([
    "    /spec/version: v1.31 -> v1.32",
    "1 upgradeNodes: Upgrade MachinePool shop/custom to v1.32.0 (impossible) until MachinePool 1.32",
    "    /spec/template/spec/version: v1.31.14 -> v1.32.0",
    "    /spec/version: v1.32 -> v1.33",
    expect.stringMatching(/^2 createTemplate: Create NodeadmConfig shop\/custom-[a-z0-9]{10} /u),
    "2 pause: Pause AWSManagedMachinePool shop/custom (revert)",
    "    /metadata/annotations/cluster.x-k8s.io~1paused: nothing -> imagewright",
    "2 upgradeNodes: Upgrade MachinePool shop/custom to v1.33.0 (impossible)",
    "    /spec/template/spec/version: v1.32.0 -> v1.33.0",
    "    /spec/template/spec/bootstrap/configRef/kind: EKSConfig -> NodeadmConfig",
    expect.stringMatching(/configRef\/name: custom -> custom-[a-z0-9]{10}$/u),
    "    /spec/awsLaunchTemplate/ami/eksLookupType: AmazonLinuxGPU -> AmazonLinux2023GPU",
    "2 soak: Wait until the user data of MachinePool shop/custom are rendered (none)",
    "2 resume: Resume AWSManagedMachinePool shop/custom (partly) until MachinePool 1.33",
    "    /metadata/annotations/cluster.x-k8s.io~1paused: imagewright -> nothing",
  ]);
});

test("an EKSConfigTemplate becomes the NodeadmConfigTemplate of the same labels", () => {
  const { plan } = planned(documentsOf("eks.yaml", only("own")), { goal: "1.33", records });
  const creations = plan.steps.flatMap(({ effects }) =>
    effects.filter(({ change }) => change === "create"),
  );
  expect(creations).toMatchObject([
    {
      manifest: {
        apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
        kind: "NodeadmConfigTemplate",
        metadata: { namespace: "shop", labels: { team: "orders" } },
        spec: {
          template: {
            spec: {
              kubelet: { flags: ["--node-labels=team=orders"] },
              preNodeadmCommands: ["echo hello"],
            },
          },
        },
      },
      source: { file: "eks.yaml", document: 10 },
    },
  ]);
});

test.for([
  ["nobody says", {}, 1],
  ["is bootstrap.sh", { userDataFormat: "bootstrap.sh" }, 0],
] as const)("where what an image reads %s, user data follow", ([, changes, count]) => {
  const images = [
    recordOf("1.32.13", "ami-0aaaaaaaaaaaaaa31", changes),
    recordOf("1.33.13", "ami-0aaaaaaaaaaaaaa33", changes),
  ];
  const edits = only("own", {
    [plane]: { "/spec/version": "v1.32" },
    "MachineDeployment/own": { "/spec/template/spec/version": "v1.32.13" },
  });
  const { plan } = planned(documentsOf("eks.yaml", edits), { goal: "1.33", records: images });
  expect(plan.blockers).toEqual([]);
  const kinds = plan.steps.flatMap(({ effects }) => effects.map(({ object }) => object.kind));
  expect(kinds.filter((kind) => kind === "NodeadmConfigTemplate")).toHaveLength(count);
});

test("a pool of CAPA that only gets another image is not paused", () => {
  const other = recordOf("1.33.4", "ami-0bbbbbbbbbbbbbb35", { name: "fixed" });
  const asked = { goal: { image: "fixed" }, records: [...poolRecords, other] };
  const edits = { "KubeadmControlPlane/batch": { "/spec/version": "v1.33.4" } };
  const lines = linesOf("kubeadm-pool.yaml", edits, asked);
  expect(lines.slice(-3)).toEqual([
    "1 upgradeNodes: Move MachinePool shop/pool to image fixed (partly) until MachinePool 1.33.4 by fixed",
    "  patch AWSMachinePool pool",
    "    /spec/awsLaunchTemplate/ami/id: ami-0bbbbbbbbbbbbbb33 -> ami-0bbbbbbbbbbbbbb35",
  ]);
});

test("what an earlier plan paused is let go, and nothing else is left to do", () => {
  const paused = {
    "KubeadmControlPlane/batch": { "/spec/version": "v1.34.1" },
    "AWSMachineTemplate/batch": { "/spec/template/spec/ami/id": "ami-0bbbbbbbbbbbbbb34" },
    "MachinePool/pool": { "/spec/template/spec/version": "v1.34.1" },
    "AWSMachinePool/pool": {
      "/spec/awsLaunchTemplate/ami/id": "ami-0bbbbbbbbbbbbbb34",
      "/metadata/annotations": { "cluster.x-k8s.io/paused": "imagewright" },
    },
  };
  const asked = { goal: "1.34", records: poolRecords, isGuarded: true };
  expect(linesOf("kubeadm-pool.yaml", paused, asked)).toEqual([
    "1 resume: Resume AWSMachinePool shop/pool (partly) until MachinePool 1.34.1 by ubuntu-1.34.1",
    "  patch AWSMachinePool pool",
    "    /metadata/annotations/cluster.x-k8s.io~1paused: imagewright -> nothing",
  ]);
});

test("what an earlier plan paused is let go, whatever the goal is", () => {
  const edits = {
    "AWSMachinePool/pool": {
      "/metadata/annotations": { "cluster.x-k8s.io/paused": "imagewright" },
    },
  };
  const asked: Asked = { goal: { images: "supported" }, records: poolRecords };
  expect(linesOf("kubeadm-pool.yaml", edits, asked)[0]).toMatch(
    /^1 resume: Resume AWSMachinePool shop\/pool/u,
  );
});

test("a pause of somebody else stays, and forbids the plan", () => {
  const edits = {
    "AWSMachinePool/pool": { "/metadata/annotations": { "cluster.x-k8s.io/paused": "true" } },
  };
  const asked = { goal: "1.34", records: poolRecords, isGuarded: true };
  expect(blockersOf(planned(documentsOf("kubeadm-pool.yaml", edits), asked))).toEqual([
    "PLAN_PAUSED",
  ]);
});

const goal = { goal: "1.33", records };
const plane = "AWSManagedControlPlane/orders";
const custom = "AWSManagedMachinePool/custom";
const plain = "AWSManagedMachinePool/plain";
const template = "AWSMachineTemplate/own-1.31.14";
const lookup = "/spec/template/spec/imageLookupFormat";

test.for<{ says: string; edits: DocumentEdits; asked?: Asked; codes: readonly string[] }>([
  {
    says: "a control plane that EKS has upgraded by itself",
    edits: only("custom", { [plane]: { "/status": { version: "v1.33.0" } } }),
    codes: ["EKS_PLAN_AHEAD"],
  },
  {
    says: "a node group of Amazon Linux 2",
    edits: only("plain", { [plain]: { "/spec/amiType": "AL2_x86_64" } }),
    codes: ["EKS_PLAN_AMI_TYPE"],
  },
  {
    says: "a node group that says no type, which is Amazon Linux 2",
    edits: only("plain", { [plain]: { "/spec/amiType": undefined } }),
    codes: ["EKS_PLAN_AMI_TYPE"],
  },
  {
    says: "a launch template that takes Amazon Linux 2 whatever the type says",
    edits: only("custom", {
      [custom]: {
        "/spec/awsLaunchTemplate/ami": undefined,
        "/spec/amiType": "AL2023_x86_64_STANDARD",
      },
    }),
    codes: ["EKS_PLAN_LAUNCH_TEMPLATE_IMAGE"],
  },
  {
    says: "a launch template without an image",
    edits: only("custom", { [custom]: { "/spec/awsLaunchTemplate/ami": undefined } }),
    codes: ["EKS_PLAN_LAUNCH_TEMPLATE_IMAGE"],
  },
  {
    says: "commands after bootstrap.sh, which nodeadm has no place for",
    edits: only("own", {
      "EKSConfigTemplate/own": { "/spec/template/spec/postBootstrapCommands": ["cfn-signal"] },
    }),
    codes: ["EKS_CONVERT_LOST"],
  },
  {
    says: "a field of an EKSConfig that is not known",
    edits: only("own", { "EKSConfigTemplate/own": { "/spec/template/spec/colour": "red" } }),
    codes: ["EKS_FIELD_UNKNOWN"],
  },
  {
    says: "Ignition before nodeadm",
    edits: only("own", {
      [template]: {
        "/spec/template/spec/ignition": {},
        "/spec/template/spec/cloudInit": undefined,
      },
    }),
    codes: ["EKS_PLAN_IGNITION"],
  },
  {
    says: "an EKSConfig before a lookup by name",
    edits: only("own", {
      [template]: { "/spec/template/spec/ami": undefined, [lookup]: "own-{{.K8sVersion}}" },
    }),
    asked: { goal: "1.33", through: ["1.32.13", "1.33.13"] },
    codes: ["EKS_PLAN_LOOKUP_SYSTEM"],
  },
  {
    says: "an EKSConfig before Bottlerocket",
    edits: only("own"),
    asked: {
      goal: "1.32",
      records: [
        recordOf("1.31.14", "ami-0aaaaaaaaaaaaaa31", { name: "old" }),
        recordOf("1.32.13", "ami-0aaaaaaaaaaaaaa32", { userDataFormat: "bottlerocket" }),
      ],
    },
    codes: ["EKS_PLAN_USER_DATA"],
  },
  {
    says: "a template that is not among the manifests",
    edits: only("custom", { [custom]: null }),
    codes: ["CAPA_PLAN_OBJECT_MISSING"],
  },
])("a plan is refused for $says", ({ edits, asked = goal, codes }) => {
  const result = planned(documentsOf("eks.yaml", edits), asked);
  expect(blockersOf(result)).toEqual(codes);
  expect(result.plan.steps).toEqual([]);
});

test("where parameters of EKS find all images, two numbers are enough of a goal", () => {
  const nodeadm = "NodeadmConfigTemplate";
  const edits = only("own", {
    "MachineDeployment/own": { "/spec/template/spec/bootstrap/configRef/kind": nodeadm },
    "EKSConfigTemplate/own": { "/kind": nodeadm, "/spec/template/spec": {} },
    [template]: { "/spec/template/spec/ami": { eksLookupType: "AmazonLinux2023" } },
  });
  expect(linesOf("eks.yaml", edits, { goal: "1.32" })).toEqual([
    "1 upgradeControlPlane: Upgrade AWSManagedControlPlane shop/orders to v1.32 (impossible) until AWSManagedControlPlane 1.32",
    "  patch AWSManagedControlPlane orders",
    "    /spec/version: v1.31 -> v1.32",
    "1 upgradeNodes: Upgrade MachineDeployment shop/own to v1.32.0 (revert) until MachineDeployment 1.32",
    "  patch MachineDeployment own",
    "    /spec/template/spec/version: v1.31.14 -> v1.32.0",
  ]);
});

test("what is lost on the way to nodeadm can be found elsewhere first, and then the plan goes on", () => {
  const edits = only("own", {
    "EKSConfigTemplate/own": { "/spec/template/spec/postBootstrapCommands": ["cfn-signal"] },
  });
  const [lost] = planned(documentsOf("eks.yaml", edits), goal).plan.blockers;
  expect(lost?.hint).toMatch(
    / Then take the field out of EKSConfigTemplate shop\/own, and plan again\.$/u,
  );
});

test.for(["EKSConfigTemplate", "NodeadmConfigTemplate"])(
  "of machines that a parameter of EKS finds the image for, started by an %s, a minor is proved",
  (kind) => {
    const configRef = "/spec/template/spec/bootstrap/configRef/kind";
    const edits = only("own", {
      "MachineDeployment/own": { [configRef]: kind },
      "EKSConfigTemplate/own": { "/kind": kind, "/spec/template/spec": {} },
      [template]: { "/spec/template/spec/ami": { eksLookupType: "AmazonLinux2023" } },
    });
    const { plan } = planned(documentsOf("eks.yaml", edits), { goal: "1.32.13" });
    const changes = plan.steps.filter((step) => step.class === "change");
    const checks = changes.flatMap(({ check }) => check ?? []);
    expect(checks.map(({ subject, intended }) => [subject.kind, intended])).toEqual([
      ["AWSManagedControlPlane", { kubernetesVersion: "1.32" }],
      ["MachineDeployment", { kubernetesVersion: "1.32" }],
    ]);
  },
);

test("a refusal says where it stands", () => {
  const edits = only("plain", { [plain]: { "/spec/amiType": "AL2_x86_64" } });
  const { plan } = planned(documentsOf("eks.yaml", edits), { goal: "1.33" });
  expect(plan.blockers).toMatchObject([
    {
      pointer: "/spec/amiType",
      source: { file: "eks.yaml", line: expect.any(Number) },
      found: "AL2_x86_64",
    },
  ]);
});
