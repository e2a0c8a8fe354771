import { isJsonObject, type JsonObject } from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";

/** A text that is run or read while a machine boots. */
export interface BootText {
  readonly pointer: string;
  readonly text: string;
}

/** Longest text that is looked through. */
const maxLength = 1_048_576;

/** The commands and files of a kubeadm configuration. */
export function bootTexts(object: JsonObject, at: string): readonly BootText[] {
  const commands = ["bootCommands", "preKubeadmCommands", "postKubeadmCommands"].flatMap((name) =>
    listAt(object, `${at}/${name}`).flatMap((command, index) =>
      typeof command === "string" ? [{ pointer: `${at}/${name}/${index}`, text: command }] : [],
    ),
  );
  const files = listAt(object, `${at}/files`).flatMap((file, index) => {
    const content = isJsonObject(file) ? ownText(file, "content") : undefined;
    return content === undefined
      ? []
      : [{ pointer: `${at}/files/${index}/content`, text: content }];
  });
  return [...commands, ...files].filter(({ text }) => text.length <= maxLength);
}
