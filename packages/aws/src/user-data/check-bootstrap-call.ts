import { type Diagnostic, nearestName, showValue } from "@imagewright/core";

import table from "./data/bootstrap-flags.json" with { type: "json" };
import { settingsOfFlags } from "./kubelet-flags.ts";
import { isRestrictedLabel } from "./node-labels.ts";
import { type ShellCall, shellCalls, type ShellWord } from "./shell-call.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";

type Code = keyof typeof userDataDiagnostics.rules;

const names: readonly string[] = table.flags.map(({ flag }) => flag);

/** Legal names of clusters, without what bootstrap.sh's `sed` calls stumble over. */
const clusterName = /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/u;

/**
 * What bootstrap.sh makes of its calls in a script: options it does not know become names of
 * clusters, lines that are not joined become commands of their own.
 *
 * @param amiRelease - release of the AMI, `YYYYMMDD`; options it does not know yet are refused
 * @param pointer - where the script stands
 * @example
 * ```ts
 * const call = "/etc/eks/bootstrap.sh production";
 * checkBootstrapCalls(`${call} --kubelet-extra-args '--v=2 --node-labels=a=b'\n`); // => []
 * checkBootstrapCalls(`${call} --kubelet-extra-args --v=2 --node-labels=a=b\n`).map(
 *   ({ code, found }) => `${code} ${found}`,
 * );
 * // => ['USERDATA_CALL_WORD "--node-labels=a=b"']
 * ```
 */
export function checkBootstrapCalls(
  script: string,
  amiRelease?: string,
  pointer = "",
): readonly Diagnostic[] {
  return shellCalls(script, "/etc/eks/bootstrap.sh").flatMap((call) =>
    checkCall(call, amiRelease).map((one) => ({ ...one, pointer })),
  );
}

function checkCall(call: ShellCall, amiRelease: string | undefined): readonly Diagnostic[] {
  const { words, nextLine, hasBrokenEnd } = call;
  const found: Diagnostic[] = [];
  const positional: ShellWord[] = [];
  const options = new Map<string, ShellWord | undefined>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? { text: "", isExpanded: false };
    if (!names.includes(word.text)) {
      positional.push(word);
      continue;
    }
    index += 1;
    options.set(word.text, words[index]);
    found.push(...checkOption(word.text, words[index], amiRelease));
  }
  if (hasBrokenEnd || /^--[a-z]/u.test(nextLine)) {
    const message = "the next line is not joined to the call";
    found.push(report("USERDATA_CALL_LINES", message, nextLine));
  }
  return [...found, ...checkPositional(positional), ...checkTogether(options)];
}

function checkOption(
  name: string,
  value: ShellWord | undefined,
  amiRelease: string | undefined,
): readonly Diagnostic[] {
  const known = table.flags.find(({ flag }) => flag === name);
  if (value === undefined) {
    return [report("USERDATA_CALL_VALUE", `${name} has no value`)];
  }
  const isNew = amiRelease !== undefined && known !== undefined && amiRelease < known.since;
  const isOdd = !value.isExpanded && known?.values?.includes(value.text) === false;
  return [
    ...(isNew
      ? [report("USERDATA_FIELD_NEW", `${name} came with the release ${known.since}`)]
      : []),
    ...(isOdd ? [report("USERDATA_CALL_VALUE", `${name} does not take this`, value.text)] : []),
    ...(name === "--kubelet-extra-args" ? checkExtra(value) : []),
  ];
}

/** Flags of the kubelet pass a systemd unit, and are split at blanks there. */
function checkExtra({ text, isExpanded }: ShellWord): readonly Diagnostic[] {
  if (isExpanded) {
    return [];
  }
  const labels = settingsOfFlags(text.split(/\s+/u).filter(Boolean))?.nodeLabels ?? {};
  return [
    ...(/['\n]|%(?!%)(?<!%%)/u.test(text)
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

function checkPositional(positional: readonly ShellWord[]): readonly Diagnostic[] {
  const flags = positional.filter(({ text }) => text.startsWith("-"));
  const [name, ...further] = positional.filter(({ text }) => !text.startsWith("-"));
  const isName = name === undefined || name.isExpanded || clusterName.test(name.text);
  return [
    ...flags.map(({ text }) => {
      const nearest = nearestName(text.slice(0, 64), names);
      const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
      return userDataDiagnostics.report("USERDATA_CALL_WORD", {
        message: "bootstrap.sh takes this word for a cluster's name",
        found: showValue(text),
        hint,
      });
    }),
    ...(name === undefined ? [report("USERDATA_CALL_NAME", "the call names no cluster")] : []),
    ...(isName ? [] : [report("USERDATA_CLUSTER_NAME", "this is no cluster name", name.text)]),
    // Values of options that are not known stand among them, and are told with those.
    ...(flags.length > 0
      ? []
      : further
          .filter(({ isExpanded }) => !isExpanded)
          .map(({ text }) =>
            report("USERDATA_CALL_IGNORED", "bootstrap.sh ignores this word", text),
          )),
  ];
}

function checkTogether(options: ReadonlyMap<string, ShellWord | undefined>): readonly Diagnostic[] {
  const isHalf = options.has("--apiserver-endpoint") !== options.has("--b64-cluster-ca");
  const family = options.get("--ip-family")?.text;
  const message = "the address without the certificate, or the other way round, is overwritten";
  return [
    ...(isHalf ? [report("USERDATA_CALL_HALF", message)] : []),
    ...(family === "ipv4" && options.has("--service-ipv6-cidr")
      ? [report("USERDATA_CALL_VALUE", "a range of IPv6 contradicts the family", family)]
      : []),
  ];
}

function report(code: Code, message: string, found?: string): Diagnostic {
  return userDataDiagnostics.report(code, {
    message,
    ...(found !== undefined && { found: showValue(found) }),
  });
}
