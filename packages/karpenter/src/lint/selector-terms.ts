import type { ManifestRule } from "@imagewright/core";

import { selectorTagsFault } from "../aws-tags.ts";
import { mapsAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { textMap } from "../objects/selector-map.ts";
import { classGroup } from "./class-view.ts";

const lists = ["subnetSelectorTerms", "securityGroupSelectorTerms"] as const;
const forms = {
  subnetSelectorTerms: /^subnet-[0-9a-z]+$/u,
  securityGroupSelectorTerms: /^sg-[0-9a-z]+$/u,
};

/**
 * Terms of subnets and security groups that say two things: the definition refuses them only
 * where every term of the list does so, and leaves the patterns of ids without anchors.
 */
export const selectorTerms: ManifestRule = {
  group: classGroup,
  kinds: ["EC2NodeClass"],
  check({ object }) {
    return lists.flatMap((list) =>
      mapsAt(object, `/spec/${list}`).flatMap(({ index, map }) => {
        const fields = Object.keys(map);
        const alone = fields.find((field) => field === "id" || field === "name");
        const tags = textMap(map["tags"]);
        const id = map["id"];
        const message =
          alone !== undefined && fields.length > 1
            ? `${alone} is not alone in its term`
            : typeof id === "string" && !forms[list].test(id)
              ? "this is no id"
              : tags === undefined
                ? undefined
                : selectorTagsFault(tags);
        const pointer = `/spec/${list}/${index}`;
        return message === undefined
          ? []
          : [karpenterDiagnostics.report("KARPENTER_SELECTOR_TERM", { message, pointer })];
      }),
    );
  },
};
