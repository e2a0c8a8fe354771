import { expect, test } from "vitest";

import { checkBootstrapCalls, checkUserData } from "./index.ts";

function codes(script: string, amiRelease?: string): string {
  return checkBootstrapCalls(script, amiRelease)
    .map(({ code }) => code)
    .join("; ");
}

const call = "#!/bin/bash\n/etc/eks/bootstrap.sh";

test.for([
  ["a call with a name", `${call} production\n`, ""],
  ["options before the name", `${call} --use-max-pods false production\n`, ""],
  ["a value in double quotes", `${call} production --kubelet-extra-args "--v=2 --a=b"\n`, ""],
  ["a value from a variable", `${call} "$CLUSTER" --kubelet-extra-args "$ARGS"\n`, ""],
  [
    "joined lines",
    `${call} production \\\n  --b64-cluster-ca a \\\n  --apiserver-endpoint b\n`,
    "",
  ],
  ["a command that follows", `${call} production && reboot\n--no-call\n`, ""],
  ["a comment", "# /etc/eks/bootstrap.sh --odd\n", ""],
  ["a text", 'echo "see /etc/eks/bootstrap.sh --odd"\n', ""],
  [
    "the seed's fault: a line that is not joined",
    `${call} production \\\n  --b64-cluster-ca a \\\n  --apiserver-endpoint b\n  --kubelet-extra-args '--v=2'\n`,
    "USERDATA_CALL_LINES",
  ],
  [
    "a blank after the backslash",
    `${call} production --b64-cluster-ca a --apiserver-endpoint b \\ \n  --use-max-pods false\n`,
    "USERDATA_CALL_LINES",
  ],
  [
    "two flags of the kubelet without quotes, and the name last",
    `${call} --kubelet-extra-args --v=2 --node-labels=a=b production\n`,
    "USERDATA_CALL_WORD",
  ],
  ["an option in one word", `${call} production --use-max-pods=false\n`, "USERDATA_CALL_WORD"],
  ["an option without its value", `${call} production --cluster-id\n`, "USERDATA_CALL_VALUE"],
  ["a value that is none", `${call} production --local-disks raid5\n`, "USERDATA_CALL_VALUE"],
  ["no name", `${call} --use-max-pods true\n`, "USERDATA_CALL_NAME"],
  ["a name that sed cuts", `${call} a,b\n`, "USERDATA_CLUSTER_NAME"],
  ["a second name", `${call} production more\n`, "USERDATA_CALL_IGNORED"],
  ["half of the facts", `${call} production --apiserver-endpoint b\n`, "USERDATA_CALL_HALF"],
  [
    "a label of Kubernetes",
    `${call} production --kubelet-extra-args --node-labels=kubernetes.io/a=b\n`,
    "USERDATA_LABEL_RESTRICTED",
  ],
  [
    "a sign of systemd",
    `${call} production --kubelet-extra-args '--a=50%'\n`,
    "USERDATA_CALL_VALUE",
  ],
  [
    "families that contradict",
    `${call} production --ip-family ipv4 --service-ipv6-cidr fd00::/108\n`,
    "USERDATA_CALL_VALUE",
  ],
] as const)("%s", ([, script, found]) => {
  expect(codes(script)).toBe(found);
});

test("an option that the release does not have yet is refused", () => {
  const script = `${call} production --local-disks raid0\n`;
  expect(codes(script, "20230424")).toBe("USERDATA_FIELD_NEW");
  expect(codes(script, "20230425")).toBe("");
});

test("the nearest option is named", () => {
  expect(checkBootstrapCalls(`${call} production --use-maxpods false\n`)).toMatchObject([
    { code: "USERDATA_CALL_WORD", hint: "Did you mean `--use-max-pods`?" },
  ]);
});

test("calls are looked at wherever user data is judged", () => {
  const script = `${call} --use-max-pods true\n`;
  const found = checkUserData(script, { family: "al2", delivery: "whole" });
  expect(found.map(({ code }) => code)).toEqual(["USERDATA_CALL_NAME"]);
});
