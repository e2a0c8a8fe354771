import type { Artifact, BuildRenderer, NodeImage, TemplateOverrides } from "@imagewright/core";
import { buildScript } from "@imagewright/packer";

import table from "../data/hypervisors.json" with { type: "json" };
import { diskName, goalOf } from "../image-builder.ts";
import type { CloudStackBuild, CloudStackTarget } from "../options.ts";
import { packerVarsPath } from "./packer-vars.ts";

/** A script that makes the disk file, and says what has to be done with it. */
export const renderBuildScript: BuildRenderer<CloudStackTarget> = ({ image, target, overrides }) =>
  target.build === undefined ? undefined : script(image, target.build, overrides);

function script(image: NodeImage, build: CloudStackBuild, overrides: TemplateOverrides): Artifact {
  const text = buildScript({
    goal: goalOf(image, build),
    varFile: packerVarsPath,
    afterBuild: closingWords(diskName(image, build), build),
    overrides,
  });
  return { path: "build.sh", mediaType: "text/x-shellscript", text };
}

/** Paths hold no character a shell would expand: the script has seen to that. */
function closingWords(name: string, { hypervisors = ["KVM"] }: CloudStackBuild): string[] {
  const rows = table.hypervisors.filter((row) => hypervisors.some((one) => one === row.name));
  return [
    `output=$capi/output/${name}`,
    `if [ ! -s "$output/${name}" ]; then`,
    `  fail "the build left no $output/${name}"`,
    "fi",
    "",
    "cat <<WORDS",
    "",
    `Made $output/${name}`,
    ...rows.flatMap((row) => ["", ...nextSteps(name, row)]),
    "",
    "Serve each file over HTTP and register it in every zone; machine templates name the template.",
    "WORDS",
  ];
}

interface HypervisorRow {
  readonly name: string;
  readonly suffix: string;
  readonly format: string;
  readonly file: string;
  readonly convert?: string;
  readonly tools: string;
}

/** The conversion prints its last line and ends well whatever happens: only its file is proof. */
function nextSteps(name: string, row: HypervisorRow): string[] {
  const file = `${name}${row.file}`;
  const command =
    row.convert === undefined
      ? `cp ${name} ${file}`
      : `rm -f ${file} && $capi/hack/convert-cloudstack-image.sh ${name} ${row.convert} && test -s ${file}`;
  return [
    `Next, for ${row.name}${row.tools === "" ? "" : `, with ${row.tools}`}:`,
    `  cd $output && ${command}`,
    `  template ${name}-${row.suffix}, format ${row.format}, hypervisor ${row.name}, file ${file}`,
  ];
}
