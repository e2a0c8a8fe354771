import type { BenchCase } from "../measure.ts";

/** Cases of one subject, by name; peers stand behind what they are compared with. */
export type Cases = Readonly<Record<string, () => BenchCase>>;

const subjects = [
  "render",
  "template",
  "emit",
  "validate",
  "admission",
  "definitions",
  "read",
  "edit",
  "plan",
] as const;

/** The names of every case, in the order they are run. */
export async function caseNames(): Promise<readonly string[]> {
  const loaded = await Promise.all(subjects.map(loadSubject));
  return loaded.flatMap((cases) => Object.keys(cases));
}

/** A case by its name: its subject stands in front of the colon. */
export async function loadCase(name: string): Promise<BenchCase> {
  const subject = subjects.find((one) => name.startsWith(`${one}:`));
  const create = subject === undefined ? undefined : (await loadSubject(subject))[name];
  if (create === undefined) {
    throw new Error(`there is no case ${JSON.stringify(name)}`);
  }
  return create();
}

async function loadSubject(subject: (typeof subjects)[number]): Promise<Cases> {
  const { cases } = (await import(`./${subject}.ts`)) as { readonly cases: Cases };
  return cases;
}
