import { readFileSync } from "node:fs";

import {
  formatImageReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseImageReference,
  valueAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  amiSelectorMap,
  amiSelectorTermsOfMap,
  capaLookupOfTerms,
  convertKarpenterManifests,
  type ConvertOptions,
  selectorTermsOf,
} from "../index.ts";
import { scalarText } from "../json-parts.ts";
import { secondsOf } from "../objects/go-duration.ts";
import { without } from "../objects/parse-model.ts";
import { amountOf } from "../quantity.ts";

const facts = { kubernetesVersion: "v1.34.1", architecture: "arm64" } as const;

test.for<readonly [string, readonly JsonObject[] | undefined, readonly string[]]>([
  ["ami:eu-west-1/ami-1", [{ id: "ami-1" }], []],
  ["ssm-parameter:%2Fteam%2Fami", [{ ssmParameter: "/team/ami" }], []],
  ["karpenter-ami-selector:name=a&owner=self", [{ name: "a", owner: "self" }], []],
  [
    "ami-lookup:?format=n-%7B%7B.K8sVersion%7D%7D-*&org=123456789012",
    [{ name: "n-1.34.1-*", owner: "123456789012" }],
    ["KARPENTER_ALL_ARCHITECTURES"],
  ],
  [
    "ami-lookup:?eksLookupType=AmazonLinux2023",
    [
      {
        ssmParameter:
          "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id",
      },
    ],
    [],
  ],
  ["azure-marketplace:a/b/c/d", undefined, ["KARPENTER_REFERENCE_LOSSY"]],
])("%s as terms", ([text, terms, expected]) => {
  const reference = parseImageReference(text);
  const found = reference.ok ? selectorTermsOf(reference.value, facts) : reference;
  expect(found.ok ? found.value : undefined).toEqual(terms);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(expected);
});

test("a lookup of CAPA needs to know the version", () => {
  const { ok, diagnostics } = selectorTermsOf({ kind: "ami-lookup" });
  expect([ok, ...diagnostics.map(({ code }) => code)]).toEqual([
    false,
    "KARPENTER_REFERENCE_LOSSY",
  ]);
});

test("one name of one account is a lookup of CAPA too", () => {
  const lookup = capaLookupOfTerms([{ name: "n-1.34.1-*", owner: "123456789012" }]);
  expect(lookup.ok && formatImageReference(lookup.value)).toBe(
    "ami-lookup:?format=n-1.34.1-*&org=123456789012",
  );
  const again = lookup.ok ? selectorTermsOf(lookup.value, facts) : lookup;
  expect(again.ok && again.value).toEqual([{ name: "n-1.34.1-*", owner: "123456789012" }]);
});

test.for([
  [[]],
  [[{ id: "ami-1" }]],
  [[{ name: "a" }]],
  [[{ name: "a", owner: "self" }]],
  [[{ name: "{{.BaseOS}}", owner: "123456789012" }]],
  [[{ name: "a", owner: "123456789012", tags: { b: "c" } }]],
  [
    [
      { name: "a", owner: "123456789012" },
      { name: "b", owner: "123456789012" },
    ],
  ],
])("%j is no lookup of CAPA", ([terms]) => {
  expect(capaLookupOfTerms(terms ?? []).diagnostics.map(({ code }) => code)).toEqual([
    "KARPENTER_REFERENCE_LOSSY",
  ]);
});

test("terms and the map of v1alpha1 are each other's, where a map can say them", () => {
  const map = { "aws::name": "a", "aws::owners": "self,amazon", team: "x,y" };
  const listed = amiSelectorTermsOfMap(map);
  const terms = listed.ok ? listed.value : [];
  expect(terms.map(({ owner, tags }) => `${owner} ${tags?.["team"]}`)).toEqual([
    "self x",
    "self y",
    "amazon x",
    "amazon y",
  ]);
  const back = amiSelectorMap(terms);
  expect(back.ok && back.value).toEqual(map);
  expect(amiSelectorMap(terms.slice(1)).diagnostics.map(({ code }) => code)).toEqual([
    "KARPENTER_SELECTOR_MAP",
  ]);
});

