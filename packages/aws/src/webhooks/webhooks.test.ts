import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type TargetVersions,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { durationSeconds } from "./check-placement.ts";
import { awsWebhooks } from "./index.ts";

const groups: { readonly [kind: string]: string } = {
  AWSManagedControlPlane: "controlplane.cluster.x-k8s.io",
  AWSManagedControlPlaneTemplate: "controlplane.cluster.x-k8s.io",
};

function objectOf(kind: string, spec: JsonObject): JsonObject {
  const group = groups[kind] ?? "infrastructure.cluster.x-k8s.io";
  const isTemplate = kind.endsWith("Template");
  return {
    apiVersion: `${group}/v1beta2`,
    kind,
    metadata: { name: "a.b", namespace: "clusters" },
    spec: isTemplate ? { template: { spec } } : spec,
  };
}

function judge(
  kind: string,
  spec: JsonObject,
  old?: JsonObject,
  targetVersions: TargetVersions = {},
): readonly string[] | undefined {
  const webhook = awsWebhooks.find(({ kinds }) => kinds.includes(kind));
  const found = webhook?.validate?.({
    object: objectOf(kind, spec),
    ...(old !== undefined && { oldObject: objectOf(kind, old) }),
    targetVersions,
  });
  return found?.map(({ code, pointer }) =>
    `${code} ${pointer.replace(/^\/spec(\/template\/spec)?/u, "")}`.trim(),
  );
}

function defaulted(kind: string, spec: JsonObject): JsonValue | undefined {
  const webhook = awsWebhooks.find(({ kinds }) => kinds.includes(kind));
  const object = webhook?.mutate?.({ object: objectOf(kind, spec), targetVersions: {} });
  return object?.["spec"];
}

const template = "AWSMachineTemplate";
const machine = "AWSMachine";
const pool = "AWSMachinePool";
const managed = "AWSManagedMachinePool";
const plane = "AWSManagedControlPlane";
const launch = (fields: JsonObject): JsonObject => ({ awsLaunchTemplate: fields });
const boot = "AWS_BOOTSTRAP_REFUSED";
const volume = "AWS_VOLUME_REFUSED";
const purchase = "AWS_PURCHASE_REFUSED";
const host = "AWS_HOST_REFUSED";
const network = "AWS_NETWORK_REFUSED";
const control = "AWS_CONTROL_PLANE_REFUSED";

type Case = [kind: string, spec: JsonObject, found: readonly string[]];

