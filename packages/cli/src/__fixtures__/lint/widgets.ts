import { loadPlugin, type LoadedPlugin } from "@imagewright/core";
import { memoryPlugin } from "@imagewright/core/testing";

const facts = { severity: "error", hint: "Leave it as it was." } as const;

/** A provider that knows widgets: they keep their size, and red ones do not work before 2.0. */
export const plugins: readonly LoadedPlugin[] = [
  loadPlugin({
    ...memoryPlugin,
    webhooks: [
      {
        group: "example.com",
        kinds: ["Widget"],
        versions: ["v1"],
        validate: ({ object, oldObject }) =>
          oldObject === undefined ||
          JSON.stringify(object["spec"]) === JSON.stringify(oldObject["spec"])
            ? []
            : [{ ...facts, code: "WIDGET_FIXED", message: "spec: Forbidden", pointer: "/spec" }],
      },
    ],
    manifestRules: [
      {
        group: "example.com",
        kinds: ["Widget"],
        check: ({ object, targetVersions }) => {
          const isRed = JSON.stringify(object["spec"] ?? null).includes("red");
          const message = "red widgets get hot";
          const hint = "Choose another colour.";
          const severity = targetVersions["capz"] === "1.0.0" ? "error" : "warning";
          return isRed
            ? [{ code: "WIDGET_RED", severity, message, pointer: "/spec/colour", hint }]
            : [];
        },
      },
    ],
  }),
];

/** The definition of widgets. */
export const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
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
                size: { type: integer, maximum: 9 }
                colour: { type: string }
`;

/** A widget with some lines of its `spec`. */
export function widget(name: string, ...spec: readonly string[]): string {
  return [
    "apiVersion: example.com/v1",
    "kind: Widget",
    "metadata:",
    `  name: ${name}`,
    "spec:",
    ...spec.map((line) => `  ${line}`),
    "",
  ].join("\n");
}
