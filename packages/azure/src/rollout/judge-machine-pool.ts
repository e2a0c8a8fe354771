import {
  infrastructureGroup,
  judgePauseAnnotation,
  judgePoolNodes,
} from "@imagewright/cluster-api";
import {
  isIntendedVersion,
  isJsonObject,
  judgeConditions,
  judgeFailure,
  judgeImageIntent,
  type JsonObject,
  listAt,
  numberAt,
  rolloutFinding,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  type RolloutSubject,
  rolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

import { parseManifest } from "../parse/manifest.ts";
import { judgePoolImage } from "./judge-pool-image.ts";
import { scaleSetInstances } from "./scale-set-instances.ts";

/**
 * A scale set is finished when every instance is of the newest model, the model is of the intended
 * image, and the Nodes say what they run.
 */
export const machinePoolJudge: RolloutJudge = {
  group: infrastructureGroup,
  kinds: ["AzureMachinePool"],
  judge(object, question) {
    const { subject, intended } = question;
    const read = parseManifest(object);
    const unapplied = judgeImageIntent(read.ok ? read.value : [], subject, intended);
    const beginning = unapplied.length > 0 ? unapplied : judgePauseAnnotation(object, subject);
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question));
  },
};

function judgeProgress(object: JsonObject, question: RolloutQuestion): readonly RolloutFinding[] {
  const { subject, intended } = question;
  return [
    ...judgeFailure(object, subject),
    ...judgeState(object, subject, "/status/provisioningState"),
    ...judgeConditions(object, subject, "/status/conditions", [
      { type: "ScaleSetRunning", status: "True" },
      { type: "ScaleSetModelUpdated", status: "True" },
      { type: "ScaleSetDesiredReplicas", status: "True" },
    ]),
    ...judgeInstances(object, question),
    ...judgePoolImage(object, question),
    ...judgePoolNodes(object, question).filter(
      ({ code }) => code !== "NODES_NOT_SEEN" || intended.kubernetesVersion !== undefined,
    ),
  ];
}

function judgeState(
  object: JsonObject,
  subject: RolloutSubject,
  pointer: string,
): readonly RolloutFinding[] {
  const found = textAt(object, pointer);
  const message = `${subject.kind} ${showValue(subject.name)} is ${showValue(found ?? null)}`;
  const facts = { message, pointer, found, expected: "Succeeded" };
  return found === "Succeeded"
    ? []
    : [rolloutFinding(found === "Failed" ? "FAILED" : "CLOUD_STATE_DIFFERS", subject, facts)];
}

/** As many as there are replicas, each of the newest model: by the object, and by the cloud. */
function judgeInstances(
  object: JsonObject,
  { subject, intended, cloud = [] }: RolloutQuestion,
): readonly RolloutFinding[] {
  const pointer = "/status/instances";
  const instances = listAt(object, pointer) ?? [];
  const wanted = numberAt(object, "/status/replicas");
  const found = String(instances.length);
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const inCloud = (scaleSetInstances(object, cloud) ?? []).filter(
    (instance) => instance["latestModelApplied"] !== true,
  );
  return [
    ...(instances.length === wanted
      ? []
      : [
          rolloutFinding("COUNTER_DIFFERS", subject, {
            message: `${whose} lists ${found} instances`,
            pointer,
            found,
            ...(wanted !== undefined && { expected: String(wanted) }),
          }),
        ]),
    ...instances.flatMap((instance, index) =>
      judgeInstance(
        isJsonObject(instance) ? instance : {},
        `${pointer}/${index}`,
        subject,
        intended.kubernetesVersion,
      ),
    ),
    ...inCloud.map((instance) =>
      rolloutFinding("MODEL_OUTDATED", subject, {
        message: `Azure says that an instance of ${whose} is of an older model`,
        found: showValue(instance["instanceId"] ?? null),
      }),
    ),
  ];
}

function judgeInstance(
  instance: JsonObject,
  pointer: string,
  subject: RolloutSubject,
  version: string | undefined,
): readonly RolloutFinding[] {
  const name = showValue(instance["instanceName"] ?? instance["instanceID"] ?? null);
  const state = textAt(instance, "/provisioningState");
  const found = textAt(instance, "/version");
  const isOther =
    (found ?? "") !== "" && version !== undefined && !isIntendedVersion(found ?? "", version);
  return [
    ...(instance["latestModelApplied"] === true
      ? []
      : [
          rolloutFinding("MODEL_OUTDATED", subject, {
            message: `instance ${name} is of an older model`,
            pointer: `${pointer}/latestModelApplied`,
            expected: "true",
          }),
        ]),
    ...(state === undefined || state === "Succeeded"
      ? []
      : [
          rolloutFinding(state === "Failed" ? "FAILED" : "CLOUD_STATE_DIFFERS", subject, {
            message: `instance ${name} is ${showValue(state)}`,
            pointer: `${pointer}/provisioningState`,
            found: state,
            expected: "Succeeded",
          }),
        ]),
    ...(isOther
      ? [
          rolloutFinding("VERSION_DIFFERS", subject, {
            message: `instance ${name} is at ${showValue(found)}`,
            pointer: `${pointer}/version`,
            found,
            expected: version,
          }),
        ]
      : []),
  ];
}
