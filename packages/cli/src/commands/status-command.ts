import type { Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import { poolClusterOf } from "../pool-cluster.ts";
import type { ProgramSession } from "../program-session.ts";
import { manifestFiles } from "./manifest-options.ts";
import { collect, collectPath, once, refuseEmptyName, refuseSecondInput } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

interface StatusFlags {
  readonly catalog?: string;
  readonly cluster?: readonly string[];
  readonly nodes?: readonly string[];
  readonly cloud?: readonly string[];
  readonly poolCluster?: string;
}

export function addStatus(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("status")
      .summary("Judge how far the rollouts of live clusters are.")
      .description(
        "Judge whether live clusters run what their manifests ask for, from dumps of kubectl.",
      )
      .addArgument(manifestFiles())
      .option(
        "-c, --catalog <file>",
        "catalog: what nodes report is compared with its images",
        once,
      )
      .option(
        "--cluster <names>",
        "only these clusters, as [NAMESPACE/]NAME; * is any text",
        collect,
      )
      .option("--pool-cluster <name>", "cluster of Karpenter's pools, as [NAMESPACE/]NAME", once)
      .option("--nodes <files>", "Nodes and NodeClaims of the one cluster, repeatable", collectPath)
      .option(
        "--cloud <files>",
        "what a cloud answered, as CALL=FILE or a file of call and answer, repeatable",
        collectPath,
      )
      .addHelpText("after", helpNotes.status),
  ).action((files: readonly string[], flags: StatusFlags, command: Command) => {
    const { catalog, cluster = [], nodes = [], cloud = [], poolCluster } = flags;
    refuseEmptyName(command, files);
    refuseSecondInput(command, [...files, ...nodes, ...cloud, catalog ?? ""]);
    begin(async (context) =>
      (await import("./status.ts")).judgeClusters(context, {
        files,
        ...(catalog !== undefined && { catalog }),
        ...(poolCluster !== undefined && { poolCluster: poolClusterOf(poolCluster) }),
        clusters: cluster,
        nodes,
        cloud,
      }),
    );
  });
}
