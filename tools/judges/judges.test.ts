import type { Artifact } from "@imagewright/core";
import { upstreamFolder } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { allJudges, type Judge } from "./index.ts";

/** Each judge is shown a good artifact and a bad one: a judge that refuses nothing proves nothing. */
interface Trial {
  readonly judge: string;
  readonly fault: string;
  readonly good: Artifact;
  readonly bad: Artifact;
  /** What lies beside both. */
  readonly beside?: Artifact;
}

const machineTemplate = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata:
  name: example
spec:
  template:
    spec:
      instanceType: m5.large
`;

const archive = (type: string): string => `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="edge"

--edge
Content-Type: ${type}

#!/bin/sh
true
--edge--
`;

const stack = (target: string): string => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Name:
        Fn::Sub: "\${AWS::StackName}-\${!Literal}"
      Arn:
        Fn::GetAtt: [${target}, Arn]
`;

const imageBuilderScript = (goal: string): string => `#!/bin/sh
set -eu
capi=$2/images/capi
action=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
export PACKER_VAR_FILES="$here/packer-vars.json"
exec make -C "$capi" "$action-${goal}"
`;

const eksScript = (version: string): string => `#!/bin/sh
# A build of era templates-al2023.
cd -- "$1"
exec make k8s os_distro=al2023 k8s=1.34 kubernetes_version=${version} kubernetes_build_date=2026-07-05
`;

const trials: readonly Trial[] = [
  {
    judge: "admission",
    fault: "a field the schema does not have",
    good: yaml(machineTemplate),
    bad: yaml(machineTemplate.replace("instanceType", "instancetype")),
  },
  {
    judge: "admission",
    fault: "a version that is not served",
    good: yaml(machineTemplate),
    bad: yaml(machineTemplate.replace("v1beta2", "v1beta1")),
  },
  {
    judge: "kubectl",
    fault: "a name that is a number",
    good: yaml(machineTemplate),
    bad: yaml(machineTemplate.replace("name: example", "name: 1")),
  },
  {
    judge: "kubectl",
    fault: "a word that kubectl takes for a boolean",
    good: yaml(machineTemplate),
    bad: yaml(machineTemplate.replace("m5.large", "on")),
  },
  {
    judge: "PyYAML",
    fault: "a number of YAML 1.1",
    good: yaml("a: 0\n"),
    bad: yaml("a: 012\n"),
  },
  {
    judge: "Python's json",
    fault: "a key that stands twice",
    good: { path: "a.json", mediaType: "application/json", text: '{"a":1,"b":[2,"c"]}' },
    bad: { path: "a.json", mediaType: "application/json", text: '{"a":1,"a":2}' },
  },
  {
    judge: "tomllib",
    fault: "a key that stands twice",
    good: { path: "a.toml", mediaType: "application/toml", text: "a = 1\n" },
    bad: { path: "a.toml", mediaType: "application/toml", text: "a = 1\na = 2\n" },
  },
  {
    judge: "cloud-init",
    fault: "a part of no type that a node acts on",
    good: mime(archive("text/x-shellscript")),
    bad: mime(archive("text/x-unknown")),
  },
  {
    judge: "cloud-init",
    fault: "an opening boundary in place of the closing one",
    good: mime(archive("text/x-shellscript")),
    bad: mime(archive("text/x-shellscript").replace("--edge--", "--edge")),
  },
  {
    judge: "CloudFormation references",
    fault: "an attribute of something that is not there",
    good: yaml(stack("Profile")),
    bad: yaml(stack("Profiles")),
  },
  {
    judge: "shellcheck",
    fault: "an unquoted variable",
    good: script('#!/bin/sh\nrm -- "$1"\n'),
    bad: script("#!/bin/sh\nrm -- $1\n"),
  },
  {
    judge: "dash, bash",
    fault: "a quote that is not closed",
    good: script("#!/bin/sh\necho 'a'\n"),
    bad: script("#!/bin/sh\necho 'a\n"),
  },
  {
    judge: "dash, bash",
    fault: "an array in a script of sh",
    good: script("#!/bin/bash\na=(b)\n"),
    bad: script("#!/bin/sh\na=(b)\n"),
  },
  {
    judge: "GNU make",
    fault: "a goal that image-builder does not have",
    good: script(imageBuilderScript("ami-ubuntu-2404")),
    bad: script(imageBuilderScript("ami-ubuntu-2405")),
    beside: variables("{}"),
  },
  {
    judge: "GNU make",
    fault: "a value that make expands",
    good: script(eksScript("1.34.9")),
    bad: script(eksScript("'1.34.9$(kernel)'")),
  },
  {
    judge: "Packer",
    fault: "a number that is none",
    good: variables('{ "volume_size": "30" }'),
    bad: variables('{ "volume_size": "30GB" }'),
    beside: script(imageBuilderScript("ami-ubuntu-2404")),
  },
  {
    judge: "Packer",
    fault: "a variable that no template has",
    good: variables('{ "volume_size": "30" }'),
    bad: variables('{ "volume_sizes": "30" }'),
    beside: script(imageBuilderScript("ami-ubuntu-2404")),
  },
  {
    judge: "Packer, EKS",
    fault: "a boolean that is none",
    good: script(eksScript("1.34.9")),
    bad: script(eksScript("1.34.9 encrypted=yes")),
  },
  {
    judge: "Packer, HCL",
    fault: "a number in place of a list",
    good: { path: "a.pkrvars.hcl", mediaType: "text/plain", text: 'a = "1"\n' },
    bad: { path: "a.pkrvars.hcl", mediaType: "text/plain", text: 'a = ["1"]\n' },
  },
];

