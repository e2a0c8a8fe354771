import {
  type CloudAnswer,
  type EvidenceRequest,
  type FoundReference,
  type ImageReference,
  imageText,
  intendedImages,
  intendedImageText,
  isIntendedImage,
  judgeConditions,
  judgeFailure,
  type JsonObject,
  type Parsed,
  rolloutFinding,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  type RolloutSubject,
  rolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

/** What a provider knows about its machines that Cluster API does not. */
export interface MachineImageSource {
  readonly group: string;
  readonly kind: string;
  /** Condition of v1beta1 that says the instance is there. */
  readonly readyCondition?: string;
  /** The field that says so, of providers without conditions. */
  readonly readyField?: { readonly pointer: string; readonly value: string };
  /** The references in the object; the plugin's `readManifest`. */
  readonly readManifest: (object: JsonObject) => Parsed<readonly FoundReference[]>;
  /** What the cloud says the instance runs; it beats what the object says. */
  readonly imageInCloud?: (
    object: JsonObject,
    cloud: readonly CloudAnswer[],
  ) => ImageReference | undefined;
  /** What would make the cloud say it. */
  readonly evidence?: (object: JsonObject) => readonly EvidenceRequest[];
}

/**
 * The judge of a provider's machines: the instance is there, and was made from the intended image.
 * Infrastructure machines are never edited, so that what one says is what it was made from.
 *
 * @example
 * ```ts
 * import { judgeRollout, manifestSet, toParsed } from "@imagewright/core";
 *
 * const reference = { kind: "cloudstack-template", name: "ubuntu-2404" } as const;
 * const judge = machineImageJudge({
 *   group: "infrastructure.cluster.x-k8s.io",
 *   kind: "WidgetMachine",
 *   readyCondition: "InstanceReady",
 *   readManifest: () => toParsed([{ pointer: "/spec/template", reference }]),
 * });
 * const machine = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
 *   kind: "WidgetMachine",
 *   metadata: { name: "a", namespace: "prod" },
 *   status: { conditions: [{ type: "InstanceReady", status: "True" }] },
 * };
 * const subject = { group: judge.group, kind: "WidgetMachine", name: "a", namespace: "prod" };
 * const question = { subject, live: manifestSet([machine]) };
 * judgeRollout({ ...question, intended: { image: reference } }, [judge]).state; // => "done"
 * const other = { ...reference, name: "ubuntu-2204" };
 * judgeRollout({ ...question, intended: { image: other } }, [judge]).state; // => "running"
 * ```
 */
export function machineImageJudge(source: MachineImageSource): RolloutJudge {
  return {
    group: source.group,
    kinds: [source.kind],
    judge: (object, question) =>
      rolloutVerdict([
        ...judgeFailure(object, question.subject),
        ...judgeReady(object, question.subject, source),
        ...judgeImage(object, question, source),
      ]),
  };
}

function judgeReady(
  object: JsonObject,
  subject: RolloutSubject,
  { readyCondition, readyField }: MachineImageSource,
): readonly RolloutFinding[] {
  const found = readyField === undefined ? undefined : textAt(object, readyField.pointer);
  const message = `${subject.kind} ${showValue(subject.name)} is ${showValue(found ?? null)}`;
  return [
    ...(readyCondition === undefined
      ? []
      : judgeConditions(object, subject, "/status/conditions", [
          { type: readyCondition, status: "True" },
        ])),
    ...(readyField === undefined || found === readyField.value
      ? []
      : [
          rolloutFinding("PHASE_DIFFERS", subject, {
            message,
            pointer: readyField.pointer,
            found,
            expected: readyField.value,
          }),
        ]),
  ];
}

function judgeImage(
  object: JsonObject,
  { subject, intended, cloud = [] }: RolloutQuestion,
  source: MachineImageSource,
): readonly RolloutFinding[] {
  if (intendedImages(intended).length === 0) {
    return [];
  }
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const inCloud = source.imageInCloud?.(object, cloud);
  const read = inCloud === undefined ? source.readManifest(object) : undefined;
  const found = inCloud ?? (read?.ok === true ? read.value[0]?.reference : undefined);
  const pointer = read?.ok === true ? (read.value[0]?.pointer ?? "") : "";
  const facts = {
    pointer,
    found: found === undefined ? undefined : imageText(found),
    expected: intendedImageText(intended),
  };
  const answer = found === undefined ? undefined : isIntendedImage(found, intended);
  if (answer === undefined) {
    const evidence = source.evidence?.(object) ?? [];
    const message = `which image ${whose} runs was not seen`;
    return [rolloutFinding("IMAGE_NOT_SEEN", subject, { ...facts, message, evidence })];
  }
  return answer
    ? []
    : [
        rolloutFinding("IMAGE_DIFFERS", subject, {
          ...facts,
          message: `${whose} runs another image`,
        }),
      ];
}