test.for<Case>([
  [template, { instanceType: "m5.large" }, []],
  [template, { providerID: "aws:///a" }, ["AWS_TEMPLATE_FIELD /providerID"]],
  [
    template,
    { cloudInit: { secretPrefix: "a", secretCount: 1 } },
    ["AWS_TEMPLATE_FIELD /cloudInit/secretPrefix", "AWS_TEMPLATE_FIELD /cloudInit/secretCount"],
  ],
  [
    template,
    { cloudInit: { insecureSkipSecretsManager: true, secureSecretsBackend: "secrets-manager" } },
    [`${boot} /cloudInit/secureSecretsBackend`],
  ],
  [template, { cloudInit: { insecureSkipSecretsManager: true } }, []],
  [machine, { cloudInit: { secretPrefix: "a" } }, [`${boot} /cloudInit/secretCount`]],
  [machine, { cloudInit: { secretPrefix: "a", secretCount: 2 } }, []],
  [
    template,
    { ignition: {}, cloudInit: { secureSecretsBackend: "secrets-manager" } },
    ["AWS_FEATURE_GATE /ignition", `${boot} /cloudInit`],
  ],
  [
    machine,
    { ignition: { version: "3.0", proxy: {}, tls: {} } },
    ["AWS_FEATURE_GATE /ignition", `${boot} /ignition/proxy`, `${boot} /ignition/tls`],
  ],
  [machine, { ignition: { version: "3.1", proxy: {} } }, ["AWS_FEATURE_GATE /ignition"]],
  [
    machine,
    {
      ignition: {
        version: "3.4",
        proxy: {
          noProxy: ["*", "10.0.0.1", "10.0.0.0/8", "fd00::/8", "a:80", ".example.com", "a b", "A"],
        },
        tls: {
          certificateAuthorities: [
            "https://ca",
            "s3://bucket/ca",
            "data:text/plain;base64,YQ==",
            "data:text/plain",
            "data:,a",
            "ftp://ca",
          ],
        },
      },
    },
    [
      "AWS_FEATURE_GATE /ignition",
      `${boot} /ignition/proxy/noProxy/6`,
      `${boot} /ignition/proxy/noProxy/7`,
      `${boot} /ignition/tls/certificateAuthorities/3`,
      `${boot} /ignition/tls/certificateAuthorities/4`,
      `${boot} /ignition/tls/certificateAuthorities/5`,
    ],
  ],
  [template, { rootVolume: { size: 8, type: "io1" } }, [`${volume} /rootVolume/iops`]],
  [template, { rootVolume: { size: 8, type: "io2", iops: 100 } }, []],
  [template, { rootVolume: { size: 8, throughput: 125 } }, [`${volume} /rootVolume/throughput`]],
  [template, { rootVolume: { type: "gp3", throughput: -1 } }, [`${volume} /rootVolume/throughput`]],
  [template, { rootVolume: { type: "gp3", throughput: 124 } }, []],
  [machine, { rootVolume: { type: "gp3", throughput: 124 } }, [`${volume} /rootVolume/throughput`]],
  [machine, { rootVolume: { type: "gp3", throughput: 2000 } }, []],
  [
    pool,
    launch({ rootVolume: { type: "gp3", throughput: 2001 } }),
    [`${volume} /awsLaunchTemplate/rootVolume/throughput`],
  ],
  [
    template,
    {
      nonRootVolumes: [
        { size: 8, deviceName: "/dev/sdb" },
        { size: 8, type: "io1" },
      ],
    },
    [`${volume} /nonRootVolumes/1/iops`, `${volume} /nonRootVolumes/1/deviceName`],
  ],
  [template, { sshKeyName: "" }, []],
  [template, { sshKeyName: "my key" }, []],
  [template, { sshKeyName: " key" }, ["AWS_SSH_KEY_REFUSED /sshKeyName"]],
  [
    template,
    { additionalSecurityGroups: [{ id: "sg-1" }, { id: "sg-1", filters: [{}] }] },
    [`${network} /additionalSecurityGroups/1/filters`],
  ],
  [template, { additionalTags: { "aws:a": "b" } }, ["AWS_TAG /additionalTags/aws:a"]],
  [
    template,
    { additionalTags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, ""])) },
    ["AWS_TAG /additionalTags"],
  ],
  [machine, { elasticIpPool: {} }, [`${network} /elasticIpPool`]],
  [
    machine,
    { publicIP: true, elasticIpPool: { publicIpv4Pool: "pool" } },
    [
      `${network} /elasticIpPool/publicIpv4PoolFallbackOrder`,
      `${network} /elasticIpPool/publicIpv4Pool`,
    ],
  ],
  [
    machine,
    { publicIP: true, elasticIpPool: { publicIpv4PoolFallbackOrder: "none" } },
    [`${network} /elasticIpPool/publicIpv4PoolFallbackOrder`],
  ],
  [machine, { marketType: "OnDemand", spotMarketOptions: {} }, [`${purchase} /marketType`]],
  [template, { marketType: "OnDemand", spotMarketOptions: {} }, []],
  [machine, { marketType: "CapacityBlock" }, [`${purchase} /capacityReservationId`]],
  [
    machine,
    { capacityReservationId: "cr-1", capacityReservationPreference: "Open" },
    [`${purchase} /capacityReservationPreference`],
  ],
  [
    machine,
    { marketType: "Spot", capacityReservationPreference: "CapacityReservationsOnly" },
    [`${purchase} /capacityReservationPreference`],
  ],
  [
    pool,
    launch({ marketType: "Spot", capacityReservationId: "cr-1", spotMarketOptions: {} }),
    [
      `${purchase} /awsLaunchTemplate/marketType`,
      `${purchase} /awsLaunchTemplate/spotMarketOptions`,
    ],
  ],
  [template, { tenancy: "host", hostAffinity: "host", hostID: "h-1" }, []],
  [template, { tenancy: "host", hostAffinity: "host" }, [`${host} /hostID`]],
  [machine, { tenancy: "host", hostAffinity: "host" }, []],
  [template, { hostID: "h-1" }, [`${host} /hostID`]],
  [machine, { hostAffinity: "host" }, [`${host} /hostAffinity`]],
  [
    template,
    { tenancy: "host", hostAffinity: "host", hostID: "h-1", dynamicHostAllocation: {} },
    [`${host} /hostID`, `${host} /dynamicHostAllocation`],
  ],
  [template, { tenancy: "host", dynamicHostAllocation: {} }, [`${host} /dynamicHostAllocation`]],
  [
    pool,
    { ...launch({ spotMarketOptions: {} }), mixedInstancesPolicy: {} },
    [`${purchase} /awsLaunchTemplate/spotMarketOptions`],
  ],
  [
    pool,
    { subnets: [{ id: "subnet-1", filters: [] }, { id: "subnet-1" }] },
    [`${network} /subnets/0/filters`],
  ],
  [
    pool,
    { refreshPreferences: { maxHealthyPercentage: 150 } },
    ["AWS_POOL_REFUSED /refreshPreferences/maxHealthyPercentage"],
  ],
  [
    pool,
    { refreshPreferences: { maxHealthyPercentage: 200, minHealthyPercentage: 99 } },
    ["AWS_POOL_REFUSED /refreshPreferences/maxHealthyPercentage"],
  ],
  [pool, { refreshPreferences: { maxHealthyPercentage: 200, minHealthyPercentage: 100 } }, []],
  [pool, { defaultCoolDown: "-5m" }, ["AWS_POOL_REFUSED /defaultCoolDown"]],
  [
    pool,
    { lifecycleHooks: [{ name: "a", roleARN: "r", heartbeatTimeout: "29s" }] },
    [
      "AWS_POOL_REFUSED /lifecycleHooks/0/notificationTargetARN",
      "AWS_POOL_REFUSED /lifecycleHooks/0/heartbeatTimeout",
    ],
  ],
  [
    managed,
    { ...launch({ iamInstanceProfile: "p" }), instanceType: "m5.large", diskSize: 20 },
    [
      "AWS_POOL_REFUSED /instanceType",
      "AWS_POOL_REFUSED /diskSize",
      "AWS_POOL_REFUSED /awsLaunchTemplate/iamInstanceProfile",
    ],
  ],
  [managed, { instanceType: "m5.large", diskSize: 20 }, []],
  [managed, { updateConfig: {} }, ["AWS_POOL_REFUSED /updateConfig"]],
  [
    managed,
    { updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 1 } },
    ["AWS_POOL_REFUSED /updateConfig"],
  ],
  [managed, { scaling: { minSize: 3, maxSize: 2 } }, ["AWS_POOL_REFUSED /scaling/maxSize"]],
  [
    managed,
    { remoteAccess: { public: true, sourceSecurityGroups: ["sg-1"] } },
    ["AWS_POOL_REFUSED /remoteAccess/sourceSecurityGroups"],
  ],
  [plane, { version: "v1.34" }, []],
  [plane, { version: "v1.34.1" }, []],
  [plane, { version: "latest" }, ["AWS_EKS_VERSION_REFUSED /version"]],
  [
    plane,
    {
      version: "v1.20",
      network: { vpc: { ipv6: {} } },
      addons: [{ name: "vpc-cni", version: "v1.10.2-eksbuild.1" }],
    },
    ["AWS_EKS_VERSION_REFUSED /version"],
  ],
  [
    plane,
    { vpcCni: { disable: true }, addons: [{ name: "vpc-cni", version: "v1" }] },
    ["AWS_CONTROL_PLANE_REFUSED /vpcCni/disable"],
  ],
  [
    plane,
    {
      accessConfig: {
        authenticationMode: "config_map",
        bootstrapClusterCreatorAdminPermissions: false,
      },
      accessEntries: [{ principalARN: "a" }],
    },
    [
      "AWS_CONTROL_PLANE_REFUSED /accessConfig/bootstrapClusterCreatorAdminPermissions",
      "AWS_CONTROL_PLANE_REFUSED /accessEntries",
    ],
  ],
  [plane, { version: "v1.17", addons: [{ name: "coredns" }] }, [`${control} /addons`]],
  [plane, { version: "v1.18", addons: [{ name: "coredns" }] }, []],
  [plane, { version: "v1.34", network: { vpc: { ipv6: {} } } }, [`${control} /addons`]],
  ...["1.10.1", "v1.9.3-eksbuild.1", "latest"].map((version): Case => [
    plane,
    { version: "v1.34", network: { vpc: { ipv6: {} } }, addons: [{ name: "vpc-cni", version }] },
    [`${control} /addons/0/version`],
  ]),
  [
    plane,
    {
      accessConfig: { authenticationMode: "api" },
      accessEntries: [
        { type: "ec2_linux", kubernetesGroups: ["a"], accessPolicies: [] },
        { type: "standard", accessPolicies: [{ accessScope: { type: "namespace" } }] },
        { type: "standard", accessPolicies: [{ accessScope: { type: "cluster" } }] },
      ],
    },
    [
      `${control} /accessEntries/0/kubernetesGroups`,
      `${control} /accessEntries/1/accessPolicies/0/accessScope/namespaces`,
    ],
  ],
  [
    plane,
    { network: { vpc: { ipv6: {}, privateDnsHostnameTypeOnLaunch: "ip-name" } } },
    [`${control} /network/vpc/privateDnsHostnameTypeOnLaunch`],
  ],
  [plane, { network: { vpc: { privateDnsHostnameTypeOnLaunch: "ip-name" } } }, []],
  [plane, { secondaryCidrBlock: "100.64.0.0/16" }, []],
  [plane, { secondaryCidrBlock: "100.64.0.0" }, [`${control} /secondaryCidrBlock`]],
  [
    plane,
    { secondaryCidrBlock: "10.0.0.0/8" },
    [`${control} /secondaryCidrBlock`, `${control} /secondaryCidrBlock`],
  ],
  [plane, { secondaryCidrBlock: "100.128.0.0/16" }, [`${control} /secondaryCidrBlock`]],
  [
    plane,
    { bastion: { disableIngressRules: true, allowedCIDRBlocks: ["10.0.0.0/8"] } },
    [`${control} /bastion/allowedCIDRBlocks`],
  ],
  [
    plane,
    { bastion: { allowedCIDRBlocks: ["::/0", "all"] } },
    [`${control} /bastion/allowedCIDRBlocks/1`],
  ],
  [
    plane,
    {
      secondaryCidrBlock: "198.19.0.0/17",
      network: {
        vpc: {
          cidrBlock: "10.0.0.0/16",
          secondaryCidrBlocks: [{ ipv4CidrBlock: "10.0.0.0/16" }],
          ipv6: { cidrBlock: "fd00::/56", ipamPool: {} },
        },
      },
      addons: [{ name: "vpc-cni", version: "v1" }],
    },
    [
      `${control} /network/vpc/secondaryCidrBlocks`,
      `${control} /network/vpc/secondaryCidrBlocks`,
      `${control} /network/vpc/ipv6/poolId`,
      `${control} /network/vpc/ipv6/cidrBlock`,
      `${control} /network/vpc/ipv6/ipamPool`,
    ],
  ],
  ["AWSClusterTemplate", { sshKeyName: "key " }, ["AWS_SSH_KEY_REFUSED /sshKeyName"]],
])("creation of %s %j", ([kind, spec, found]) => {
  expect(judge(kind, spec)).toEqual(found);
});

