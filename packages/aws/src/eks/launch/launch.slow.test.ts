import {
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  checkStackParameters,
  launchImages,
  readStackParameters,
  stackParameterList,
  writeLaunchImage,
} from "../index.ts";

const runs = { numRuns: 10_000 };

const id = fc.stringMatching(/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/u);
const name = fc.stringMatching(/^\/[A-Za-z0-9_.-]{1,12}(?:\/[A-Za-z0-9_.-]{1,12}){0,3}$/u);
const reference: fc.Arbitrary<FoundReference["reference"]> = fc.oneof(
  id.map((one) => ({ kind: "ami" as const, id: one })),
  name.map((one) => ({ kind: "ssm-parameter" as const, name: one })),
);

/** Anything beside the image: it has to survive untouched. */
const others = fc.dictionary(
  fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/u).filter((key) => key !== "ImageId"),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 4 },
);

/** Every form of document with one place for an image of either kind. */
const document: fc.Arbitrary<JsonObject> = fc
  .record({
    text: fc.oneof(
      id,
      name.map((one) => `resolve:ssm:${one}`),
      name.map((one) => `{{resolve:ssm:${one}}}`),
    ),
    others,
    form: fc.constantFrom("branch", "parameter", "request", "stack"),
  })
  .map(({ text, others: rest, form }) => {
    const image = form === "parameter" ? { Ref: "Image" } : form === "branch" ? branch(text) : text;
    const data = { ...rest, ImageId: image };
    const object: unknown =
      form === "request"
        ? { LaunchTemplateName: "a", LaunchTemplateData: data, TagSpecifications: rest }
        : {
            Parameters: { Image: { Type: "String", Default: text } },
            Resources: {
              Other: { Type: "AWS::EC2::Instance", Properties: rest },
              Template: {
                Type: "AWS::EC2::LaunchTemplate",
                Properties: { LaunchTemplateData: data },
              },
            },
          };
    const plain: JsonValue = JSON.parse(JSON.stringify(object)) as JsonValue;
    return isJsonObject(plain) ? plain : {};
  });

function branch(text: string): JsonObject {
  return { "Fn::If": ["Condition", text, { Ref: "Nothing" }] };
}

test("writing what was read changes nothing", () => {
  fc.assert(
    fc.property(document, (object) => {
      const read = launchImages(object);
      expect(read.ok && read.value).toHaveLength(1);
      for (const found of read.ok ? read.value : []) {
        expect(writeLaunchImage(object, found)).toEqual({
          ok: true,
          value: object,
          diagnostics: [],
        });
      }
    }),
    runs,
  );
});

test("another image is what is read afterwards, and nothing else has changed", () => {
  fc.assert(
    fc.property(document, reference, (object, other) => {
      const read = launchImages(object);
      const [before] = read.ok ? read.value : [];
      expect(before).toBeDefined();
      const pointer = before?.pointer ?? "";
      const written = writeLaunchImage(object, { pointer, reference: other });
      if (!written.ok) {
        expect(written.diagnostics).toMatchObject([{ code: "EKS_REFERENCE_KIND" }]);
        expect(pointer).toMatch(/^\/Parameters\//u);
        return;
      }
      const after = launchImages(written.value);
      expect(after.ok && after.value).toEqual([{ pointer, reference: other }]);
      const back = writeLaunchImage(written.value, before ?? { pointer, reference: other });
      const isSameForm = before?.reference.kind === other.kind;
      expect(isSameForm ? back : { ok: true, value: object, diagnostics: [] }).toEqual({
        ok: true,
        value: object,
        diagnostics: [],
      });
    }),
    runs,
  );
});

test("parameters of a stack read back, in either form of their file", () => {
  const values = fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/u), fc.string());
  fc.assert(
    fc.property(values, (parameters) => {
      const list: JsonValue = JSON.parse(
        JSON.stringify(stackParameterList(parameters)),
      ) as JsonValue;
      const read = readStackParameters(list);
      expect(read.ok && { ...read.value }).toEqual({ ...parameters });
      const map = readStackParameters({ Parameters: parameters });
      expect(map.ok && { ...map.value }).toEqual({ ...parameters });
      expect(Array.isArray(checkStackParameters(parameters))).toBe(true);
    }),
    runs,
  );
});
