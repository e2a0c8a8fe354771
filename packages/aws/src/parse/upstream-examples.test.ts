import { readdirSync, readFileSync } from "node:fs";

import { emitYaml, isJsonObject, type JsonObject, ownValue } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { readManifest } from "./read-manifest.ts";
import { writeReference } from "./write-reference.ts";

const folder = "examples/capi-capa";
const dead = "AWS_API_VERSION_DEAD";

/** `KIND pointer: reference` of every image, and `KIND CODE` of every finding. */
const expected: { readonly [file: string]: readonly string[] } = {
  "capa-awsmachinepool-kubeadmconfig.yaml": [
    "AWSMachinePool /spec/awsLaunchTemplate: {}",
    `AWSMachinePool ${dead}`,
  ],
  "capa-cluster-template-default.yaml": [
    "AWSMachineTemplate /spec/template/spec: {}",
    "AWSMachineTemplate /spec/template/spec: {}",
  ],
  "capa-cluster-template-eks.yaml": [
    'AWSMachineTemplate /spec/template/spec/ami/eksLookupType: {"eksLookupType":"AmazonLinux2023"}',
  ],
  "capa-cluster-template-simple-clusterclass.yaml": [
    "AWSMachineTemplate /spec/template/spec: {}",
    "AWSMachineTemplate /spec/template/spec: {}",
  ],
  "capa-custom-ami-awsmachinetemplate-v1beta1.yaml": [
    'AWSMachineTemplate /spec/template/spec/ami/id: {"id":"ami-09709369c53539c11"}',
    `AWSMachineTemplate ${dead}`,
  ],
  "capa-eks-awsmachinetemplate-al2023-lookup.yaml": [
    'AWSMachineTemplate /spec/template/spec/ami/eksLookupType: {"eksLookupType":"AmazonLinux2023"}',
  ],
  "capa-eks-machinedeployment-eksconfig-al2.yaml": [],
  "capa-eks-upgrade-after-1.33-nodeadm.yaml": [],
  "capa-eks-upgrade-before-1.32-eksconfig.yaml": [],
  "capa-ignition-clusterobjectstore-awsmachinetemplate.yaml": [
    "AWSMachineTemplate /spec/template/spec: {}",
    `AWSMachineTemplate ${dead}`,
  ],
  "capa-ignition-s3bucket-awscluster.yaml": [`AWSCluster ${dead}`],
  "capa-ignition-unencrypteduserdata-awsmachinetemplate.yaml": [
    "AWSMachineTemplate /spec/template/spec: {}",
    `AWSMachineTemplate ${dead}`,
  ],
  "capa-imds-awsmachinetemplate.yaml": [
    "AWSMachineTemplate /spec/template/spec: {}",
    `AWSMachineTemplate ${dead}`,
  ],
  "capa-imds-managedmachinepool-custom-ami.yaml": [
    "AWSManagedMachinePool /spec/awsLaunchTemplate: {}",
  ],
  "capa-nitro-managedmachinepool-nodeadm.yaml": [
    'AWSManagedMachinePool /spec/awsLaunchTemplate/ami/eksLookupType: {"eksLookupType":"AmazonLinux2023"}',
  ],
  "capa-spot-awsmachinetemplate.yaml": [
    "AWSMachineTemplate /spec/template/spec: {}",
    `AWSMachineTemplate ${dead}`,
  ],
};

function objectsOf(path: string): readonly JsonObject[] {
  const read = readYaml(readFileSync(path, "utf8"), { file: path });
  expect(read.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
}

test("the table knows every example of CAPA", (context) => {
  const files = readdirSync(requireUpstream(context, folder)).filter((name) =>
    name.startsWith("capa-"),
  );
  expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
});

test.for(Object.entries(expected))("%s holds these images", ([file, lines], context) => {
  const objects = objectsOf(requireUpstream(context, `${folder}/${file}`));
  const found = objects.flatMap((object) => {
    const kind = JSON.stringify(ownValue(object, "kind")).replaceAll('"', "");
    const read = readManifest(object);
    expect(read.ok).toBe(true);
    const images = read.ok ? read.value : [];
    for (const image of images) {
      expect(writeReference(object, image)).toMatchObject({ ok: true, value: object });
    }
    return [
      ...images.map(
        ({ pointer, reference: { kind: _kind, ...rest } }) =>
          `${kind} ${pointer}: ${JSON.stringify(rest)}`,
      ),
      ...read.diagnostics.map(({ code }) => `${kind} ${code}`),
    ];
  });
  expect(found).toEqual(lines);
});

test.for(Object.keys(expected))("%s prints back equal", (file, context) => {
  const objects = objectsOf(requireUpstream(context, `${folder}/${file}`));
  const printed = objects.map((object) => {
    const read = readYaml(emitYaml(object), { file: "printed.yaml" });
    return read.ok ? read.value.map(({ value }) => value)[0] : read.diagnostics;
  });
  expect(printed).toEqual(objects);
});
