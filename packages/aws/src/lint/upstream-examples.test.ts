import { readFileSync } from "node:fs";

import { isJsonObject, type JsonObject, manifestSet, objectKind } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { awsManifestRules } from "./index.ts";

const unpinned = "AWSMachineTemplate AWS_LOOKUP_UNPINNED /spec/template/spec";
const community = "AWSMachineTemplate AWS_LOOKUP_COMMUNITY /spec/template/spec";

/** `KIND CODE pointer` of every hazard. */
const expected: { readonly [file: string]: readonly string[] } = {
  "capa-awsmachinepool-kubeadmconfig.yaml": [
    "AWSMachinePool AWS_LOOKUP_UNPINNED /spec/awsLaunchTemplate",
    "AWSMachinePool AWS_BOOTSTRAP_PLAIN /spec/awsLaunchTemplate",
  ],
  "capa-cluster-template-default.yaml": [unpinned, community, unpinned, community],
  "capa-cluster-template-eks.yaml": [unpinned],
  "capa-cluster-template-simple-clusterclass.yaml": [unpinned, community, unpinned, community],
  "capa-custom-ami-awsmachinetemplate-v1beta1.yaml": [],
  "capa-eks-awsmachinetemplate-al2023-lookup.yaml": [unpinned],
  "capa-ignition-clusterobjectstore-awsmachinetemplate.yaml": [unpinned],
  "capa-ignition-unencrypteduserdata-awsmachinetemplate.yaml": [unpinned],
  "capa-imds-awsmachinetemplate.yaml": [unpinned],
  // Said to be of a custom AMI, which it does not name: CAPA takes Amazon Linux 2.
  "capa-imds-managedmachinepool-custom-ami.yaml": [
    "AWSManagedMachinePool AWS_LOOKUP_UNPINNED /spec/awsLaunchTemplate",
    "AWSManagedMachinePool AWS_LAUNCH_TEMPLATE_IMAGE /spec/awsLaunchTemplate",
  ],
  // The field is on CAPA's main branch only.
  "capa-nitro-managedmachinepool-nodeadm.yaml": [
    "AWSManagedMachinePool AWS_LOOKUP_UNPINNED /spec/awsLaunchTemplate",
    "AWSManagedMachinePool AWS_FIELD_RELEASE /spec/awsLaunchTemplate/enclaveOptions",
  ],
  "capa-spot-awsmachinetemplate.yaml": [unpinned],
};

test.for(Object.entries(expected))("hazards of %s", ([file, lines], context) => {
  const path = requireUpstream(context, `examples/capi-capa/${file}`);
  const read = readYaml(readFileSync(path, "utf8"), { file });
  const objects = read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
  expect(hazardsOf(objects)).toEqual(lines);
});

function hazardsOf(objects: readonly JsonObject[]): readonly string[] {
  const manifests = manifestSet(objects);
  return objects.flatMap((object) => {
    const named = objectKind(object);
    return awsManifestRules
      .filter(({ group, kinds }) => group === named?.group && kinds.includes(named.kind))
      .flatMap(({ check }) =>
        named === undefined ? [] : check({ ...named, object, manifests, targetVersions: {} }),
      )
      .map(({ code, pointer }) => `${named?.kind ?? ""} ${code} ${pointer}`);
  });
}
