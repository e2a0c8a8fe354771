import type { Escape } from "./checked-template.ts";

/** Where a region starts or ends in a text, in which a line must not occur. */
export interface RegionMark {
  /** Before the character at this index. */
  readonly index: number;
  readonly edge: "start" | "end";
  readonly delimiter: string;
  readonly tabs: boolean;
}

/** Something in literal text that does not fit. */
interface TextFault {
  readonly index: number;
  readonly reason: string;
}

/** What a piece of literal text does. */
interface TextResult<State> {
  readonly state: State;
  readonly fault?: TextFault | undefined;
  readonly marks?: readonly RegionMark[];
  /** The value printed right before the text is a key, it turns out. */
  readonly makesKey?: boolean;
}

/** How a value is written at a place, or why none may stand there. */
export type PrintResult<State> =
  | { readonly state: State; readonly escape: Escape }
  /** Only values whose every text means itself may stand here. */
  | { readonly state: State; readonly plainOnly: string }
  | { readonly refused: string };

/**
 * The state machine of a dialect: follows literal text, and says what may be printed where.
 * States are plain data; two states are the same if their JSON is.
 */
export interface PlaceMachine<State> {
  readonly start: State;
  text(state: State, text: string): TextResult<State>;
  print(state: State): PrintResult<State>;
  /** Where safe text may stand, what comes after it; else why not. */
  safe(state: State): { readonly state: State } | { readonly refused: string };
  /** What is known where two ways meet; undefined if they differ too much. */
  join(a: State, b: State): State | undefined;
  /** What is still open at the end of the template, if anything. */
  unclosed(state: State): string | undefined;
  /** The mark that a template ending here needs. */
  end?(state: State): RegionMark | undefined;
}

/** A machine whose states only it knows. */
export interface AnyMachine {
  /** Calls back with the machine: whoever uses it need not know the type of its states. */
  use<Result>(user: <State>(machine: PlaceMachine<State>) => Result): Result;
}

export function anyMachine<State>(machine: PlaceMachine<State>): AnyMachine {
  return { use: (user) => user(machine) };
}

/** Whether two states are the same. */
export function isSameState(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
