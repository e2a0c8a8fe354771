import type { BenchCase } from "../measure.ts";

type Loader = () => Promise<BenchCase>;

const render = async (): Promise<typeof import("./render.ts")> => import("./render.ts");
const emit = async (): Promise<typeof import("./emit.ts")> => import("./emit.ts");
const validate = async (): Promise<typeof import("./validate.ts")> => import("./validate.ts");
const read = async (): Promise<typeof import("./read.ts")> => import("./read.ts");

/** Every case by its name; peers stand behind what they are compared with. */
const cases: Readonly<Record<string, Loader>> = {
  "render: 600 artifacts": async () => (await render()).renderOnce(),
  "render: 60,000 artifacts": async () => (await render()).renderMany(),
  "render: 600 artifacts, js-yaml (peer)": async () => (await render()).renderJsYaml(),
  "render: 200 manifests, cdk8s (peer)": async () => (await render()).renderCdk8s(),
  "emit: 200 manifests": async () => (await emit()).emitOurs(),
  "emit: 200 manifests, yaml (peer)": async () => (await emit()).emitYamlPeer(),
  "emit: 200 manifests, js-yaml (peer)": async () => (await emit()).emitJsYamlPeer(),
  "validate: 10,000 images": async () => (await validate()).validateOurs(),
  "validate: 10,000 images, zod (peer)": async () => (await validate()).validateZod(),
  "validate: 10,000 images, ajv at run time (peer)": async () => (await validate()).validateAjv(),
  "read: 1 MB of manifests": async () => (await read()).readManifests(),
  "read: 1 MB of manifests, yaml (peer)": async () => (await read()).readManifestsYaml(),
  "read: 1 MB of manifests, js-yaml (peer)": async () => (await read()).readManifestsJsYaml(),
  "read: a map of 100,000 keys": async () => (await read()).readManyKeys(),
  "read: a map of 100,000 keys, js-yaml (peer)": async () => (await read()).readManyKeysJsYaml(),
};

export const caseNames: readonly string[] = Object.keys(cases);

export async function loadCase(name: string): Promise<BenchCase> {
  const loader = cases[name];
  if (loader === undefined) {
    throw new Error(`there is no case ${JSON.stringify(name)}`);
  }
  return loader();
}
