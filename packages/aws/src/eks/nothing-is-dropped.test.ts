import { loadPlugin, renderTarget } from "@imagewright/core";
import { expect, test } from "vitest";

import { changed, optionsOf } from "../__fixtures__/schema-options.ts";
import schema from "../schemas/eks-target.json" with { type: "json" };
import { production } from "./__fixtures__/eks-cases.ts";
import { eks } from "./plugin.ts";

const { image, target } = production;
const plain = { ...target, build: {} };

/** One value for every option the schema has. */
const variations: { readonly [path: string]: unknown } = {
  "build/era": "templates",
  "build/region": "us-east-1",
  "build/amiName": "platform",
  "build/instanceType": "m7g.large",
  "build/sourceAmi/id": "ami-09709369c53539c11",
  "build/sourceAmi/owners": ["123456789012"],
  "build/sourceAmi/filterName": "al2023-*",
  "build/copyTo": ["us-east-1"],
  "build/shareWith/users": ["123456789012"],
  "build/encrypted": true,
  "build/kmsKeyId": "alias/a",
  "build/subnetId": "subnet-0a1b2c3d4e5f60718",
  "build/securityGroupId": "sg-0a1b2c3d4e5f60718",
  "build/iamInstanceProfile": "builder",
  "build/volume/type": "gp2",
  "build/volume/sizeGiB": 30,
  "build/accelerator": "neuron",
  "build/variables": { ssh_interface: "session_manager" },
};

test("there is a variation of every option", () => {
  expect(new Set(optionsOf(schema, ["build"]))).toEqual(new Set(Object.keys(variations)));
});

test.for(Object.entries(variations))(
  "%s changes what is rendered, or is reported",
  ([path, to]) => {
    expect(outcome(changed(plain, path, to))).not.toEqual(outcome(plain));
  },
);

function outcome(varied: unknown): object {
  const bound = loadPlugin(eks).bind(image, varied);
  return bound.ok ? renderTarget(bound.value) : bound;
}
