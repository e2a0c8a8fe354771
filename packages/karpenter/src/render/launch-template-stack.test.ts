import { execFileSync } from "node:child_process";

import { launchImages } from "@imagewright/aws/eks";
import { decodeBase64, isJsonObject, type JsonValue, ownValue, valueAt } from "@imagewright/core";
import { naughtyStrings, requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { al2, al2023, cluster, seed } from "../__fixtures__/example-targets.ts";
import { findings } from "../__fixtures__/findings.ts";
import { renderObjects } from "../__fixtures__/render.ts";
import { resolveStack } from "../__fixtures__/resolve-stack.ts";
import type { KarpenterTarget, LaunchTemplateOptions } from "../index.ts";

const data = "/Resources/KarpenterLaunchTemplate/Properties/LaunchTemplateData";

function targetWith(change: Partial<LaunchTemplateOptions>): KarpenterTarget {
  const [first] = seed.launchTemplates ?? [];
  return { ...seed, launchTemplates: first === undefined ? [] : [{ ...first, ...change }] };
}

/** The stack as CloudFormation would deploy it. */
function deployed(target: KarpenterTarget, image = al2): JsonValue {
  const [stack] = renderObjects(image, target);
  return resolveStack(stack?.object ?? {});
}

/** The text a node would find at its first boot. */
function userData(target: KarpenterTarget): string {
  const value = valueAt(deployed(target), `${data}/UserData`);
  const bytes = typeof value === "string" ? decodeBase64(value) : undefined;
  return new TextDecoder().decode(bytes);
}

test("the reader of stacks finds the image", () => {
  const [stack] = renderObjects(al2, seed);
  const found = launchImages(stack?.object ?? {});
  expect(found.ok && found.value.map(({ pointer }) => pointer)).toEqual([`${data}/ImageId`]);
});

test("every Ref, GetAtt and Sub of the stack resolves, as the seed's did not", () => {
  const stack = deployed(seed);
  expect(valueAt(stack, `${data}/IamInstanceProfile/Arn`)).toBe(
    "<KarpenterNodeInstanceProfile.Arn>",
  );
  expect(valueAt(stack, "/Resources/KarpenterNodeInstanceProfile/Properties/Roles/0")).toBe(
    "<KarpenterNodeRole>",
  );
  expect(JSON.stringify(stack)).toContain("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
});

test("the judge of references can fail: the seed's own name is refused", () => {
  const broken = {
    Resources: {
      KarpenterNodeInstanceProfile: { Type: "AWS::IAM::InstanceProfile" },
      Template: { Arn: { "Fn::GetAtt": ["KarpenterInstanceProfile", "Arn"] } },
    },
  };
  expect(() => resolveStack(broken)).toThrow("KarpenterInstanceProfile is not defined");
  expect(() => resolveStack({ Resources: { A: { "Fn::Sub": "${B}" } } })).toThrow(
    "B is not defined",
  );
});

test("the launch template and the provisioner agree on the name", () => {
  const [stack, provisioner] = renderObjects(al2, seed);
  expect(
    valueAt(
      stack?.object ?? null,
      "/Resources/KarpenterLaunchTemplate/Properties/LaunchTemplateName",
    ),
  ).toBe(valueAt(provisioner?.object ?? null, "/spec/provider/launchTemplate"));
});

test("the stack names none of what Karpenter decides", () => {
  const value = valueAt(deployed(seed), data);
  expect(isJsonObject(value) && Object.keys(value)).toEqual([
    "IamInstanceProfile",
    "ImageId",
    "UserData",
    "BlockDeviceMappings",
    "SecurityGroupIds",
  ]);
});

const script = '#!/bin/bash\necho "${HOME}" ${!HOME} $(id) ${AWS::Region} `id` \\\n  $1\n';

test.for(["text", "base64"] as const)("a script's own ${} stay its own, as %s", (userDataForm) => {
  const text = userData(targetWith({ node: { script }, userDataForm }));
  expect(text).toContain(`\n${script}\n`);
  expect(text).toContain("Content-Type: multipart/mixed");
});

test("user data stands there as a block that people can read, first line alone", (context) => {
  const bash = requireTool(context, "bash");
  const [stack] = renderObjects(al2, seed);
  expect(stack?.text).toMatch(
    /"Fn::Base64": \|\n +#!\/bin\/bash\n +\/etc\/eks\/bootstrap.sh production \\\n/u,
  );
  const text = userData(seed);
  expect(execFileSync(bash, ["-n"], { input: text }).toString("utf8")).toBe("");
  expect(text).toContain(` \\\n  --dns-cluster-ip ${cluster.dnsClusterIp} \\\n`);
});

test("hostile text in a script and in subnet tags is carried exactly, or refused", () => {
  let carried = 0;
  for (const text of naughtyStrings) {
    const node = { script: text };
    const target: KarpenterTarget = {
      ...targetWith({ node }),
      provisioners: [
        {
          name: "default",
          launchTemplate: "KarpenterCustomLaunchTemplate",
          subnetSelector: { [text]: text },
        },
      ],
    };
    try {
      const [stack, provisioner] = renderObjects(al2, target);
      const tags = valueAt(provisioner?.object ?? null, "/spec/provider/subnetSelector");
      expect(isJsonObject(tags) && ownValue(tags, text)).toBe(text);
      const value = valueAt(resolveStack(stack?.object ?? {}), `${data}/UserData`);
      const archive = new TextDecoder().decode(
        decodeBase64(typeof value === "string" ? value : ""),
      );
      expect(scriptOf(archive)).toBe(text);
      carried += 1;
    } catch (error) {
      expect(String(error)).toMatch(/KARPENTER_|USERDATA_|RENDER_VALUE_REFUSED/u);
    }
  }
  expect(carried).toBeGreaterThan(400);
});

/** The body of the first part of an archive of ours. */
function scriptOf(archive: string): string {
  const boundary = /boundary="(?<boundary>[^"]+)"/u.exec(archive)?.groups?.["boundary"] ?? "";
  const [, part = ""] = archive.split(`--${boundary}\n`);
  const [headers = "", ...body] = part.split("\n\n");
  const text = body.join("\n\n").replace(/\n$/u, "");
  return headers.includes("base64")
    ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(decodeBase64(text))
    : text;
}

test("an image in an SSM parameter is resolved when the stack is deployed", () => {
  const target = targetWith({ reference: "ssm-parameter:%2Fteam%2Fami" });
  const [stack] = renderObjects(al2, target);
  expect(valueAt(stack?.object ?? null, `${data}/ImageId`)).toBe("{{resolve:ssm:/team/ami}}");
  const odd = targetWith({ reference: "ssm-parameter:a%7D%7Db" });
  expect(() => renderObjects(al2, odd)).toThrow("RENDER_VALUE_REFUSED");
});

test("Amazon Linux 2023 gets a NodeConfig behind the script", () => {
  const target: KarpenterTarget = {
    ...targetWith({ node: { script } }),
    image: "eks-al2023",
    cluster: { ...cluster, serviceCidr: "10.100.0.0/16" },
  };
  const image = { ...al2023, architecture: "amd64" as const, kubernetes: al2.kubernetes };
  expect(findings(image, target)).toEqual(["LAUNCH_TEMPLATE_ERA /launchTemplates/0"]);
  const value = valueAt(deployed(target, image), `${data}/UserData`);
  const text = new TextDecoder().decode(decodeBase64(typeof value === "string" ? value : ""));
  expect(text.indexOf("text/x-shellscript")).toBeLessThan(text.indexOf("application/node.eks.aws"));
});
