import {
  customResourcesOf,
  customResourceSource,
  judgeCreation,
  lintManifests,
} from "@imagewright/admission";
import { formatDiagnostic, hasErrors, type ManifestRule } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

const definitions = readYaml(
  `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: nodesets.example.com }
spec:
  group: example.com
  names: { kind: NodeSet, plural: nodesets }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                replicas: { type: integer, minimum: 0 }
                taints:
                  type: array
                  items: { type: string }
                  x-kubernetes-validations:
                    - rule: self.all(taint, taint.keep())
`,
  { file: "crds.yaml" },
);
const manifests = readYaml(
  `apiVersion: example.com/v1
kind: NodeSet
metadata: { name: workers }
spec:
  replicas: 3
  taints: [gpu]
---
apiVersion: example.com/v1
kind: NodeSet
metadata: { name: spare }
spec:
  replicas: 0
`,
  { file: "nodes.yaml" },
);
const resources = definitions.ok ? customResourcesOf(definitions.value) : definitions;
if (!resources.ok || !manifests.ok) {
  throw new Error("the texts above can be read");
}
const source = customResourceSource(resources.value);

/** A hazard: an API server takes it, and it is hardly what was meant. */
const empty: ManifestRule = {
  group: "example.com",
  kinds: ["NodeSet"],
  check: ({ object }) =>
    JSON.stringify(object["spec"]) === '{"replicas":0}'
      ? [
          {
            code: "NODE_SET_EMPTY",
            severity: "warning",
            message: "the set has no nodes",
            pointer: "/spec/replicas",
            hint: "Give it replicas, or remove it.",
          },
        ]
      : [],
};

const report = lintManifests({
  documents: manifests.value,
  source,
  webhooks: [], // Packages of providers export theirs, and their rules.
  rules: [empty],
  targetVersions: { kubernetes: "1.34" },
});
console.log(report.objects.map(({ name, verdict }) => `${name}: ${verdict}`).join(", "));
console.log(report.diagnostics.map(formatDiagnostic).join("\n"));
console.log("errors:", hasErrors(report.diagnostics));

// Admitted is what nothing speaks against; sure is what nothing was left out of.
const [workers] = manifests.value;
const { admitted, unchecked } = judgeCreation(workers?.value ?? null, source);
console.log({ admitted, isSure: admitted && unchecked.length === 0 });
