import type { Artifact } from "@imagewright/core";
import { findTool } from "@imagewright/testkit";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { firstLines, inParallel, runProgram, withFolder } from "./run-program.ts";

const name = "Packer, HCL";

/** Does Packer read a variable file in its second language, and is every variable a text? */
export const packerHclJudge: Judge = {
  name,
  meaning: "Packer reads every variable as text",
  remedy: "install packer",
  available: () => findTool("packer") !== undefined || "packer is not installed",
  concerns: ({ path }) => path.endsWith(".pkrvars.hcl"),
  judge: (artifacts) => inParallel(artifacts, validate),
};

async function validate({ path, text }: Artifact): Promise<Verdict> {
  const names = [...text.matchAll(/^(?<name>[A-Za-z_]\w*)\s*=/gmu)].map(([, found = ""]) => found);
  const variables = names.map((found) => `variable "${found}" {\n  type = string\n}\n`);
  const files = { "check.pkr.hcl": `${variables.join("")}${template}`, "values.pkrvars.hcl": text };
  return await withFolder(files, async (folder) => {
    const parameters = ["validate", "-var-file=values.pkrvars.hcl", "check.pkr.hcl"];
    const { status, stdout, stderr } = await runProgram("packer", parameters, { folder });
    return status === 0
      ? accept(name, path)
      : refuse(name, path, firstLines(`${stdout}${stderr}`, 5));
  });
}

const template = `source "null" "none" {
  communicator = "none"
}
build {
  sources = ["source.null.none"]
}
`;
