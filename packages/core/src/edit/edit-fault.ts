import type { EditCode } from "./edit-diagnostics.ts";

/** Ends one edit that cannot be made; never leaves this folder. */
export class EditFault extends Error {
  readonly code: EditCode;
  /** Where in the document. */
  readonly pointer: string;
  readonly facts: FaultFacts;

  constructor(code: EditCode, pointer: string, message: string, facts: FaultFacts = {}) {
    super(message);
    this.code = code;
    this.pointer = pointer;
    this.facts = facts;
  }
}

/** What a diagnostic says beside its message. */
export interface FaultFacts {
  readonly found?: string;
  readonly expected?: string;
}
