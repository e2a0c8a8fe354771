import { strictEqual } from "node:assert";

import { nodeImageSchema } from "@imagewright/core";
import { Ajv } from "ajv";
import { fromJSONSchema } from "zod";

import type { BenchCase } from "../measure.ts";
import type { Cases } from "./index.ts";

/** Cases by name. */
export const cases: Cases = {
  "validate: 10,000 images": validateOurs,
  "validate: 10,000 images, zod (peer)": validateZod,
  "validate: 10,000 images, ajv at run time (peer)": validateAjv,
};

const images = Array.from({ length: 10_000 }, (_, index) => ({
  name: `image-${index}`,
  kubernetes: { version: `1.34.${index % 20}`, source: { kind: "package", revision: "1.1" } },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: index % 2 === 0 ? "amd64" : "arm64",
  containerRuntime: { containerd: "2.2.1" },
  packages: ["tcpdump", "jq"],
  proxy: { http: "http://proxy.example:3128", noProxy: ["10.0.0.0/8"] },
  rootVolume: { sizeGiB: 80 },
  labels: { team: "platform" },
}));
const wrong = { ...images[0], architecture: "sparc" };
const json = await nodeImageSchema.load();

function validateOurs(): BenchCase {
  return {
    ...validator((image) => nodeImageSchema.validate(image).ok),
    budgets: [{ id: "P5", of: "per_s", atLeast: 1_000_000 }],
  };
}

function validateZod(): BenchCase {
  const schema = fromJSONSchema(structuredClone(json));
  return validator((image) => schema.safeParse(image).success);
}

function validateAjv(): BenchCase {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(json);
  return validator((image) => validate(image));
}

function validator(accepts: (image: unknown) => boolean): BenchCase {
  return {
    n: images.length,
    run: () => images.filter((image) => accepts(image)).length,
    check(accepted) {
      strictEqual(accepted, images.length);
      strictEqual(accepts(wrong), false);
    },
  };
}
