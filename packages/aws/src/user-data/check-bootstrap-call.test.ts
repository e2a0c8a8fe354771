import { expect, test } from "vitest";

import { checkBootstrapCalls, checkUserDataForm } from "./index.ts";

function codes(script: string, amiRelease?: string): string {
  return checkBootstrapCalls(script, amiRelease === undefined ? {} : { amiRelease })
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
    `${call} production \\\n  --b64-cluster-ca YQ== \\\n  --apiserver-endpoint b\n`,
    "",
  ],
  ["a command that follows", `${call} production && reboot\n--no-call\n`, ""],
  ["a comment", "# /etc/eks/bootstrap.sh --odd\n", ""],
  ["a text", 'echo "see /etc/eks/bootstrap.sh --odd"\n', ""],
  [
    "the seed's fault: a line that is not joined",
    `${call} production \\\n  --b64-cluster-ca YQ== \\\n  --apiserver-endpoint b\n  --kubelet-extra-args '--v=2'\n`,
    "USERDATA_CALL_LINES",
  ],
  [
    "a blank after the backslash",
    `${call} production --b64-cluster-ca YQ== --apiserver-endpoint b \\ \n  --use-max-pods false\n`,
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
    "doubled percent signs",
    `${call} production --kubelet-extra-args '--eviction-hard=nodefs.available<10%%'\n`,
    "",
  ],
  ["three percent signs", `${call} a --kubelet-extra-args '--a=5%%%'\n`, "USERDATA_CALL_VALUE"],
  ["a backslash", `${call} a --kubelet-extra-args '--a=b\\c'\n`, "USERDATA_CALL_VALUE"],
  ["a family in capitals", `${call} a --ip-family IPv6 --service-ipv6-cidr fd00::/108\n`, ""],
  ["no address", `${call} a --dns-cluster-ip 10.0.0\n`, "USERDATA_CALL_VALUE"],
  ["no number", `${call} a --aws-api-retry-attempts many\n`, "USERDATA_CALL_VALUE"],
  [
    "a certificate that is no base64",
    `${call} a --apiserver-endpoint https://b --b64-cluster-ca 'a b'\n`,
    "USERDATA_CALL_VALUE",
  ],
  [
    "an address that sed cuts",
    `${call} a --apiserver-endpoint https://b,c --b64-cluster-ca YQ==\n`,
    "USERDATA_CALL_VALUE",
  ],
  [
    "a range that the answer of EKS overwrites",
    `${call} a --service-ipv4-cidr 10.0.0.0/16\n`,
    "USERDATA_CALL_HALF",
  ],
  ["two calls in one line", `${call} a; /etc/eks/bootstrap.sh b c\n`, "USERDATA_CALL_IGNORED"],
  ["another program of that name", "/opt/etc/eks/bootstrap.sh --odd\n", ""],
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

test.for([
  ["--dns-cluster-ip 10.0.0.10,10.0.0.11", "20240303", "20240304"],
  ["--local-disks raid10", "20250224", "20250225"],
] as const)("a value that came later, %s", ([option, before, since]) => {
  expect(codes(`${call} a ${option}\n`, before)).toBe("USERDATA_FIELD_NEW");
  expect(codes(`${call} a ${option}\n`, since)).toBe("");
});

test("on Ubuntu a few options are promised", () => {
  const script = `${call} a --use-max-pods false --mount-bpf-fs true\n`;
  const found = checkBootstrapCalls(script, { family: "ubuntu", amiRelease: "20180101" });
  expect(found).toMatchObject([
    { code: "USERDATA_CALL_UBUNTU", message: "images of Ubuntu do not promise --mount-bpf-fs" },
  ]);
});

test("a certificate does not show up in a finding", () => {
  const found = checkBootstrapCalls(`${call} a --b64-cluster-ca secret!\n`);
  expect(JSON.stringify(found)).not.toContain("secret");
});

test("the nearest option is named", () => {
  expect(checkBootstrapCalls(`${call} production --use-maxpods false\n`)).toMatchObject([
    { code: "USERDATA_CALL_WORD", hint: "Did you mean `--use-max-pods`?" },
  ]);
});

test("calls are looked at wherever user data is judged", () => {
  const script = `${call} --use-max-pods true\n`;
  const found = checkUserDataForm(script, { family: "al2" });
  expect(found.map(({ code }) => code)).toEqual(["USERDATA_CALL_NAME"]);
});
