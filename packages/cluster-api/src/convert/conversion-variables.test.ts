import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { fillVariables } from "../variables/fill-variables.ts";
import { templateVariables } from "../variables/template-variables.ts";
import { convertText, valuesOf } from "./__fixtures__/convert-text.ts";

function filled(text: string, values: Readonly<Record<string, string>>): string {
  const made = fillVariables(text, values);
  expect(made.diagnostics).toEqual([]);
  return made.ok ? made.value : "";
}

/** What a template says, converted and then filled in, and filled in and then converted. */
function bothWays(
  text: string,
  values: Readonly<Record<string, string>>,
): readonly [readonly JsonValue[], readonly JsonValue[]] {
  const converted = convertText(text);
  const after = converted.ok ? valuesOf(filled(converted.value, values)) : [];
  const before = convertText(filled(text, values));
  return [after, before.ok ? valuesOf(before.value) : []];
}

function variablesOf(text: string): readonly string[] {
  const found = templateVariables(text);
  return found.ok ? found.value.map(({ name }) => name) : [];
}

/** A value for a variable, as somebody might give it. */
function valueFor(name: string): fc.Arbitrary<string> {
  if (name.endsWith("_COUNT")) {
    return fc.integer({ min: 0, max: 9 }).map(String);
  }
  return name === "KUBERNETES_VERSION"
    ? fc.constantFrom("v1.31.0", "v1.34.1")
    : fc.stringMatching(/^[a-z][-a-z0-9]{0,8}[a-z]$/u);
}

test("templates converted and filled in say what they say filled in and converted", (context) => {
  const folder = requireUpstream(context, "examples");
  const files = ["azure-capz", "capi-capa", "cloudstack-capc"]
    .flatMap((part) => readdirSync(join(folder, part)).map((name) => join(folder, part, name)))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(name, "utf8"))
    .filter((text) => variablesOf(text).length > 0);
  expect(files.length).toBeGreaterThan(6);
  for (const text of files) {
    const names = variablesOf(text);
    const values = fc.record(Object.fromEntries(names.map((name) => [name, valueFor(name)])));
    expect(convertText(text)).toMatchObject({ ok: true });
    fc.assert(
      fc.property(values, (given) => {
        const [after, before] = bothWays(text, given);
        expect(after).toEqual(before);
      }),
      { numRuns: 3 },
    );
  }
});

interface Template {
  readonly name: string;
  readonly before: string;
  /** Codes and places of what is refused, or the lines that are new. */
  readonly after: readonly string[];
}

const templates: readonly Template[] = [
  {
    name: "a name in a reference, quoted or not",
    before: `
kind: Cluster
spec:
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
    kind: DockerCluster
    name: \${NAME} # ours
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1beta1
    kind: KubeadmControlPlane
    name: "\${NAME}-cp"
`,
    after: [
      "    apiGroup: infrastructure.cluster.x-k8s.io",
      "    apiGroup: controlplane.cluster.x-k8s.io",
    ],
  },
  {
    name: "a name that moves into another map, and a number that stays",
    before: `
kind: Cluster
spec:
  topology:
    class: \${CLASS}
    version: \${VERSION}
    controlPlane:
      replicas: \${COUNT}
    variables:
      - name: list
        value: \${LIST:=["a", "b"]}
`,
    after: ["    classRef:", '      name: "${CLASS}"'],
  },
  {
    name: "a number that is written anew",
    before: `
kind: MachineDeployment
spec:
  clusterName: a
  selector: {}
  template: { spec: { clusterName: a, bootstrap: { dataSecretName: a } } }
  strategy:
    rollingUpdate:
      maxSurge: \${SURGE}
`,
    after: ["CAPI_CONVERT_VARIABLE /spec/strategy/rollingUpdate/maxSurge"],
  },
  {
    name: "a variable that holds quotes, and is written between quotes",
    before: `
kind: Cluster
spec:
  topology:
    class: \${CLASS:="quick"}
    version: v1.31.0
`,
    after: ["CAPI_CONVERT_VARIABLE /spec/topology/class"],
  },
  {
    name: "a map that is written anew",
    before: `
kind: ClusterClass
spec:
  infrastructure: { ref: { apiVersion: a.b/v1, kind: A, name: a } }
  controlPlane: { ref: { apiVersion: a.b/v1, kind: A, name: a } }
  workers:
    machineDeployments:
      - class: a
        template:
          metadata: \${METADATA}
          bootstrap: { ref: { apiVersion: a.b/v1, kind: A, name: a } }
          infrastructure: { ref: { apiVersion: a.b/v1, kind: A, name: a } }
`,
    after: ["CAPI_CONVERT_VARIABLE /spec/workers/machineDeployments/0/template/metadata"],
  },
];

test.for(templates)("of a template with variables: $name", ({ before, after }) => {
  const text = `apiVersion: cluster.x-k8s.io/v1beta1${before}`;
  const converted = convertText(text);
  const lines = text.split("\n");
  expect(
    converted.ok
      ? converted.value
          .split("\n")
          .filter((line) => !lines.includes(line))
          .slice(1)
      : converted.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
  ).toEqual(after);
});
