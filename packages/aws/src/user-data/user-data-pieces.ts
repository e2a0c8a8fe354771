import { type Parsed, toParsed } from "@imagewright/core";

import { isMultipart, readMultipart } from "./read-multipart.ts";
import { nodeConfigType } from "./user-data-reader.ts";

/** One text of the user data, and where it stands. */
export interface UserDataPiece {
  /** In lower case, without parameters. */
  readonly contentType: string;
  /** Undefined for a text that is compressed. */
  readonly text: string | undefined;
  /** `/INDEX` of a part; empty for user data that is one text. */
  readonly pointer: string;
}

/** The texts of user data for a Linux that runs cloud-init. */
export function userDataPieces(text: string): Parsed<readonly UserDataPiece[]> {
  if (!isMultipart(text)) {
    const piece = { contentType: typeOfText(text), text, pointer: "" };
    return toParsed(text.trim() === "" ? [] : [piece]);
  }
  const read = readMultipart(text);
  return read.ok
    ? toParsed(
        read.value.map(({ contentType, text: body, isCompressed }, index) => ({
          contentType,
          text: isCompressed === true ? undefined : body,
          pointer: `/${index}`,
        })),
        read.diagnostics,
      )
    : read;
}

/** What a bare text is taken for: by its first signs, or by nodeadm, which decodes any as its own. */
function typeOfText(text: string): string {
  if (text.startsWith("#!")) {
    return "text/x-shellscript";
  }
  if (text.startsWith("#cloud-config")) {
    return "text/cloud-config";
  }
  const first = text.split("\n").find((line) => !/^(?:\s*$|\s*\{\s*$|#|---)/u.test(line)) ?? "";
  const isNodeConfig = /^[\s{"']*(?:apiVersion|kind|metadata|spec)\b/u.test(first);
  return isNodeConfig ? nodeConfigType : "text/plain";
}
