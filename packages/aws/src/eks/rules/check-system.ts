import type { Diagnostic, TargetRule } from "@imagewright/core";

import { eksDiagnostics } from "../eks-diagnostics.ts";
import { eraOf, eras, systemOf } from "../era.ts";
import type { EksBuildTarget } from "../options.ts";

/** Whether the era builds this release of Amazon Linux, with this Kubernetes minor. */
export const checkSystem: TargetRule<EksBuildTarget> = ({ image, target }) => {
  const { distribution, release } = image.os;
  const era = eraOf(target.build);
  const system = distribution === "amazon-linux" ? systemOf(era, release) : undefined;
  if (system === undefined) {
    const known = era.systems.map((one) => `amazon-linux ${one.release}`).join(", ");
    const message = `${distribution} ${release} is not built in era ${era.id}`;
    return [
      eksDiagnostics.report("EKS_SYSTEM", { message, pointer: "/image/os", expected: known }),
    ];
  }
  const { version } = image.kubernetes;
  const facts = { pointer: "/image/kubernetes/version", found: version };
  if (!/^\d+\.\d+\.\d+$/u.test(version)) {
    const message = "amazon-eks-ami takes released versions only";
    return [eksDiagnostics.report("EKS_VERSION", { ...facts, message })];
  }
  return includesMinor(system.minors, minorOf(version)) ? [] : [wrongMinor()];

  function wrongMinor(): Diagnostic {
    const [first = 0, last] = system?.minors ?? [];
    const expected = last === undefined ? `1.${first} or newer` : `1.${first} to 1.${last}`;
    const message = `Amazon Linux ${release} with Kubernetes ${version} is not built in era ${era.id}`;
    const fitting = eras.filter((other) =>
      includesMinor(systemOf(other, release)?.minors ?? [0, 0], minorOf(version)),
    );
    const hint =
      fitting.length === 0
        ? `No era builds Amazon Linux ${release} with this minor: choose another release.`
        : `Set build.era to ${fitting.map(({ id }) => `\`${id}\``).join(" or ")}.`;
    return eksDiagnostics.report("EKS_MINOR", { ...facts, message, expected, hint });
  }
};

function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

function includesMinor([first = 0, last = Infinity]: readonly number[], minor: number): boolean {
  return minor >= first && minor <= last;
}
