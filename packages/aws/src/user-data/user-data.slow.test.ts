import { readYaml } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { bootstrap } from "./__fixtures__/arbitrary-bootstrap.ts";
import {
  checkMergedNodeConfig,
  type NodeConfigDocument,
  parseBootstrapScript,
  parseNodeConfig,
  printNodeConfig,
  readMultipart,
  readNodeConfig,
  renderBootstrapScript,
  renderMultipart,
  renderNodeConfig,
} from "./index.ts";
import { mergeNodeConfigs } from "./read/index.ts";

const runs = { numRuns: 10_000 };

const word = fc.stringMatching(/^[a-z][a-z0-9.-]{0,12}$/u);
const json = fc.dictionary(
  word,
  fc.oneof(
    fc.boolean(),
    fc.integer({ min: -1000, max: 1000 }),
    word,
    fc.array(word),
    fc.dictionary(word, word),
  ),
);
const certificate = fc.constantFrom("YQ==", "Y2VydA==");
const optional = { requiredKeys: [] };

/** NodeConfigs with any of their fields, as one part of a configuration. */
const document: fc.Arbitrary<NodeConfigDocument> = fc
  .record(
    {
      cluster: fc.record(
        {
          name: word,
          apiServerEndpoint: word,
          certificateAuthority: certificate,
          cidr: fc.constantFrom("10.0.0.0/16", "fd00::/108", ""),
          enableOutpost: fc.boolean(),
          id: word,
        },
        optional,
      ),
      containerd: fc.record({ baseRuntimeSpec: json }, optional),
      featureGates: fc.dictionary(word, fc.boolean()),
      instance: fc.record(
        {
          environment: fc.dictionary(
            word,
            fc.dictionary(word, fc.string({ unit: "grapheme-ascii" })),
          ),
          localStorage: fc.record(
            {
              strategy: fc.constantFrom("Mount" as const, "RAID0" as const, "RAID10" as const),
              mountPath: word,
              disabledMounts: fc.array(fc.constantFrom("Containerd" as const, "SOCI" as const)),
            },
            optional,
          ),
          network: fc.record({ nameservers: fc.array(word), domains: fc.array(word) }, optional),
        },
        optional,
      ),
      kubelet: fc.record(
        {
          config: json,
          flags: fc.array(word.map((name) => `--a${name.replaceAll(".", "-")}=b`)),
          maxPodsExpression: word,
        },
        optional,
      ),
    },
    optional,
  )
  .map((spec) => ({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec }));

test("a NodeConfig with any of its fields is read as it was printed", () => {
  fc.assert(
    fc.property(document, (value) => {
      const yaml = readYaml(printNodeConfig(value), { file: "a.yaml" });
      const read = readNodeConfig(yaml.ok ? (yaml.value[0]?.value ?? null) : null);
      expect(read).toMatchObject({ ok: true });
      expect(read.ok && read.value).toEqual(value);
    }),
    runs,
  );
});

test("merging a NodeConfig with nothing changes nothing, and merging twice is merging once", () => {
  const empty: NodeConfigDocument = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" };
  fc.assert(
    fc.property(document, (value) => {
      expect(mergeNodeConfigs([value])).toMatchObject({ value });
      expect(mergeNodeConfigs([value, empty])).toMatchObject({ value });
      expect(mergeNodeConfigs([value, { ...empty, spec: {} }])).toMatchObject({ value });
      const { flags: _, ...kubelet } = value.spec?.kubelet ?? {};
      const plain = { ...value, spec: { ...value.spec, kubelet } };
      expect(mergeNodeConfigs([plain, plain])).toMatchObject({ value: plain });
    }),
    runs,
  );
});

test("it does not matter which NodeConfigs are merged first", () => {
  fc.assert(
    fc.property(document, document, document, (a, b, c) => {
      const left = mergeNodeConfigs([merged(a, b), c]);
      const right = mergeNodeConfigs([a, merged(b, c)]);
      expect(left).toEqual(mergeNodeConfigs([a, b, c]));
      // An empty value that nothing stands before is kept, and is nothing to nodeadm either way.
      expect(checkMergedNodeConfig(valueOf(left))).toEqual(checkMergedNodeConfig(valueOf(right)));
      expect(valueOf(left).spec?.kubelet?.flags ?? []).toEqual(
        valueOf(right).spec?.kubelet?.flags ?? [],
      );
    }),
    runs,
  );
});

function merged(a: NodeConfigDocument, b: NodeConfigDocument): NodeConfigDocument {
  return valueOf(mergeNodeConfigs([a, b]));
}

function valueOf(parsed: ReturnType<typeof mergeNodeConfigs>): NodeConfigDocument {
  if (!parsed.ok) {
    throw new Error("the NodeConfigs do not merge");
  }
  return parsed.value;
}

test("what stands in an archive is what was put there", () => {
  const part = fc.record({
    kind: fc.constantFrom(
      "boothook" as const,
      "cloud-config" as const,
      "node-config" as const,
      "shell-script" as const,
    ),
    text: fc
      .string({ unit: "binary" })
      .filter((text) => text.isWellFormed() && !/[\0\r]/u.test(text)),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const read = readMultipart(renderMultipart(parts));
      expect(read).toMatchObject({ ok: true, diagnostics: [] });
      expect(read.ok && read.value.map(({ text }) => text)).toEqual(parts.map(({ text }) => text));
    }),
    runs,
  );
});

test("no text makes the reader of archives fail", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(readMultipart(text).ok).toBe(false);
      expect(readMultipart(`Content-Type: multipart/mixed; boundary="B"\n\n--B\n${text}`).ok).toBe(
        /\n--B--[ \t\r]*(?:\n|$)/u.test(`\n${text}`),
      );
    }),
    { numRuns: 1000 },
  );
});

test("scripts and NodeConfigs say what they were rendered from", () => {
  fc.assert(
    fc.property(bootstrap("bootstrap.sh"), bootstrap("nodeadm"), (script, config) => {
      const read = parseBootstrapScript(renderBootstrapScript(script));
      expect(read.ok && read.value).toEqual(script);
      const yaml = readYaml(renderNodeConfig(config), { file: "a.yaml" });
      const plain = yaml.ok ? (yaml.value[0]?.value ?? null) : null;
      const narrow = parseNodeConfig(plain);
      expect(narrow.ok && narrow.value).toEqual(config);
      expect(readNodeConfig(plain).ok).toBe(true);
    }),
    runs,
  );
});
