/** One value for every option of a machine, other than the plain target's. */
export function machineVariations(at: string): { readonly [path: string]: unknown } {
  return below(at, {
    region: "us-east-1",
    ...lookup,
    instanceType: "m7i.large",
    iamInstanceProfile: "nodes",
    sshKeyName: "",
    ...volumes,
    "cloudInit/insecureSkipSecretsManager": true,
    "cloudInit/secureSecretsBackend": "ssm-parameter-store",
    ...ignition,
    ...purchase,
    subnetId: "subnet-0a1b2c3d4e5f60718",
    "subnetFilters/0/name": "tag:Other",
    "subnetFilters/0/values": ["other"],
    additionalSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
    securityGroupOverrides: { node: "sg-0a1b2c3d4e5f60718" },
    networkInterfaces: ["eni-0a1b2c3d4e5f60718"],
    networkInterfaceType: "efa",
    assignPrimaryIPv6: "enabled",
    publicIP: false,
    "elasticIpPool/publicIpv4Pool": "ipv4pool-ec2-0a1b2c3d4e5f60718",
    "elasticIpPool/publicIpv4PoolFallbackOrder": "none",
    additionalTags: { a: "b" },
    tenancy: "dedicated",
    hostID: "h-0a1b2c3d4e5f60718",
    hostAffinity: "default",
    "dynamicHostAllocation/tags": { a: "b" },
    "cpuOptions/confidentialCompute": "Disabled",
    "cpuOptions/nestedVirtualization": "enabled",
    placementGroupName: "rack",
    placementGroupPartition: 2,
    uncompressedUserData: true,
    ...choice,
    ...identity,
  });
}

/** The same of a machine pool. */
export function poolVariations(at: string): { readonly [path: string]: unknown } {
  return below(at, {
    region: "us-east-1",
    ...lookup,
    minSize: 2,
    maxSize: 9,
    ...launchTemplate,
    "mixedInstancesPolicy/instancesDistribution/onDemandAllocationStrategy": "lowest-price",
    "mixedInstancesPolicy/instancesDistribution/onDemandBaseCapacity": 1,
    "mixedInstancesPolicy/instancesDistribution/onDemandPercentageAboveBaseCapacity": 50,
    "mixedInstancesPolicy/instancesDistribution/spotAllocationStrategy": "capacity-optimized",
    "mixedInstancesPolicy/overrides/0/instanceType": "m7i.large",
    ...network,
    capacityRebalance: true,
    "suspendProcesses/all": true,
    "suspendProcesses/processes": { launch: true },
    ...hooks,
    defaultCoolDown: "1m",
    defaultInstanceWarmup: "1m",
    "refreshPreferences/disable": true,
    "refreshPreferences/instanceWarmup": 60,
    "refreshPreferences/maxHealthyPercentage": 110,
    "refreshPreferences/minHealthyPercentage": 90,
    "refreshPreferences/strategy": "Rolling",
    ...ignition,
    additionalTags: { a: "b" },
    ...choice,
    ...identity,
  });
}

/** The same of a node group. */
export function managedPoolVariations(at: string): { readonly [path: string]: unknown } {
  return below(at, {
    region: "us-east-1",
    ...lookup,
    amiType: "AL2023_x86_64_STANDARD",
    amiVersion: "1.34.1-20260714",
    ...launchTemplate,
    instanceType: "m7i.large",
    diskSize: 40,
    eksNodegroupName: "group",
    "scaling/minSize": 1,
    "scaling/maxSize": 3,
    nodeLabels: { a: "b" },
    "taints/0/key": "other",
    "taints/0/value": "other",
    "taints/0/effect": "no-execute",
    capacityType: "spot",
    ...network,
    "updateConfig/maxUnavailable": 2,
    "updateConfig/maxUnavailablePercentage": 20,
    "nodeRepairConfig/enabled": true,
    "remoteAccess/sshKeyName": "key",
    "remoteAccess/public": true,
    "remoteAccess/sourceSecurityGroups": ["sg-0a1b2c3d4e5f60718"],
    roleName: "role",
    rolePath: "/path/",
    rolePermissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
    roleAdditionalPolicies: ["arn:aws:iam::123456789012:policy/more"],
    ...hooks,
    additionalTags: { a: "b" },
    ...choice,
    ...identity,
  });
}

