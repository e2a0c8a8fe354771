import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { askPython, type PythonAnswer, pythonAvailable } from "./python.ts";
import { archivesOf } from "./user-data.ts";

const name = "cloud-init";
const body = `from cloudinit.user_data import UserDataProcessor, is_skippable
def read(text):
    archive = UserDataProcessor(None).process(text.encode("utf-8"))
    return [[part.get_content_type(), part.get_payload(decode=True).decode("utf-8")]
            for part in archive.walk() if not is_skippable(part)]`;

/** Types of parts that a node of ours acts on. */
const knownTypes = new Set([
  "application/node.eks.aws",
  "text/cloud-boothook",
  "text/cloud-config",
  "text/x-shellscript",
]);

/** Does cloud-init find every part of a MIME archive, each with its type and text? */
export const cloudInitJudge: Judge = {
  name,
  meaning: "cloud-init finds every part of the user data",
  remedy: "install cloud-init",
  available: () => pythonAvailable("cloudinit"),
  concerns: (artifact) => archivesOf(artifact).length > 0,
  judge: async (artifacts) => {
    const archives = artifacts.map((artifact) => archivesOf(artifact));
    const answers = [...(await askPython(["cloudinit"], body, archives.flat()))];
    return artifacts.map(({ path }, index): Verdict => {
      const own = archives[index] ?? [];
      const reasons = own.flatMap((archive) => complaints(archive, answers.shift()));
      return reasons.length === 0 ? accept(name, path) : refuse(name, path, reasons);
    });
  },
};

function complaints(archive: string, answer: PythonAnswer | undefined): readonly string[] {
  if (answer === undefined || "error" in answer) {
    return [answer?.error ?? "no answer"];
  }
  const parts = answer.value as readonly (readonly [type: string, text: string])[];
  const boundary = /boundary="(?<text>[^"]+)"/u.exec(archive)?.groups?.["text"] ?? "";
  const declared = archive.split(`--${boundary}\n`).length - 1;
  return [
    ...(parts.length === declared
      ? []
      : [`cloud-init finds ${parts.length} parts, the archive declares ${declared}`]),
    ...parts.flatMap(([type, text], index) => [
      ...(knownTypes.has(type) ? [] : [`part ${index + 1} is taken for ${type}`]),
      ...(archive.includes(text.trimEnd()) ? [] : [`the text of part ${index + 1} is altered`]),
    ]),
  ];
}
