import { expect, test } from "vitest";

import { createImageCatalog } from "../image/image-catalog.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import { cluster, group, place, use } from "./__fixtures__/group-states.ts";
import { checkImages } from "./check-images.ts";
import type { CheckedImage } from "./checked-image.ts";
import type { ClusterState, NodeGroupState } from "./cluster-state.ts";
import { isUnpinned } from "./unpinned-reference.ts";

function record(changes: Partial<ImageRecord> = {}): ImageRecord {
  return {
    name: "ubuntu",
    kubernetesVersion: "1.33.4",
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id: "ami-1" }],
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

function check(
  state: ClusterState,
  records: readonly ImageRecord[],
  at?: string,
): readonly CheckedImage[] {
  const catalog = createImageCatalog(records);
  return [...checkImages([state], { catalog, ...(at !== undefined && { at }) })];
}

test("an image that may be used has no problem", () => {
  expect(check(cluster(group()), [record()])).toEqual([
    {
      cluster: { name: "orders", namespace: "shop" },
      group: "workers",
      kubernetesVersion: "1.33.4",
      reference: { kind: "ami", id: "ami-1" },
      record: "ubuntu",
      problems: [],
      diagnostics: [],
    },
  ]);
});

const expiry = "2027-01-31T00:00:00Z";