test("a map that means more combinations than can be listed is refused", () => {
  const map = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`tag${index}`, "a,b"]));
  const found = amiSelectorTermsOfMap(map).diagnostics.map(({ code }) => code);
  expect(found).toEqual(["KARPENTER_SELECTOR_MAP"]);
});

const betaPool = {
  apiVersion: "karpenter.sh/v1beta1",
  kind: "NodePool",
  metadata: { name: "general" },
  spec: {
    template: {
      spec: {
        nodeClassRef: { name: "default" },
        requirements: [],
        resources: { requests: { cpu: "1" } },
        startupTaints: [{ key: "karpenter.sh/disruption", effect: "NoSchedule" }],
      },
    },
  },
} as const;

test("a field that did nothing is told, and words of older generations are renewed everywhere", () => {
  const result = convertKarpenterManifests([betaPool]);
  expect(result.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "KARPENTER_CONVERT_DROPPED /0/spec/template/spec/resources",
  ]);
  expect(result.ok && valueAt(result.value[0] ?? {}, "/spec/template/spec")).toEqual({
    requirements: [],
    nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
    startupTaints: [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }],
  });
});

test("two objects that are one in v1 are refused", () => {
  const current = { ...betaPool, apiVersion: "karpenter.sh/v1" };
  expect(
    convertKarpenterManifests([betaPool, current])
      .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)
      .slice(1),
  ).toEqual(["KARPENTER_CONVERT_NAME /1"]);
});

function objectsOf(path: string): readonly JsonObject[] {
  const parsed = readYaml(readFileSync(path), { file: path });
  const documents = parsed.ok ? parsed.value.map(({ value }) => value) : [];
  return documents.filter((value) => isJsonObject(value));
}

/** The same by value: amounts and durations as numbers, lists and maps as they are. */
function byValue(value: JsonValue, key = ""): JsonValue {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item) => byValue(item));
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [
        name,
        name === "limits" && isJsonObject(child) ? amountsOf(child) : byValue(child, name),
      ]),
    );
  }
  const isDuration = /After$|Period$|\.available$|\.inodesFree$/u.test(key);
  return typeof value === "string" && isDuration ? (secondsOf(value) ?? value) : value;
}

function amountsOf(map: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([name, text]) => [name, amountOf(scalarText(text)) ?? text]),
  );
}

function converted(
  objects: readonly JsonObject[],
  options?: ConvertOptions,
): readonly JsonObject[] {
  const result = convertKarpenterManifests(objects, options);
  const errors = result.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
  return result.ok ? result.value.map((object) => object) : [];
}

const role = "$KARPENTER_NODE_ROLE";

test("both ways from upstream's provisioner to v1 arrive at the same", (context) => {
  const folder = requireUpstream(context, "karpenter/convert-alpha-to-beta");
  const template: JsonObject = {
    apiVersion: "karpenter.k8s.aws/v1alpha1",
    kind: "AWSNodeTemplate",
    metadata: { name: "default" },
    spec: {},
  };
  const fromAlpha = converted([...objectsOf(`${folder}/provisioner.input.yaml`), template], {
    role,
  });
  const fromBeta = converted([
    ...objectsOf(`${folder}/provisioner.expected.yaml`),
    nodeClass({ amiFamily: "AL2", role }),
  ]);
  expect(fromAlpha.map((one) => byValue(one))).toEqual(fromBeta.map((one) => byValue(one)));
  expect(valueAt(fromAlpha[1] ?? {}, "/spec/kubelet/maxPods")).toBe(20);
});

function withoutIdentity(objects: readonly JsonObject[]): JsonValue {
  return objects.map((one) => {
    const spec = isJsonObject(one["spec"]) ? one["spec"] : {};
    return byValue({ ...one, spec: without(spec, "role", "instanceProfile") });
  });
}

