import type { Artifact } from "@imagewright/core";

import { allWebhooks } from "../plugins.ts";
import { admissionJudge } from "./admission.ts";
import { cloudInitJudge } from "./cloud-init.ts";
import { cloudFormationJudge } from "./cloudformation.ts";
import { jsonJudge } from "./json.ts";
import type { Judge, Verdict } from "./judge.ts";
import { kubectlJudge } from "./kubectl.ts";
import { makeJudge } from "./make.ts";
import { packerEksJudge } from "./packer-eks.ts";
import { packerHclJudge } from "./packer-hcl.ts";
import { packerJudge } from "./packer.ts";
import { pyyamlJudge } from "./pyyaml.ts";
import { shellcheckJudge, shellJudge } from "./shell.ts";
import { tomllibJudge } from "./tomllib.ts";

export type { Judge } from "./judge.ts";

/** What one judge made of a set of artifacts. */
export interface Judgement {
  readonly judge: Judge;
  /** Paths of the artifacts that are of its kind. */
  readonly concerned: readonly string[];
  /** Empty where the judge is not there. */
  readonly verdicts: readonly Verdict[];
  /** Why it did not judge. */
  readonly skipped?: string;
}

/** Every judge, in the order of the tables. */
export function allJudges(upstream: string | undefined): readonly Judge[] {
  return [
    admissionJudge(upstream, { webhooks: allWebhooks }),
    kubectlJudge,
    pyyamlJudge,
    jsonJudge,
    tomllibJudge,
    cloudInitJudge,
    cloudFormationJudge,
    shellcheckJudge,
    shellJudge,
    makeJudge(upstream),
    packerJudge(upstream),
    packerEksJudge(upstream),
    packerHclJudge,
  ];
}

/** Lets every judge that is there judge what concerns it. */
export async function judgeAll(
  judges: readonly Judge[],
  artifacts: readonly Artifact[],
): Promise<readonly Judgement[]> {
  return await Promise.all(
    judges.map(async (judge): Promise<Judgement> => {
      const concerned = artifacts.filter((artifact) => judge.concerns(artifact, artifacts));
      const paths = concerned.map(({ path }) => path);
      const available = concerned.length === 0 || judge.available();
      if (available !== true) {
        return { judge, concerned: paths, verdicts: [], skipped: available };
      }
      const verdicts = concerned.length === 0 ? [] : await judge.judge(concerned, artifacts);
      return { judge, concerned: paths, verdicts };
    }),
  );
}