const ami = { ami: { id: "ami-1" }, instanceType: "m5.large" };

test.for<[kind: string, old: JsonObject, spec: JsonObject, found: readonly string[]]>([
  [template, ami, ami, []],
  [template, ami, { ...ami, ami: { id: "ami-2" } }, ["AWS_IMMUTABLE"]],
  [template, ami, { ...ami, imageLookupOrg: "", cloudInit: {} }, []],
  [template, ami, { ...ami, sshKeyName: "" }, ["AWS_IMMUTABLE"]],
  [template, ami, { ...ami, instanceMetadataOptions: { httpTokens: "required" } }, []],
  [
    template,
    { ...ami, instanceMetadataOptions: { httpTokens: "optional" } },
    { ...ami, instanceMetadataOptions: { httpTokens: "required" } },
    ["AWS_IMMUTABLE"],
  ],
  [
    template,
    { ...ami, instanceMetadataOptions: null },
    { ...ami, instanceMetadataOptions: { httpTokens: "required" } },
    [],
  ],
  [template, { providerID: "a" }, { providerID: "a" }, []],
  [
    machine,
    ami,
    {
      ...ami,
      providerID: "a",
      instanceID: "i",
      additionalTags: { a: "b" },
      additionalSecurityGroups: [{ id: "sg-1" }],
      cloudInit: { secretPrefix: "a", secretCount: 1, secureSecretsBackend: "secrets-manager" },
    },
    [],
  ],
  [machine, ami, { ...ami, ami: { id: "ami-2" } }, ["AWS_IMMUTABLE"]],
  [
    machine,
    { privateDnsName: { hostnameType: "ip-name", enableResourceNameDnsARecord: true } },
    { privateDnsName: { hostnameType: "ip-name" } },
    [],
  ],
  [machine, { hostAffinity: "host" }, { hostAffinity: "host" }, []],
  [machine, {}, { hostAffinity: "host" }, [`${host} /hostAffinity`, "AWS_IMMUTABLE"]],
  [pool, launch(ami), launch({ ami: { id: "ami-2" }, rootVolume: { type: "io1" } }), []],
  [managed, { amiType: "CUSTOM" }, { amiType: "AL2_ARM_64" }, ["AWS_IMMUTABLE /amiType"]],
  [managed, {}, launch({}), ["AWS_IMMUTABLE /awsLaunchTemplate"]],
  [
    managed,
    launch({ name: "a" }),
    launch({ name: "b" }),
    ["AWS_IMMUTABLE /awsLaunchTemplate/name"],
  ],
  [managed, launch(ami), launch({ ami: { id: "ami-2" } }), []],
  [managed, { amiVersion: "1.33.4-20250901" }, { amiVersion: "1.34.1-20260714" }, []],
  [managed, {}, { roleName: "a", eksNodegroupName: "a", capacityType: "spot" }, []],
  [managed, { roleName: "a" }, {}, ["AWS_IMMUTABLE /roleName"]],
  [
    managed,
    { subnetIDs: ["a"], diskSize: 20 },
    { subnetIDs: ["b"], diskSize: 30 },
    ["AWS_IMMUTABLE /subnetIDs", "AWS_IMMUTABLE /diskSize"],
  ],
  [plane, { version: "v1.33" }, { version: "v1.34" }, []],
  [plane, { version: "v1.33" }, { version: "v1.36" }, []],
  [plane, { version: "v1.34.1" }, { version: "v1.34.0" }, []],
  [plane, { version: "v1.34" }, { version: "v1.33" }, ["AWS_EKS_VERSION_REFUSED /version"]],
  [
    plane,
    { region: "a", eksClusterName: "a", encryptionConfig: { provider: "a" }, identityRef: {} },
    { region: "b", eksClusterName: "b", network: { vpc: { ipv6: {} } } },
    [
      "AWS_IMMUTABLE /eksClusterName",
      "AWS_IMMUTABLE /region",
      "AWS_IMMUTABLE /encryptionConfig",
      "AWS_IMMUTABLE /identityRef",
      "AWS_IMMUTABLE /network/vpc/ipv6",
    ],
  ],
  [
    plane,
    { encryptionConfig: { provider: "a" }, accessConfig: { authenticationMode: "api" } },
    { encryptionConfig: { provider: "b" }, accessConfig: { authenticationMode: "config_map" } },
    ["AWS_IMMUTABLE /encryptionConfig/provider", "AWS_IMMUTABLE /accessConfig/authenticationMode"],
  ],
  [
    "AWSManagedControlPlaneTemplate",
    { version: "v1.34" },
    { version: "v1.33" },
    ["AWS_EKS_VERSION_REFUSED /version"],
  ],
  ["AWSClusterTemplate", {}, { imageLookupOrg: "1" }, ["AWS_IMMUTABLE"]],
])("update of %s from %j to %j", ([kind, old, spec, found]) => {
  expect(judge(kind, spec, old)).toEqual(found);
});