test("both ways from upstream's provisioner with a provider arrive at the same", (context) => {
  const folder = requireUpstream(context, "karpenter/convert-alpha-to-beta");
  const fromAlpha = converted(objectsOf(`${folder}/provisioner_provider.input.yaml`));
  const fromBeta = converted(objectsOf(`${folder}/provisioner_provider.expected.yaml`));
  // Upstream's converter writes a placeholder for the role; ours keeps the instance profile.
  expect(withoutIdentity(fromAlpha)).toEqual(withoutIdentity(fromBeta));
  expect(valueAt(fromAlpha[1] ?? {}, "/spec/instanceProfile")).toBe(
    "KarpenterInstanceProfile-karpenter-demo",
  );
});

test("both ways from upstream's node template arrive at the same", (context) => {
  const folder = requireUpstream(context, "karpenter/convert-alpha-to-beta");
  const path = `${folder}/nodetemplate_no_amifamily`;
  const fromAlpha = converted(objectsOf(`${path}.input.yaml`), { role });
  expect(fromAlpha).toEqual(converted(objectsOf(`${path}.expected.yaml`)));
  expect(valueAt(fromAlpha[0] ?? {}, "/spec/amiSelectorTerms")).toEqual([{ alias: "al2@latest" }]);
});

test("a launch template is lost, and subnets are every combination", (context) => {
  const folder = requireUpstream(context, "karpenter/convert-alpha-to-beta");
  const lost = convertKarpenterManifests(
    objectsOf(`${folder}/nodetemplate_launch_template_name.input.yaml`),
    { role },
  );
  expect(lost.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "KARPENTER_CONVERT_LOST /0/spec/launchTemplate",
  ]);
  // Ids beside names, owners and tags are refused on both sides; upstream's converter writes them.
  const [input] = objectsOf(`${folder}/nodetemplate_cdl_subnetSelectors_tags.input.yaml`);
  const refused = convertKarpenterManifests([input ?? {}], { role });
  expect(new Set(refused.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`))).toEqual(
    new Set(["KARPENTER_AMI_TERM /0/spec/amiSelector"]),
  );
  const spec = isJsonObject(input?.["spec"]) ? input["spec"] : {};
  const [combined] = converted([{ ...input, spec: without(spec, "amiSelector") }], { role });
  const [expected] = objectsOf(`${folder}/nodetemplate_cdl_subnetSelectors_tags.expected.yaml`);
  const pointer = "/spec/subnetSelectorTerms";
  expect(valueAt(combined ?? {}, pointer)).toEqual(valueAt(expected ?? {}, pointer));
});

const beta = (kind: string, name: string, spec: JsonObject): JsonObject => ({
  apiVersion: kind === "NodePool" ? "karpenter.sh/v1beta1" : "karpenter.k8s.aws/v1beta1",
  kind,
  metadata: { name },
  spec,
});

function pool(name: string, spec: JsonObject, template: JsonObject = {}): JsonObject {
  const link = { nodeClassRef: { name: "default" }, requirements: [] };
  return beta("NodePool", name, { template: { spec: { ...link, ...template } }, ...spec });
}

function nodeClass(spec: JsonObject): JsonObject {
  return beta("EC2NodeClass", "default", spec);
}

function codes(objects: readonly JsonObject[]): readonly string[] {
  return convertKarpenterManifests(objects).diagnostics.map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}

test.for<readonly [JsonObject, JsonObject | undefined]>([
  [{}, undefined],
  [
    { disruption: { consolidationPolicy: "WhenUnderutilized" } },
    { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "0s" },
  ],
  [
    { disruption: { consolidationPolicy: "WhenUnderutilized", consolidateAfter: "Never" } },
    { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "Never" },
  ],
  [
    { disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "30s" } },
    { consolidationPolicy: "WhenEmpty", consolidateAfter: "30s" },
  ],
  [
    { disruption: { budgets: [{ nodes: "5" }] } },
    {
      consolidationPolicy: "WhenEmptyOrUnderutilized",
      consolidateAfter: "0s",
      budgets: [{ nodes: "5" }],
    },
  ],
])("disruption of v1beta1: %j", ([spec, disruption]) => {
  const [object] = converted([pool("a", spec)]);
  expect(valueAt(object ?? {}, "/spec/disruption")).toEqual(disruption);
});

test("what has no place in v1 is refused", () => {
  const kubelet = { maxPods: 10 };
  expect(codes([pool("a", {}, { kubelet })])).toEqual([
    "KARPENTER_CONVERT_KUBELET /0/spec/template/spec/kubelet",
  ]);
  const plain = { amiFamily: "AL2023", role: "r" };
  expect(codes([nodeClass(plain), pool("a", {}, { kubelet }), pool("b", {})])).toEqual([
    "KARPENTER_CONVERT_KUBELET /0/spec",
  ]);
  expect(codes([nodeClass(plain), pool("a", {}, { kubelet }), pool("b", {}, { kubelet })])).toEqual(
    [],
  );
  expect(codes([nodeClass({ amiFamily: "AL2023" })])).toEqual([
    "KARPENTER_CONVERT_IDENTITY /0/spec/instanceProfile",
  ]);
  expect(codes([nodeClass({ amiFamily: "Ubuntu", role: "r" })])).toEqual([
    "KARPENTER_CONVERT_IMAGE /0/spec/amiFamily",
  ]);
});

test("Ubuntu boots as Amazon Linux 2, from its own device", () => {
  const [object] = converted([
    beta("EC2NodeClass", "default", {
      amiFamily: "Ubuntu",
      role: "r",
      amiSelectorTerms: [{ id: "ami-1" }],
      metadataOptions: { httpTokens: "required" },
    }),
  ]);
  expect(object?.["spec"]).toEqual({
    amiFamily: "AL2",
    amiSelectorTerms: [{ id: "ami-1" }],
    blockDeviceMappings: [
      {
        deviceName: "/dev/sda1",
        rootVolume: true,
        ebs: { encrypted: true, volumeSize: "20Gi", volumeType: "gp3" },
      },
    ],
    role: "r",
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
  });
});

test("the version the conversion of 1.0 was told is kept, and its annotation gone", () => {
  const object = beta("EC2NodeClass", "default", { amiFamily: "AL2023", role: "r" });
  const key = "compatibility.karpenter.k8s.aws/v1-alias-version";
  const metadata = { name: "default", annotations: { [key]: "v20240807", team: "a" } };
  const [after] = converted([{ ...object, metadata }]);
  expect(after?.["metadata"]).toEqual({ name: "default", annotations: { team: "a" } });
  expect(valueAt(after ?? {}, "/spec/amiSelectorTerms")).toEqual([{ alias: "al2023@v20240807" }]);
});

test("a provisioner without settings is never consolidated, and its nodes never expire", () => {
  const [object] = converted([
    {
      apiVersion: "karpenter.sh/v1alpha5",
      kind: "Provisioner",
      metadata: { name: "default" },
      spec: { providerRef: { name: "default" }, labels: { "karpenter.sh/do-not-evict": "x" } },
    },
  ]);
  expect(valueAt(object ?? {}, "/spec/disruption")).toEqual({
    consolidationPolicy: "WhenEmpty",
    consolidateAfter: "Never",
  });
  expect(valueAt(object ?? {}, "/spec/template/spec/expireAfter")).toBe("Never");
  expect(valueAt(object ?? {}, "/spec/template/spec/nodeClassRef")).toEqual({
    group: "karpenter.k8s.aws",
    kind: "EC2NodeClass",
    name: "default",
  });
  expect(valueAt(object ?? {}, "/spec/template/metadata/labels")).toEqual({
    "karpenter.sh/do-not-disrupt": "x",
  });
});

test("objects of v1, and of others, are left as they are", () => {
  const objects = [
    {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: "a" },
      spec: { later: 1 },
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } },
  ];
  const result = convertKarpenterManifests(objects);
  expect(result.ok && result.value).toEqual(objects);
});