test.for<{
  readonly name: string;
  readonly record: Partial<ImageRecord>;
  readonly group?: Partial<NodeGroupState>;
  readonly at?: string;
  readonly problems: readonly string[];
  readonly codes: readonly string[];
}>([
  {
    name: "a revoked image",
    record: { lifecycle: { state: "revoked" } },
    problems: ["revoked"],
    codes: ["IMAGE_USE_REVOKED"],
  },
  {
    name: "a deprecated image",
    record: { lifecycle: { state: "deprecated" } },
    problems: ["deprecated"],
    codes: ["IMAGE_USE_DEPRECATED"],
  },
  {
    name: "a preview that somebody chose",
    record: { lifecycle: { state: "preview" } },
    problems: [],
    codes: [],
  },
  {
    name: "an image at the moment it expires",
    record: { lifecycle: { state: "supported", expires: expiry } },
    at: expiry,
    problems: ["expired"],
    codes: ["IMAGE_USE_EXPIRED"],
  },
  {
    name: "an image a second before it expires",
    record: { lifecycle: { state: "supported", expires: expiry } },
    at: "2027-01-30T23:59:59Z",
    problems: [],
    codes: [],
  },
  {
    name: "an image that expires, where no moment is given",
    record: { lifecycle: { state: "supported", expires: "2000-01-01T00:00:00Z" } },
    problems: [],
    codes: [],
  },
  {
    name: "another Kubernetes version",
    record: { kubernetesVersion: "1.33.5" },
    problems: ["mismatched"],
    codes: ["IMAGE_USE_VERSION"],
  },
  {
    name: "any patch, where the group names a minor release",
    record: { kubernetesVersion: "1.33.5" },
    group: { version: { by: "field", version: { text: "1.33", form: "minor", place } } },
    problems: [],
    codes: [],
  },
  {
    name: "any version, where the group names none",
    record: { kubernetesVersion: "1.20.0" },
    group: { version: { by: "controlPlane" } },
    problems: [],
    codes: [],
  },
  {
    name: "another architecture",
    record: {},
    group: { hints: [{ about: "architecture", text: "arm64", place }] },
    problems: ["mismatched"],
    codes: ["IMAGE_USE_ARCHITECTURE"],
  },
  {
    name: "either architecture, where the group takes both",
    record: {},
    group: {
      hints: [
        { about: "architecture", text: "arm64", place },
        { about: "architecture", text: "amd64", place },
      ],
    },
    problems: [],
    codes: [],
  },
  {
    name: "everything at once, the worst first",
    record: { kubernetesVersion: "1.32.0", lifecycle: { state: "deprecated", expires: expiry } },
    at: "2028-01-01T00:00:00Z",
    problems: ["expired", "mismatched", "deprecated"],
    codes: ["IMAGE_USE_EXPIRED", "IMAGE_USE_DEPRECATED", "IMAGE_USE_VERSION"],
  },
])("$name", ({ record: changes, group: own = {}, at, problems, codes }) => {
  const [checked, ...others] = check(cluster(group(own)), [record(changes)], at);
  expect(others).toEqual([]);
  expect(checked).toMatchObject({ record: "ubuntu", problems });
  expect(checked?.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test("findings stand where the image is named", () => {
  const [checked] = check(cluster(group()), []);
  expect(checked?.diagnostics).toMatchObject([
    {
      code: "IMAGE_USE_UNKNOWN",
      severity: "error",
      pointer: "/items/0/spec/ami/id",
      source: { file: "a.yaml", line: 7, column: 1 },
      found: "ami:ami-1",
    },
  ]);
});

test.for<{
  readonly name: string;
  readonly group: Partial<NodeGroupState>;
  readonly problem: string;
}>([
  {
    name: "a variable",
    group: { images: [use({ kind: "ami", id: "${AMI}" })] },
    problem: "unknown",
  },
  { name: "a lookup", group: { images: [use({ kind: "ami-lookup" })] }, problem: "unpinned" },
  { name: "nothing at all", group: { images: [] }, problem: "unseen" },
])("$name instead of an image", ({ group: changes, problem }) => {
  expect(check(cluster(group(changes)), [])).toMatchObject([{ problems: [problem] }]);
});

test("a lookup that the catalog knows is judged by its record too", () => {
  const reference: ImageReference = { kind: "ssm-parameter", name: "/platform/node-image" };
  const known = record({ references: [reference], lifecycle: { state: "revoked" } });
  expect(check(cluster(group({ images: [use(reference)] })), [known])).toMatchObject([
    { record: "ubuntu", problems: ["revoked", "unpinned"] },
  ]);
});

test("what the cloud's service chooses is nobody's fault, unless the pool was not seen", () => {
  const link = {
    place,
    target: { group: "", version: "v1", kind: "Pool", name: "pool" },
  };
  const managed = (isFound: boolean): NodeGroupState =>
    group({ kind: "managedPool", images: [], infrastructure: { ...link, isFound } });
  expect(check(cluster(managed(true)), [])).toEqual([]);
  expect(check(cluster(managed(false)), [])).toMatchObject([{ problems: ["unseen"] }]);
});

test("every term of a selector is an image of its own", () => {
  const terms = [{ id: "ami-1" }, { id: "ami-2" }, { alias: "al2023@latest" }];
  const pool = group({ images: [use({ kind: "karpenter-ami-selector", terms })] });
  expect(
    check(cluster(pool), [record()]).map(({ record: name, problems }) => [name, ...problems]),
  ).toEqual([["ubuntu"], [undefined, "unknown"], [undefined, "unpinned"]]);
});

function template(zone: string): ImageReference {
  return { kind: "cloudstack-template", zone, name: "node" };
}

test("of two images of one name, those of the cluster's own zones count", () => {
  const records = ["zrh-1", "zrh-2"].map((zone) =>
    record({ name: zone, references: [template(zone)] }),
  );
  const nodes = group({ images: [use({ kind: "cloudstack-template", name: "node" })] });
  const namesIn = (...zones: readonly string[]): readonly (string | undefined)[] =>
    check(cluster(nodes, { locations: zones.map((text) => ({ text, place })) }), records).map(
      ({ record: name }) => name,
    );
  expect(namesIn("zrh-2")).toEqual(["zrh-2"]);
  expect(namesIn("zrh-1", "zrh-2")).toEqual(["zrh-1", "zrh-2"]);
  expect(namesIn()).toEqual(["zrh-1", "zrh-2"]);
});

test("the control plane is checked before the node groups", () => {
  const { role: _role, kind: _kind, ...own } = group({ name: "control-plane" });
  const state = cluster(group(), {
    controlPlane: { ...own, kind: "kubeadm", components: [] },
  });
  expect(check(state, [record()]).map((checked) => checked.group)).toEqual([
    "control-plane",
    "workers",
  ]);
});

test.for<readonly [ImageReference, boolean]>([
  [{ kind: "ami", id: "ami-1" }, false],
  [{ kind: "cloudstack-template", name: "node" }, false],
  [{ kind: "ami-lookup" }, true],
  [{ kind: "ssm-parameter", name: "/aws/service/x/recommended/image_id" }, true],
  [{ kind: "ssm-parameter", name: "/platform/node-image" }, true],
  [{ kind: "ssm-parameter", name: "/platform/node-image:3" }, false],
  [{ kind: "ssm-parameter", name: "/aws/service/x/standard-1.34-v20260714/image_id" }, false],
  [{ kind: "karpenter-ami-selector", terms: [{ alias: "al2023@latest" }] }, true],
  [{ kind: "karpenter-ami-selector", terms: [{ alias: "al2023@v20260714" }] }, false],
  [{ kind: "karpenter-ami-selector", terms: [{ id: "ami-1" }, { name: "node-*" }] }, true],
  [{ kind: "karpenter-ami-selector", terms: [{ tags: { team: "a" } }] }, true],
  [{ kind: "karpenter-ami-selector", terms: [{ ssmParameter: "/a:1" }] }, false],
  [{ kind: "azure-community-gallery", gallery: "a", definition: "b", version: "Latest" }, true],
  [{ kind: "azure-community-gallery", gallery: "a", definition: "b", version: "1.34.1" }, false],
])("%j depends on the day: %s", ([reference, answer]) => {
  expect(isUnpinned(reference)).toBe(answer);
});
