import type { JsonObject } from "../../json-value.ts";
import type { ObjectChange } from "../object-change.ts";
import { kubectlObject, namespaceOption } from "./kubectl-object.ts";
import { kubectlPatch } from "./kubectl-patch.ts";

/** A command that makes a change. */
export interface ChangeCommand {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** What the command reads from its standard input. */
  readonly manifest?: JsonObject;
}

/**
 * The kubectl command that makes a change.
 *
 * @param before - the object as it stands before, where it is known
 * @param after - the object as it stands after: what is created
 */
export function changeCommand(
  change: ObjectChange,
  before?: JsonObject,
  after?: JsonObject,
): ChangeCommand {
  const { object } = change;
  switch (change.change) {
    case "patch": {
      const { type, body } = kubectlPatch(change, before);
      const options = [`--type=${type}`, `--patch=${JSON.stringify(body)}`];
      return {
        words: ["kubectl", "patch", kubectlObject(object), ...namespaceOption(object), ...options],
      };
    }
    case "copy":
    case "create":
      return {
        words: ["kubectl", "create", "--filename=-"],
        ...(after !== undefined && { manifest: after }),
      };
    case "delete":
      return {
        words: [
          "kubectl",
          "delete",
          kubectlObject(object),
          ...namespaceOption(object),
          "--ignore-not-found",
        ],
      };
  }
}
