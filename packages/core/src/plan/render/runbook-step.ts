import { emitCommand } from "../../emit/shell-words.ts";
import { emitYaml } from "../../emit/yaml.ts";
import type { MarkdownText } from "../../template/safe-text.ts";
import type { ObjectChange } from "../object-change.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { describeStep } from "./describe-step.ts";
import { kubectlObject, namespaceOption } from "./kubectl-object.ts";
import { codeBlock } from "./markdown-code.ts";
import { manifestPath } from "./plan-paths.ts";
import type { StagedChange, StagedStep } from "./plan-stages.ts";
import type { StepUndoing } from "./rollback-of.ts";
import type { RolloutWait, WaitNodes } from "./rollout-wait.ts";
import type { RunbookLook, RunbookStep } from "./runbook-model.ts";
import { isTemplate } from "./script-effect.ts";
import { seenWait } from "./script-wait.ts";
import { changeCommand } from "./step-command.ts";
import { expectedLines, readableTemplate } from "./wait-template.ts";

/**
 * A step as a person carries it out.
 *
 * @param numbers - of the steps, by their ids
 */
export function runbookStep(
  staged: StagedStep,
  plan: ClusterPlan,
  numbers: ReadonlyMap<string, number>,
): RunbookStep {
  const { step, number, changes } = staged;
  const { title, reason, finished, failure, undoing, changes: sentences } = describeStep(step);
  const after = step.after.flatMap((id) => numbers.get(id) ?? []);
  const commands = [
    ...usersCommands(staged),
    ...changes.map((change) => changeText(change, plan, step.stage)),
  ];
  const undo = undoCommands(undoing, changes);
  return {
    number,
    title,
    id: step.id,
    stage: step.stage,
    reason,
    after: after.length === 0 ? "" : `step ${after.join(", ")}`,
    changes: sentences,
    ...(commands.length > 0 && { commands: codeBlock("sh", commands.join("\n")) }),
    finished,
    looks: looksOf(staged, plan),
    failure,
    rollback: undoing.text,
    ...(undo !== undefined && { rollbackCommands: undo }),
  };
}

/** Before templates are deleted: which of them MachineSets still refer to. */
function usersCommands({ step, changes }: StagedStep): readonly string[] {
  const templates = changes.filter(({ change }) => isTemplate(change, step.action));
  const namespaces = new Set(templates.map(({ change }) => change.object.namespace));
  return [...namespaces].map((namespace) => {
    const words = ["kubectl", "get", "machinesets.cluster.x-k8s.io"];
    const option = namespaceOption(namespace === undefined ? {} : { namespace });
    const command = emitCommand([...words, ...option, `--output=jsonpath=${usersTemplate}`]);
    return `# Delete no template that is named here: a MachineSet refers to it.\n${command}`;
  });
}

const usersTemplate =
  '{range .items[*]}{.spec.template.spec.infrastructureRef.name}{"\\n"}{.spec.template.spec.bootstrap.configRef.name}{"\\n"}{end}';

/** The command of a change, with its manifest, or with the file that holds it. */
function changeText(
  { change, before, after }: StagedChange,
  plan: ClusterPlan,
  stage: number,
): string {
  const { words, manifest } = changeCommand(change, before, after);
  if (manifest !== undefined) {
    const text = emitYaml(manifest);
    return `kubectl create --filename=- <<'IMAGEWRIGHT_MANIFEST'\n${text}IMAGEWRIGHT_MANIFEST\n`;
  }
  return change.change === "copy" || change.change === "create"
    ? emitCommand([
        "kubectl",
        "create",
        `--filename=${manifestPath(plan.cluster, stage, change.object)}`,
      ])
    : emitCommand(words);
}

/** The commands that put the objects back. */
function undoCommands(
  { changes }: StepUndoing,
  staged: readonly StagedChange[],
): MarkdownText | undefined {
  if (changes.length === 0) {
    return undefined;
  }
  const after = new Map<ObjectChange["object"], StagedChange>();
  for (const one of staged) {
    after.set(one.change.object, one);
  }
  const commands = changes.map((change) =>
    emitCommand(changeCommand(change, after.get(change.object)?.after).words),
  );
  return codeBlock("sh", commands.join("\n"));
}

/** How it is seen that a step is finished. */
function looksOf(staged: StagedStep, plan: ClusterPlan): readonly RunbookLook[] {
  if (staged.step.check === undefined) {
    return [];
  }
  const { wait, isProven } = seenWait(staged, plan);
  const unseen: RunbookLook = {
    expected:
      "Manifests do not prove it: compare what the provider reports of every machine with the image that is intended.",
  };
  return [
    ...(wait === undefined || wait.lines.length === 0 ? [] : [objectLook(wait)]),
    ...(wait?.nodes === undefined ? [] : nodeLooks(wait, wait.nodes)),
    ...(isProven ? [] : [unseen]),
  ];
}

function objectLook({ object, lines }: RolloutWait): RunbookLook {
  return {
    command: getCommand(
      [kubectlObject(object), ...namespaceOption(object)],
      readableTemplate(lines),
    ),
    expected: 'The answer has to be, with the same number on both sides of every "of":',
    answer: codeBlock("text", expectedLines(lines)),
  };
}

const nodeTemplate =
  '{range .items[*]}{.metadata.name}: {.status.nodeInfo.kubeletVersion}{"\\n"}{end}';

function nodeLooks(
  { object }: RolloutWait,
  { cluster, selector, names, version, how }: WaitNodes,
): readonly RunbookLook[] {
  const wanted = how === "minor" ? `${version}, with any patch` : version;
  const query = selector === undefined ? [] : [`--selector=${selector}`];
  const context = cluster === "workload" ? ["--context=WORKLOAD"] : [];
  const nodes: RunbookLook = {
    command: getCommand([...context, "nodes", ...query], nodeTemplate),
    expected:
      names === undefined
        ? `Every node has to be at ${wanted}.`
        : `Every node that the answer before names has to be at ${wanted}; WORKLOAD is the context of the cluster that is upgraded.`,
  };
  return names === undefined
    ? [nodes]
    : [
        {
          command: getCommand(
            [kubectlObject(object), ...namespaceOption(object)],
            `{${names}}{"\\n"}`,
          ),
          expected: "These are the nodes of the pool: as many as it has replicas.",
        },
        nodes,
      ];
}

function getCommand(words: readonly string[], template: string): MarkdownText {
  return codeBlock(
    "sh",
    emitCommand(["kubectl", "get", ...words, `--output=jsonpath=${template}`]),
  );
}
