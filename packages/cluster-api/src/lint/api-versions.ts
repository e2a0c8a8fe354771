import { type Diagnostic, type ManifestRuleContext } from "@imagewright/core";

import versionData from "../data/api-versions.json" with { type: "json" };
import { apiVersionState, servedVersions } from "../reference/api-version.ts";
import { capiRelease, releaseLine } from "../reference/capi-release.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** API versions that the release does not serve, or not for long. */
export const apiVersionRules = rulesFor(
  Object.fromEntries(versionData.groups.map(({ group, kinds }) => [group, kinds])),
  check,
);

function check({
  group,
  version,
  kind,
  targetVersions,
}: ManifestRuleContext): readonly Diagnostic[] {
  const state = apiVersionState({ group, version, kind }, targetVersions);
  const line = releaseLine(capiRelease(targetVersions));
  const expected = servedVersions(group, kind, targetVersions)?.join(", ");
  if (state === "notServed") {
    const message = `Cluster API ${line} does not serve ${kind} in version ${version}`;
    const facts = { message, pointer: "/apiVersion", found: version, expected };
    return [clusterApiDiagnostics.report("CAPI_VERSION_NOT_SERVED", facts)];
  }
  if (state === "deprecated") {
    const message = `${version} of ${kind} is deprecated since Cluster API 1.11`;
    return [
      clusterApiDiagnostics.report("CAPI_VERSION_DEPRECATED", { message, pointer: "/apiVersion" }),
    ];
  }
  return [];
}
