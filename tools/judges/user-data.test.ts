import { encodeBase64 } from "@imagewright/core";
import { expect, test } from "vitest";

import { archivesOf, userDataParts } from "./user-data.ts";

const script = "#!/bin/bash\necho one\n";
const nodeConfig = "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\n";
const archive = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="edge"

--edge
Content-Type: text/x-shellscript

${script}
--edge
Content-Type: application/node.eks.aws

${nodeConfig}
--edge--
`;

function nodeClass(userData: string): string {
  return `kind: EC2NodeClass\nspec:\n  userData: ${JSON.stringify(userData)}\n`;
}

function launchTemplate(userData: string): string {
  return `Resources:
  Template:
    Properties:
      LaunchTemplateData:
        UserData: ${userData}
`;
}

const both = [
  ["a.yaml/part-1", "text/x-shellscript", script],
  ["a.yaml/part-2", "application/yaml", nodeConfig],
] as const;

test.for([
  { where: "a node class", text: nodeClass(archive), parts: both },
  { where: "a node class, without an archive", text: nodeClass(script), parts: both.slice(0, 1) },
  {
    where: "a stack, in base64",
    text: launchTemplate(encodeBase64(archive)),
    parts: both,
  },
  {
    where: "a stack, as text",
    text: launchTemplate(`{ "Fn::Base64": ${JSON.stringify(script)} }`),
    parts: both.slice(0, 1),
  },
  { where: "another manifest", text: "kind: NodePool\n", parts: [] },
])("the parts of the user data in $where", ({ text, parts }) => {
  const found = userDataParts({ path: "a.yaml", mediaType: "application/yaml", text });
  expect(found.map((part) => [part.path, part.mediaType, part.text])).toEqual(parts);
});

test("settings of Bottlerocket are TOML", () => {
  const text = nodeClass('[settings.kubernetes]\ncluster-name = "a"\n');
  const [part] = userDataParts({ path: "a.yaml", mediaType: "application/yaml", text });
  expect(part?.mediaType).toBe("application/toml");
});

test("an archive is found in a file of its own and in a manifest", () => {
  const file = { path: "a.mime", mediaType: "multipart/mixed", text: archive };
  const manifest = { path: "a.yaml", mediaType: "application/yaml", text: nodeClass(archive) };
  expect([file, manifest].map(archivesOf)).toEqual([[archive], [archive]]);
  expect(userDataParts(file)).toHaveLength(2);
});
