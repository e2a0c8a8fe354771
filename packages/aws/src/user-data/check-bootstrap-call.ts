import { type Diagnostic, nearestName, showValue } from "@imagewright/core";

import { bootstrapOptions, checkBootstrapOption } from "./bootstrap-option.ts";
import { type ShellCall, shellCalls, type ShellWord } from "./shell-call.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import type { UserDataReader } from "./user-data-reader.ts";

type Code = keyof typeof userDataDiagnostics.rules;

/** Legal names of clusters, without what bootstrap.sh's `sed` calls stumble over. */
const clusterName = /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/u;

/**
 * What bootstrap.sh makes of its calls in a script: options it does not know become names of
 * clusters, lines that are not joined become commands of their own. Calls behind a quote on their
 * line, and words that the shell fills in, are passed over.
 *
 * @param reader - its release of the AMI, `YYYYMMDD`: options it does not know yet are refused; on
 * Ubuntu the options that its images do not promise are told
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
  reader: Pick<UserDataReader, "amiRelease" | "family"> = {},
  pointer = "",
): readonly Diagnostic[] {
  return shellCalls(script, "/etc/eks/bootstrap.sh").flatMap((call) =>
    checkCall(call, reader).map((one) => ({ ...one, pointer })),
  );
}

function checkCall(call: ShellCall, reader: UserDataReader): readonly Diagnostic[] {
  const { words, nextLine, hasBrokenEnd } = call;
  const found: Diagnostic[] = [];
  const positional: ShellWord[] = [];
  const options = new Map<string, ShellWord | undefined>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? { text: "", isExpanded: false };
    if (!bootstrapOptions.includes(word.text)) {
      positional.push(word);
      continue;
    }
    index += 1;
    options.set(word.text, words[index]);
    found.push(...checkBootstrapOption(word.text, words[index], reader));
  }
  if (hasBrokenEnd || /^--[a-z]/u.test(nextLine)) {
    const message = "the next line is not joined to the call";
    found.push(report("USERDATA_CALL_LINES", message, nextLine));
  }
  return [...found, ...checkPositional(positional), ...checkTogether(options)];
}

function checkPositional(positional: readonly ShellWord[]): readonly Diagnostic[] {
  const flags = positional.filter(({ text }) => text.startsWith("-"));
  const [name, ...further] = positional.filter(({ text }) => !text.startsWith("-"));
  const isName = name === undefined || name.isExpanded || clusterName.test(name.text);
  return [
    ...flags.map(({ text }) => {
      const nearest = nearestName(text.slice(0, 64), bootstrapOptions);
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
  const hasAddress = options.has("--apiserver-endpoint");
  const hasCertificate = options.has("--b64-cluster-ca");
  const family = options.get("--ip-family")?.text;
  const isFour = family?.toLowerCase() === "ipv4" && options.has("--service-ipv6-cidr");
  const isAsked = options.has("--service-ipv4-cidr") && !(hasAddress && hasCertificate);
  return [
    ...(hasAddress === hasCertificate
      ? []
      : [
          report(
            "USERDATA_CALL_HALF",
            "the address without the certificate, or the other way round, is overwritten",
          ),
        ]),
    ...(isAsked && hasAddress === hasCertificate
      ? [
          report(
            "USERDATA_CALL_HALF",
            "--service-ipv4-cidr without address and certificate is overwritten",
          ),
        ]
      : []),
    ...(isFour
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
