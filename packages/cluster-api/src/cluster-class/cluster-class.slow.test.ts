import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { formatDiagnostic, type JsonObject, type JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  awsImage,
  dockerClass,
  dockerCluster,
  dockerImage,
  machineTemplates,
} from "../__fixtures__/docker-class.ts";
import { withValueAt } from "../json/write-field.ts";
import { clusterApiWebhooks } from "../webhook/cluster-api-webhooks.ts";
import { applyClassPatches } from "./apply-class-patches.ts";
import { imageVariableValue } from "./image-variable.ts";
import { resolveClassImages } from "./resolve-class-images.ts";
import { topologyGroups } from "./topology-groups.ts";
import { withImageVariable } from "./with-image-variable.ts";

const place = fc.constantFrom(dockerImage, awsImage);
const apiVersion = fc.constantFrom("v1beta1" as const, "v1beta2" as const);
const form = fc.constantFrom("single" as const, "byVersion" as const);
const name = fc.stringMatching(/^[A-Za-z_]\w{0,20}$/u).filter((text) => text !== "builtin");
const kubernetes = fc
  .tuple(
    fc.integer({ min: 20, max: 40 }),
    fc.integer({ min: 0, max: 30 }),
    fc.constantFrom("", "+k3s1", "-rc.1"),
  )
  .map(([minor, patch, tag]) => `v1.${minor}.${patch}${tag}`);
const image = fc.string({ minLength: 1, maxLength: 30 });
const stranger = fc.dictionary(fc.string(), fc.jsonValue());

interface Made {
  readonly clusterClass: JsonObject;
  readonly cluster: JsonObject;
}

function make(
  asked: {
    readonly place: typeof dockerImage;
    readonly form: "single" | "byVersion";
    readonly name: string;
  },
  version: "v1beta1" | "v1beta2",
  images: readonly (readonly [string, string])[],
): Made {
  const [first] = images;
  const targets = [
    {
      place: asked.place,
      controlPlane: true,
      machineDeploymentClasses: ["*"],
      machinePoolClasses: ["mp"],
    },
  ];
  const made = withImageVariable(dockerClass(version, asked.place), {
    name: asked.name,
    form: asked.form,
    schema: asked.place.schema,
    targets,
  });
  const render = (text: string): JsonValue => (asked.place === awsImage ? { id: text } : text);
  const value = imageVariableValue(
    asked.name,
    asked.form === "single"
      ? { form: "single", image: first?.[1] ?? "" }
      : { form: "byVersion", images: Object.fromEntries(images) },
    render,
  );
  if (!made.ok || !value.ok) {
    throw new Error(JSON.stringify([made.diagnostics, value.diagnostics]));
  }
  return {
    clusterClass: made.value,
    cluster: dockerCluster(version, first?.[0] ?? "", [value.value]),
  };
}

test("what is put into a class by version is what every group gets", () => {
  const asked = fc.record({ place, form, name });
  const images = fc.uniqueArray(fc.tuple(kubernetes, image), {
    selector: ([version]) => version,
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(asked, apiVersion, images, fc.nat(), (options, version, entries, pick) => {
      const { clusterClass, cluster } = make(options, version, entries);
      const chosen = entries[pick % entries.length] ?? ["", ""];
      const expected = options.form === "single" ? entries[0]?.[1] : chosen[1];
      const found = resolveClassImages({
        clusterClass,
        cluster,
        objects: machineTemplates(options.place, { kept: true }),
        places: [options.place],
        versionOf: () => chosen[0],
      });
      const value = options.place === awsImage ? { id: expected } : expected;
      expect(found.map((entry) => entry.image)).toEqual([
        { outcome: "value", value },
        { outcome: "value", value },
        { outcome: "value", value },
      ]);
    }),
    { numRuns: 10_000 },
  );
});

test("patches leave everything else of class and template as it was", () => {
  fc.assert(
    fc.property(apiVersion, stranger, kubernetes, image, (version, extra, release, text) => {
      const { clusterClass, cluster } = make(
        { place: dockerImage, form: "byVersion", name: "images" },
        version,
        [[release, text]],
      );
      const odd = withValueAt(clusterClass, "/spec/strange", extra as JsonObject);
      const again = withImageVariable(odd, {
        name: "other",
        form: "single",
        schema: {},
        targets: [{ place: dockerImage, controlPlane: true }],
      });
      expect(
        again.ok && { ...(again.value["spec"] as JsonObject), variables: 0, patches: 0 },
      ).toEqual({
        ...(odd["spec"] as JsonObject),
        variables: 0,
        patches: 0,
      });
      const [template] = machineTemplates(dockerImage, {
        ...(extra as JsonObject),
        customImage: "old",
      });
      const [, group] = topologyGroups(cluster);
      if (template === undefined || group === undefined) {
        throw new Error("there is no template");
      }
      const patched = applyClassPatches(template, { clusterClass, cluster, group });
      expect(
        patched.outcome === "value" && withValueAt(patched.value, dockerImage.path, "old"),
      ).toEqual(template);
    }),
    { numRuns: 10_000 },
  );
});

test("every class that is made, and every cluster of it, is admitted by its definition", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  fc.assert(
    fc.property(
      fc.record({ place, form, name }),
      apiVersion,
      kubernetes,
      image,
      (options, version, release, text) => {
        const { clusterClass, cluster } = make(options, version, [[release, text]]);
        for (const object of [clusterClass, cluster]) {
          const { admitted, diagnostics } = judgeCreation(object, source, {
            webhooks: clusterApiWebhooks,
          });
          expect([
            admitted,
            diagnostics.filter(({ severity }) => severity === "error").map(formatDiagnostic),
          ]).toEqual([true, []]);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("templates are admitted after their patches", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  fc.assert(
    fc.property(place, form, image, (where, kind, text) => {
      const { clusterClass, cluster } = make(
        { place: where, form: kind, name: "images" },
        "v1beta2",
        [["v1.34.1", text]],
      );
      const machine = where === awsImage ? { instanceType: "m5.large" } : {};
      const [template] = machineTemplates(where, machine);
      const [, group] = topologyGroups(cluster);
      const patched =
        template && group && applyClassPatches(template, { clusterClass, cluster, group });
      const verdict =
        patched?.outcome === "value" ? judgeCreation(patched.value, source) : undefined;
      expect(verdict?.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