test("older releases of CAPA compare less", () => {
  const spec = { hostAffinity: "host", rootVolume: { type: "gp3", throughput: 3000 } };
  expect(judge(machine, spec, undefined, { capa: "2.9.3" })).toEqual([]);
  expect(judge(machine, spec, undefined, { capa: "2.11.1" })).toHaveLength(2);
});

test("a dry run of the topology controller may change a template", () => {
  const object = objectOf(template, ami);
  const changed = {
    ...objectOf(template, { instanceType: "m6i.large" }),
    metadata: { annotations: { "topology.cluster.x-k8s.io/dry-run": "" } },
  };
  const webhook = awsWebhooks.find(({ kinds }) => kinds.includes(template));
  expect(webhook?.validate?.({ object: changed, oldObject: object, targetVersions: {} })).toEqual(
    [],
  );
});

test("the sentence about a change is CAPA's", () => {
  const webhook = awsWebhooks.find(({ kinds }) => kinds.includes(template));
  const [found] =
    webhook?.validate?.({
      object: objectOf(template, ami),
      oldObject: objectOf(template, {}),
      targetVersions: {},
    }) ?? [];
  expect(found?.message).toBe("AWSMachineTemplate.Spec is immutable");
});

const skipped = { insecureSkipSecretsManager: true, secretPrefix: "a" };
const block = { marketType: "CapacityBlock", spotMarketOptions: {}, capacityReservationId: "cr-1" };
const reserved = { capacityReservationId: "cr-1", capacityReservationPreference: "none" };
const range = "100.64.0.0/16";
const ranges = {
  secondaryCidrBlock: range,
  network: { vpc: { cidrBlock: range, secondaryCidrBlocks: [{ ipv4CidrBlock: "100.65.0.0/16" }] } },
};

