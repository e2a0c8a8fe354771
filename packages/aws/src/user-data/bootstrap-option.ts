import { decodeBase64, type Diagnostic, showValue } from "@imagewright/core";

import table from "./data/bootstrap-flags.json" with { type: "json" };
import { cidrFamily, ipFamily } from "./ip-address.ts";
import { settingsOfFlags } from "./kubelet-flags.ts";
import { isRestrictedLabel } from "./node-labels.ts";
import type { ShellWord } from "./shell-call.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import type { UserDataReader } from "./user-data-reader.ts";

type Code = keyof typeof userDataDiagnostics.rules;

/** Names of the options of bootstrap.sh. */
export const bootstrapOptions: readonly string[] = table.flags.map(({ flag }) => flag);

/** What bootstrap.sh of an image makes of one option and its value. */
export function checkBootstrapOption(
  name: string,
  value: ShellWord | undefined,
  { family, amiRelease }: UserDataReader,
): readonly Diagnostic[] {
  const known = table.flags.find(({ flag }) => flag === name);
  if (known === undefined || value === undefined) {
    return [report("USERDATA_CALL_VALUE", `${name} has no value`)];
  }
  if (family === "ubuntu" && known.onUbuntu !== true) {
    return [report("USERDATA_CALL_UBUNTU", `images of Ubuntu do not promise ${name}`)];
  }
  const isNew = (since: string): boolean =>
    family !== "ubuntu" && amiRelease !== undefined && amiRelease < since;
  if (isNew(known.since)) {
    return [report("USERDATA_FIELD_NEW", `${name} came with the release ${known.since}`)];
  }
  if (value.isExpanded) {
    return [];
  }
  const { text } = value;
  const later = known.later?.find(
    ({ pattern, since }) => new RegExp(pattern, "u").test(text) && isNew(since),
  );
  const compared = known.ignoresCase === true ? text.toLowerCase() : text;
  return [
    ...(later === undefined
      ? []
      : [
          report("USERDATA_FIELD_NEW", `${name} takes this since the release ${later.since}`, text),
        ]),
    ...(known.values?.includes(compared) === false
      ? [report("USERDATA_CALL_VALUE", `${name} does not take this`, text)]
      : []),
    ...checkForm(name, text, known.form),
  ];
}

function checkForm(name: string, text: string, form: string | undefined): readonly Diagnostic[] {
  switch (form) {
    case "address-of-server":
      return /[\s,&\\]/u.test(text)
        ? [report("USERDATA_CALL_VALUE", `bootstrap.sh alters or cuts this ${name}`, text)]
        : [];
    case "base64":
      return decodeBase64(text) === undefined
        ? [report("USERDATA_CALL_VALUE", `${name} is no base64 text of one line`)]
        : [];
    case "addresses":
      return text.split(",").every((one) => ipFamily(one) !== undefined)
        ? []
        : [report("USERDATA_CALL_VALUE", `${name} takes IP addresses`, text)];
    case "range-4":
    case "range-6":
      return cidrFamily(text) === (form === "range-4" ? 4 : 6)
        ? []
        : [report("USERDATA_CALL_VALUE", `${name} takes a range of IPv${form.at(-1)}`, text)];
    case "count":
      return /^\d{1,9}$/u.test(text)
        ? []
        : [report("USERDATA_CALL_VALUE", `${name} takes a number`, text)];
    case "flags":
      return checkExtra(text);
    default:
      return [];
  }
}

/** Flags of the kubelet pass a systemd unit, and are split at blanks there. */
function checkExtra(text: string): readonly Diagnostic[] {
  const labels = settingsOfFlags(text.split(/\s+/u).filter(Boolean))?.nodeLabels ?? {};
  return [
    ...(isAlteredBySystemd(text)
      ? [report("USERDATA_CALL_VALUE", "systemd does not hand over this text as it is", text)]
      : []),
    ...Object.keys(labels)
      .filter((key) => isRestrictedLabel(key))
      .map((key) =>
        report(
          "USERDATA_LABEL_RESTRICTED",
          `the kubelet refuses to start with the label ${key}`,
          key,
        ),
      ),
  ];
}

/** Whether a text of flags reaches the kubelet otherwise: a lone percent sign, an escape, a quote. */
export function isAlteredBySystemd(text: string): boolean {
  const percents = text.match(/%+/gu) ?? [];
  return /['\n\\]/u.test(text) || percents.some(({ length }) => length % 2 === 1);
}

function report(code: Code, message: string, found?: string): Diagnostic {
  return userDataDiagnostics.report(code, {
    message,
    ...(found !== undefined && { found: showValue(found) }),
  });
}
