import { loadPlugin, type NodeImage, renderTarget } from "@imagewright/core";
import { exampleCatalog } from "@imagewright/core/testing";
import { expect, test } from "vitest";

import { changed, optionsOf } from "./__fixtures__/schema-options.ts";
import { aws } from "./plugin.ts";
import schema from "./schemas/aws-target.json" with { type: "json" };

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};
const plain = {
  name: "capa",
  provider: "aws",
  image: image.name,
  build: { region: "eu-west-1" },
  machineTemplates: [{ name: "a", instanceType: "m6i.large" }],
};
const catalog = exampleCatalog(
  [
    { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" },
    { kind: "ami", region: "us-east-1", id: "ami-09709369c53539c12" },
  ],
  image,
);

/** One value for every option the schema has. */
const variations: { readonly [path: string]: unknown } = {
  "build/region": "us-east-1",
  "build/copyTo": ["us-east-1"],
  "build/shareWith/users": ["123456789012"],
  "build/shareWith/groups": ["all"],
  "build/instanceType": "c6i.large",
  "build/encrypted": true,
  "build/kmsKeyId": "alias/a",
  "build/vpcId": "vpc-0a1b2c3d4e5f60718",
  "build/subnetId": "subnet-0a1b2c3d4e5f60718",
  "build/securityGroupIds": ["sg-0a1b2c3d4e5f60718"],
  "build/iamInstanceProfile": "builder",
  "build/sourceAmi": "ami-09709369c53539c11",
  "build/amiName": "platform",
  "build/volume/type": "gp2",
  "build/volume/iops": 4000,
  "build/volume/throughput": 250,
  "build/variables": { debug_tools: "true" },
  "machineTemplates/0/region": "us-east-1",
  "machineTemplates/0/lookup/format": "a-{{.K8sVersion}}-*",
  "machineTemplates/0/lookup/org": "123456789012",
  "machineTemplates/0/lookup/baseOS": "ubuntu-24.04",
  "machineTemplates/0/lookup/eksLookupType": "AmazonLinux2023",
  "machineTemplates/0/instanceType": "m7i.large",
  "machineTemplates/0/iamInstanceProfile": "nodes",
  "machineTemplates/0/sshKeyName": "",
  "machineTemplates/0/rootVolume/size": 40,
  "machineTemplates/0/rootVolume/type": "gp3",
  "machineTemplates/0/rootVolume/iops": 4000,
  "machineTemplates/0/rootVolume/throughput": 250,
  "machineTemplates/0/rootVolume/encrypted": true,
  "machineTemplates/0/rootVolume/encryptionKey": "alias/a",
  "machineTemplates/0/instanceMetadataOptions/httpEndpoint": "enabled",
  "machineTemplates/0/instanceMetadataOptions/httpProtocolIpv6": "enabled",
  "machineTemplates/0/instanceMetadataOptions/httpPutResponseHopLimit": 2,
  "machineTemplates/0/instanceMetadataOptions/httpTokens": "required",
  "machineTemplates/0/instanceMetadataOptions/instanceMetadataTags": "enabled",
  "machineTemplates/0/cloudInit/insecureSkipSecretsManager": true,
  "machineTemplates/0/cloudInit/secureSecretsBackend": "ssm-parameter-store",
  "machineTemplates/0/ignition/version": "3.4",
  "machineTemplates/0/ignition/storageType": "UnencryptedUserData",
  "machineTemplates/0/spotMarketOptions/maxPrice": "0.12",
  "machineTemplates/0/marketType": "Spot",
  "machineTemplates/0/capacityReservationId": "cr-0a1b2c3d4e5f60718",
  "machineTemplates/0/capacityReservationPreference": "None",
  "machineTemplates/0/subnetId": "subnet-0a1b2c3d4e5f60718",
  "machineTemplates/0/additionalSecurityGroupIds": ["sg-0a1b2c3d4e5f60718"],
  "machineTemplates/0/publicIP": false,
  "machineTemplates/0/additionalTags": { a: "b" },
  "machineTemplates/0/tenancy": "dedicated",
  "machineTemplates/0/placementGroupName": "rack",
  "machineTemplates/0/uncompressedUserData": true,
  "machineTemplates/0/imageRecord": "another",
  "machineTemplates/0/reference": "ami:ami-0000000000000000a",
  "machineTemplates/0/name": "b",
  "machineTemplates/0/namespace": "clusters",
  "machineTemplates/0/labels": { a: "b" },
  "machineTemplates/0/annotations": { a: "b" },
};

test("there is a variation of every option", () => {
  const options = optionsOf(schema, ["build", "machineTemplates"]);
  expect(new Set(options)).toEqual(new Set(Object.keys(variations)));
});

test.for(Object.entries(variations))(
  "%s changes what is rendered, or is reported",
  ([path, to]) => {
    expect(outcome(changed(plain, path, to))).not.toEqual(outcome(plain));
  },
);

function outcome(target: unknown): object {
  const bound = loadPlugin(aws).bind(image, target);
  return bound.ok ? renderTarget(bound.value, { catalog }) : bound;
}