test.for<[kind: string, spec: JsonObject, sentences: readonly string[]]>([
  [
    managed,
    { updateConfig: {} },
    [
      "must specify one of maxUnavailable or maxUnavailablePercentage when using nodegroup updateconfig",
    ],
  ],
  [
    machine,
    { cloudInit: skipped },
    [
      "cannot be set if spec.cloudInit.insecureSkipSecretsManager is true",
      "must be set together with spec.CloudInit.SecretPrefix",
    ],
  ],
  [
    template,
    { cloudInit: skipped },
    [
      "cannot be set in templates",
      "cannot be set if spec.template.spec.cloudInit.insecureSkipSecretsManager is true",
      "must be set together with spec.template.spec.CloudInit.SecretPrefix",
    ],
  ],
  [
    template,
    { ignition: {}, cloudInit: { insecureSkipSecretsManager: true } },
    [
      "can be set only if the BootstrapFormatIgnition feature gate is enabled",
      "cannot be set if spec.template.spec.ignition is set",
    ],
  ],
  [
    machine,
    { ignition: { version: "3.0", tls: {} } },
    [
      "can be set only if the BootstrapFormatIgnition feature gate is enabled",
      "cannot be set if spec.ignition.version is 2.3 or 3.0",
    ],
  ],
  [
    machine,
    block,
    ["marketType set to CapacityBlock and spotMarketOptions cannot be used together"],
  ],
  [
    pool,
    launch(block),
    [
      "setting marketType to CapacityBlock and spotMarketOptions cannot be used together",
      "cannot be set to when CapacityReservationID is specified",
    ],
  ],
  [
    machine,
    reserved,
    [
      "when capacityReservationId is specified, capacityReservationPreference may only be 'CapacityReservationsOnly' or empty",
    ],
  ],
  [
    pool,
    launch(reserved),
    [
      "when capacityReservationId is specified, capacityReservationPreference may only be `CapacityReservationsOnly` or empty",
    ],
  ],
  ...[plane, `${plane}Template`].map((kind): [string, JsonObject, readonly string[]] => [
    kind,
    ranges,
    [
      `${kind}.spec.secondaryCidrBlock ${range} must be listed in ${kind}.spec.network.vpc.secondaryCidrBlocks (required if both fields are filled)`,
      `${kind}.spec.secondaryCidrBlock ${range} must not be equal to the primary ${kind}.spec.network.vpc.cidrBlock`,
    ],
  ]),
])("the sentences about %s %j are CAPA's", ([kind, spec, sentences]) => {
  const webhook = awsWebhooks.find(({ kinds }) => kinds.includes(kind));
  const found = webhook?.validate?.({ object: objectOf(kind, spec), targetVersions: {} });
  expect(found?.map(({ message }) => message)).toEqual(sentences);
});

