import {
  customResourceSource,
  judgeCreation,
  judgeUpdate,
  parseCustomResource,
} from "@imagewright/admission";
import { formatDiagnostic, type Webhook } from "@imagewright/core";
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
                image:
                  type: string
                  minLength: 1
                  x-kubernetes-validations:
                    - rule: self == oldSelf
                      message: an image is never changed in place
                replicas: { type: integer, minimum: 0, default: 1 }
`;

const read = readSingle(definition, { file: "nodesets.example.com.yaml" });
const resource = read.ok ? parseCustomResource(read.value.value) : read;
if (!resource.ok) {
  throw new Error(resource.diagnostics.map(formatDiagnostic).join("\n"));
}

const source = customResourceSource([resource.value]);
const header = { apiVersion: "example.com/v1", kind: "NodeSet", metadata: { name: "workers" } };
const workers = { ...header, spec: { image: "ami-09709369c53539c11" } };

const good = judgeCreation(workers, source);
console.log("stored:", JSON.stringify(good.stored?.["spec"]));

const bad = judgeCreation({ ...header, spec: { replica: 3 } }, source);
console.log(bad.diagnostics.map(formatDiagnostic).join("\n"));

/** A rule of the owner's webhook, which no definition holds. */
const webhook: Webhook = {
  group: "example.com",
  kinds: ["NodeSet"],
  versions: ["v1"],
  validate: ({ object, oldObject }) =>
    oldObject !== undefined && JSON.stringify(object["spec"]) !== JSON.stringify(oldObject["spec"])
      ? [
          {
            code: "NODE_SET_IMMUTABLE",
            severity: "error",
            message: "spec is immutable",
            pointer: "/spec",
            hint: "Create another NodeSet.",
          },
        ]
      : [],
};

const changed = { ...header, spec: { image: "ami-0123456789abcdef0" } };
const update = judgeUpdate(workers, changed, source, { webhooks: [webhook] });
console.log(update.diagnostics.map(formatDiagnostic).join("\n"));