/** The same of a control plane. */
export function planeVariations(at: string): { readonly [path: string]: unknown } {
  return below(at, {
    isTemplate: true,
    version: "v1.34",
    region: "eu-west-1",
    eksClusterName: "cluster",
    sshKeyName: "key",
    upgradePolicy: "standard",
    "lookup/format": "a-{{.K8sVersion}}-*",
    "lookup/org": "123456789012",
    "lookup/baseOS": "ubuntu-24.04",
    "addons/0/name": "kube-proxy",
    "addons/0/version": "v9",
    "addons/0/configuration": "{}",
    "addons/0/conflictResolution": "preserve",
    "addons/0/preserveOnDelete": true,
    "addons/0/serviceAccountRoleARN": "arn:aws:iam::123456789012:role/cni",
    additionalTags: { a: "b" },
    ...identity,
  });
}

const lookup = {
  "lookup/format": "a-{{.K8sVersion}}-*",
  "lookup/org": "123456789012",
  "lookup/baseOS": "ubuntu-24.04",
  "lookup/eksLookupType": "AmazonLinux2023",
};
const volumes = {
  "rootVolume/size": 40,
  "rootVolume/type": "gp3",
  "rootVolume/iops": 4000,
  "rootVolume/throughput": 250,
  "rootVolume/encrypted": true,
  "rootVolume/encryptionKey": "alias/a",
  "nonRootVolumes/0/deviceName": "/dev/sdc",
  "nonRootVolumes/0/size": 50,
  "nonRootVolumes/0/type": "gp2",
  "nonRootVolumes/0/iops": 4000,
  "nonRootVolumes/0/throughput": 250,
  "nonRootVolumes/0/encrypted": true,
  "nonRootVolumes/0/encryptionKey": "alias/a",
  "instanceMetadataOptions/httpEndpoint": "enabled",
  "instanceMetadataOptions/httpProtocolIpv6": "enabled",
  "instanceMetadataOptions/httpPutResponseHopLimit": 2,
  "instanceMetadataOptions/httpTokens": "required",
  "instanceMetadataOptions/instanceMetadataTags": "enabled",
  "privateDnsName/enableResourceNameDnsAAAARecord": true,
  "privateDnsName/enableResourceNameDnsARecord": true,
  "privateDnsName/hostnameType": "resource-name",
};
const ignition = {
  "ignition/version": "3.4",
  "ignition/storageType": "UnencryptedUserData",
  "ignition/proxy/httpProxy": "http://proxy",
  "ignition/proxy/httpsProxy": "http://proxy",
  "ignition/proxy/noProxy": ["10.0.0.0/8"],
  "ignition/tls/certificateAuthorities": ["https://ca"],
};
const purchase = {
  "spotMarketOptions/maxPrice": "0.12",
  marketType: "Spot",
  capacityReservationId: "cr-0a1b2c3d4e5f60718",
  capacityReservationPreference: "None",
};
const launchTemplate = below("awsLaunchTemplate", {
  name: "template",
  instanceType: "m7i.large",
  iamInstanceProfile: "nodes",
  sshKeyName: "",
  ...volumes,
  additionalSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
  ...purchase,
});
const network = {
  subnetIds: ["subnet-0a1b2c3d4e5f60718"],
  availabilityZones: ["eu-west-1a"],
  availabilityZoneSubnetType: "all",
};
const hooks = {
  "lifecycleHooks/0/name": "other",
  "lifecycleHooks/0/lifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
  "lifecycleHooks/0/defaultResult": "CONTINUE",
  "lifecycleHooks/0/heartbeatTimeout": "1m",
  "lifecycleHooks/0/notificationMetadata": "note",
  "lifecycleHooks/0/notificationTargetARN": "arn:aws:sns:eu-west-1:123456789012:topic",
  "lifecycleHooks/0/roleARN": "arn:aws:iam::123456789012:role/hook",
};
const choice = { imageRecord: "another", reference: "ami:ami-0000000000000000a" };
const identity = {
  name: "b",
  namespace: "clusters",
  labels: { a: "b" },
  annotations: { a: "b" },
};

function below(at: string, values: { readonly [path: string]: unknown }): { readonly [path: string]: unknown } {
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [`${at}/${path}`, value]));
}