test.for<[kind: string, spec: JsonObject, to: JsonObject]>([
  [machine, {}, { cloudInit: { secureSecretsBackend: "secrets-manager" } }],
  [
    machine,
    { cloudInit: { insecureSkipSecretsManager: true } },
    { cloudInit: { insecureSkipSecretsManager: true } },
  ],
  [machine, { ignition: {} }, { ignition: { storageType: "ClusterObjectStore", version: "2.3" } }],
  [
    machine,
    { ignition: { storageType: "UnencryptedUserData" } },
    { ignition: { storageType: "UnencryptedUserData" } },
  ],
  [
    pool,
    { defaultCoolDown: "0s", ignition: {} },
    {
      defaultCoolDown: "5m0s",
      defaultInstanceWarmup: "5m0s",
      ignition: { storageType: "UnencryptedUserData" },
    },
  ],
  [
    pool,
    { defaultCoolDown: "1m", defaultInstanceWarmup: "1m" },
    { defaultCoolDown: "1m", defaultInstanceWarmup: "1m" },
  ],
  [managed, {}, { eksNodegroupName: "clusters_a_b", updateConfig: { maxUnavailable: 1 } }],
  [
    plane,
    { bootstrapSelfManagedAddons: false },
    {
      bootstrapSelfManagedAddons: true,
      eksClusterName: "clusters_a_b",
      identityRef: { kind: "AWSClusterControllerIdentity", name: "default" },
    },
  ],
])("defaults of %s %j", ([kind, spec, to]) => {
  expect(defaulted(kind, spec)).toEqual(to);
});

test("a name that CAPA would digest stays open", () => {
  const webhook = awsWebhooks.find(({ kinds }) => kinds.includes(managed));
  const object = { ...objectOf(managed, {}), metadata: { name: "a".repeat(64) } };
  const spec = webhook?.mutate?.({ object, targetVersions: {} })["spec"];
  expect(isJsonObject(spec) && Object.keys(spec)).toEqual(["updateConfig"]);
});

test.for([
  { text: "5m0s", seconds: 300 },
  { text: "1h30m", seconds: 5400 },
  { text: "-1.5s", seconds: -1.5 },
  { text: "0", seconds: 0 },
  { text: "300", seconds: undefined },
  { text: "5 m", seconds: undefined },
])("the duration $text is $seconds seconds", ({ text, seconds }) => {
  expect(durationSeconds(text)).toBe(seconds);
});