const judges = allJudges(upstreamFolder());

test.for(trials)("$judge refuses $fault", async ({ judge: name, good, bad, beside }, context) => {
  const judge = judges.find((candidate) => candidate.name === name);
  const available = judge?.available();
  if (judge === undefined || available !== true) {
    const reason = String(available);
    if (process.env["CI"] === "true") {
      throw new Error(reason);
    }
    return context.skip(reason);
  }
  expect(await outcome(judge, good, beside)).toEqual([true]);
  expect(await outcome(judge, bad, beside)).toEqual([false]);
});

test("a variable that amazon-eks-ami does not have is refused", async (context) => {
  const judge = judges.find(({ name }) => name === "Packer, EKS");
  if (judge?.available() !== true) {
    return context.skip("packer or amazon-eks-ami's templates are absent");
  }
  const known = eksVariables('{ "ami_regions": "eu-central-1" }');
  const unknown = eksVariables('{ "ami_region": "eu-central-1" }');
  const build = script(eksScript("1.34.9"));
  expect(await outcome(judge, build, known)).toEqual([true]);
  expect(await outcome(judge, build, unknown)).toEqual([false]);
});

test("every judge has its trial", () => {
  expect([...new Set(trials.map(({ judge }) => judge))].toSorted()).toEqual(
    judges.map(({ name }) => name).toSorted(),
  );
});

test("one manifest that kubectl cannot read does not hide the others", async (context) => {
  const judge = judges.find(({ name }) => name === "kubectl");
  if (judge?.available() !== true) {
    return context.skip("kubectl is not installed");
  }
  const good = yaml(machineTemplate);
  const bad = { ...yaml(machineTemplate.replace("name: example", "name: 1")), path: "b.yaml" };
  const artifacts = [good, bad, { ...good, path: "c.yaml" }];
  const verdicts = await judge.judge(artifacts, artifacts);
  expect(verdicts.map(({ accepted }) => accepted)).toEqual([true, false, true]);
});

test("a fragment of the documentation is no matter for a CRD", () => {
  const judge = judges.find(({ name }) => name === "admission");
  const artifact = yaml(machineTemplate);
  const snippet = { ...artifact, path: "snippet/a.yaml" };
  expect([artifact, snippet].map((one) => judge?.concerns(one, [one]))).toEqual([true, false]);
});

async function outcome(
  judge: Judge,
  artifact: Artifact,
  beside: Artifact | undefined,
): Promise<readonly boolean[]> {
  const all = beside === undefined ? [artifact] : [artifact, beside];
  expect(judge.concerns(artifact, all)).toBe(true);
  const verdicts = await judge.judge([artifact], all);
  for (const { accepted, reasons } of verdicts) {
    expect(reasons.length > 0).toBe(!accepted);
  }
  return verdicts.map(({ accepted }) => accepted);
}

function yaml(text: string): Artifact {
  return { path: "a.yaml", mediaType: "application/yaml", text };
}

function mime(text: string): Artifact {
  return { path: "a.mime", mediaType: "multipart/mixed", text };
}

function eksVariables(text: string): Artifact {
  return { path: "target/variables.json", mediaType: "application/json", text };
}

function script(text: string): Artifact {
  return { path: "target/build.sh", mediaType: "text/x-shellscript", text };
}

function variables(text: string): Artifact {
  return { path: "target/packer-vars.json", mediaType: "application/json", text };
}
