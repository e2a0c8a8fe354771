import { customResourceSource, judgeCreation, parseCustomResource } from "@imagewright/admission";
import { formatDiagnostic } from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";

const definition = `
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
              required: [image]
              properties:
                image: { type: string, minLength: 1 }
                replicas: { type: integer, minimum: 0, default: 1 }
`;

const read = readSingle(definition, { file: "nodesets.example.com.yaml" });
const resource = read.ok ? parseCustomResource(read.value.value) : read;
if (!resource.ok) {
  throw new Error(resource.diagnostics.map(formatDiagnostic).join("\n"));
}

const source = customResourceSource([resource.value]);
const header = { apiVersion: "example.com/v1", kind: "NodeSet", metadata: { name: "workers" } };

const good = judgeCreation({ ...header, spec: { image: "ami-09709369c53539c11" } }, source);
console.log("stored:", JSON.stringify(good.stored?.["spec"]));

const bad = judgeCreation({ ...header, spec: { replica: 3 } }, source);
console.log(bad.diagnostics.map(formatDiagnostic).join("\n"));
