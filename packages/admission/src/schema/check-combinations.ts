import type { CheckState, FindingFacts } from "./check-state.ts";
import { placeOf } from "./place-of.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** How a value fares with the branches of a combination. */
interface Trial {
  readonly fitting: number;
  /** Whether a branch it does not fit has a fault after which no rules are evaluated. */
  readonly blocks: boolean;
}

/**
 * Holds a value against `allOf`, `anyOf`, `oneOf` and `not`: branches only narrow values down.
 *
 * @param attempt - holds the value against a branch
 */
export function checkCombinations(
  schema: StructuralSchema,
  state: CheckState,
  attempt: (branch: StructuralSchema, state: CheckState) => void,
): void {
  const { allOf, anyOf, oneOf, not } = schema;
  const tryBranches = (branches: readonly StructuralSchema[]): Trial => {
    const states = branches.map((branch) => {
      const own = state.branch();
      attempt(branch, own);
      return own;
    });
    return {
      fitting: states.filter((own) => !own.hasErrors).length,
      blocks: states.some((own) => own.isBlocked),
    };
  };
  if (allOf.length > 0) {
    const { fitting, blocks } = tryBranches(allOf);
    if (fitting < allOf.length) {
      complain(state, () => "a value that fits all of them", blocks);
    }
  }
  if (anyOf.length > 0) {
    const { fitting, blocks } = tryBranches(anyOf);
    if (fitting === 0) {
      complain(state, () => describeBranches("at least one of", anyOf), blocks);
    }
  }
  if (oneOf.length > 0) {
    const { fitting, blocks } = tryBranches(oneOf);
    if (fitting !== 1) {
      complain(state, () => describeBranches("exactly one of", oneOf), blocks && fitting === 0);
    }
  }
  if (not !== undefined && tryBranches([not]).fitting === 1) {
    complain(state, () => "a value that does not fit what is excluded", false);
  }
}

function complain(state: CheckState, expected: () => string, blocks: boolean): void {
  const facts = (): FindingFacts => ({
    message: `${placeOf(state)} does not fit the schema's alternatives`,
    expected: expected(),
  });
  state.report("ADMISSION_COMBINATION", facts, blocks);
}

function describeBranches(quantity: string, branches: readonly StructuralSchema[]): string {
  const names = branches
    .slice(0, 10)
    .map(({ required, type }) => required.join(" and ") || (type ?? "another form"));
  const more = branches.length > 10 ? `; and ${branches.length - 10} more` : "";
  return `${quantity}: ${names.join("; ")}${more}`;
}
