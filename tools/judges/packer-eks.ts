import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";

import { type Artifact, isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";
import { findTool } from "@imagewright/testkit";

import { eksMakeLine, wordsOf } from "./eks-make-line.ts";
import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { unknownNames } from "./packer.ts";
import { firstLines, inParallel, runProgram, withFolder } from "./run-program.ts";

const name = "Packer, EKS";

/** Variables of make that Packer never sees. */
const makeOnly = new Set(["os_distro", "k8s"]);

/** What packer 1.6.6 does not know of newer templates. */
const newKeys = new Set(["metadata_options"]);

/** Does Packer take the variables of an EKS build with amazon-eks-ami's own template? */
export function packerEksJudge(upstream: string | undefined): Judge {
  const examples = upstream === undefined ? "" : `${upstream}/examples/eks-ami`;
  return {
    name,
    meaning: "packer validate takes the variables with amazon-eks-ami's own template",
    remedy: "install packer, and npm run upstream:fetch",
    available: () => {
      if (!existsSync(`${examples}/al2023-template.json`)) {
        return "amazon-eks-ami's templates are absent";
      }
      return findTool("packer") !== undefined || "packer is not installed";
    },
    concerns: ({ text }) => systemOf(eksMakeLine(text)) !== undefined,
    judge: (artifacts, all) =>
      inParallel(artifacts, (artifact) => validate(artifact, all, examples)),
  };
}

/** The folder of templates a make line builds with; older eras have none that is stored. */
function systemOf(line: string | undefined): "al2" | "al2023" | undefined {
  const system = /(?:^|\s)os_distro=(?<system>al2023|al2)\s/u.exec(line ?? "")?.groups?.["system"];
  return system === "al2" || system === "al2023" ? system : undefined;
}

async function validate(
  artifact: Artifact,
  all: readonly Artifact[],
  examples: string,
): Promise<Verdict> {
  const line = eksMakeLine(artifact.text) ?? "";
  const system = systemOf(line) ?? "al2023";
  const own = all.find(({ path }) => path === `${posix.dirname(artifact.path)}/variables.json`);
  const files = {
    "template.json": JSON.stringify(strip(`${examples}/${system}-template.json`)),
    "defaults.json": readFileSync(`${examples}/${system}-variables-default.json`, "utf8"),
    "variables.json": own?.text ?? "{}",
  };
  const words = (await wordsOf(line)).filter(
    (word) => word.includes("=") && !makeOnly.has(word.split("=")[0] ?? ""),
  );
  return await withFolder(files, async (folder) => {
    const defaults = ["ami_name=imagewright", "arch=x86_64", "instance_type=m5.large"];
    // Packer 1.6.6 demands a throughput of gp3 volumes, which upstream's templates do not give.
    const variables = [...defaults, "volume_type=gp2", ...words];
    const { status, stdout, stderr } = await runProgram(
      "packer",
      [
        "validate",
        "-var-file=defaults.json",
        "-var-file=variables.json",
        ...variables.flatMap((word) => ["-var", word]),
        "template.json",
      ],
      { folder },
    );
    const known = new Set(Object.keys(JSON.parse(files["defaults.json"]) as object));
    const reasons = [
      ...(status === 0 ? [] : firstLines(`${stdout}${stderr}`, 5)),
      ...unknownNames(
        files["variables.json"],
        new Set([...known, ...templateVariables(files["template.json"])]),
      ),
    ];
    return reasons.length === 0
      ? accept(name, artifact.path)
      : refuse(name, artifact.path, reasons);
  });
}

function templateVariables(template: string): readonly string[] {
  const { variables } = JSON.parse(template) as { readonly variables?: object };
  return Object.keys(variables ?? {});
}

function strip(path: string): JsonObject {
  // One annotation: what JSON.parse returns is any, and always JSON.
  const template: JsonValue = JSON.parse(readFileSync(path, "utf8"));
  const { provisioners: _provisioners, ...rest } = isJsonObject(template) ? template : {};
  const builders: readonly JsonValue[] = Array.isArray(rest["builders"]) ? rest["builders"] : [];
  return { ...rest, builders: builders.filter(isJsonObject).map(withoutNewKeys) };
}

function withoutNewKeys(builder: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(builder).filter(([key]) => !newKeys.has(key)));
}
