import type { GuardContext, GuardedHop, GroupUpgrade, MachineGroup } from "@imagewright/core/plan";

import { type GroupMachine, machineOf } from "../azure-machines.ts";

/** A group of CAPZ's machines that moves in a hop. */
export interface MovedGroup {
  readonly hop: GuardedHop;
  readonly upgrade: GroupUpgrade;
  readonly group: MachineGroup;
  /** As it stands after the hop. */
  readonly made: GroupMachine;
}

/** Several guards of one plan ask for the same. */
const known = new WeakMap<GuardContext, readonly MovedGroup[]>();

/** Every group of CAPZ's machines, in every hop it moves in. */
export function movedGroups(context: GuardContext): readonly MovedGroup[] {
  const moves = known.get(context) ?? readMoves(context);
  known.set(context, moves);
  return moves;
}

function readMoves({ hops }: GuardContext): readonly MovedGroup[] {
  return hops.flatMap((hop) =>
    hop.groups.flatMap((upgrade) => {
      const { group } = upgrade;
      const made = machineOf(group, hop.after);
      return made === undefined ? [] : [{ hop, upgrade, group, made }];
    }),
  );
}

/** Each group once, as it stands after its last hop. */
export function lastMoves(moves: readonly MovedGroup[]): readonly MovedGroup[] {
  return [...new Map(moves.map((move) => [move.group, move])).values()];
}
