import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import type { PlanRequest } from "../make-plan.ts";

export async function planInLines(
  _context: CommandContext,
  _request: PlanRequest,
): Promise<CommandResult> {
  return await Promise.reject(new Error("not yet"));
}
