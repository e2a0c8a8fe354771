/** What the template `upgrade-script` prints from. */
export interface UpgradeScriptModel {
  /** Name of the cluster behind its namespace. */
  readonly cluster: string;
  /** How many steps there are. */
  readonly total: number;
  /** Every step, in order. */
  readonly list: readonly ScriptStepName[];
  /** Why nothing is done; empty where nothing forbids it. */
  readonly blockers: readonly string[];
  readonly blockerCount: number;
  readonly stages: readonly ScriptStage[];
}

/** What a step is called. */
interface ScriptStepName {
  /** From 1. */
  readonly number: number;
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9._-]*$ */
  readonly id: string;
  readonly title: string;
}

/** Steps that are applied one after the other, and then waited for. */
export interface ScriptStage {
  readonly number: number;
  readonly steps: readonly ScriptStep[];
  /** The steps that are finished only when all others of the stage are applied. */
  readonly awaited: readonly ScriptAwait[];
}

/** One step. */
export interface ScriptStep extends ScriptAwait {
  /** What a person has to agree to first. */
  readonly approval?: string;
  readonly effects: readonly ScriptEffect[];
  /** @minimum 1 */
  readonly seconds?: number;
  /** Whether it has to be finished before the next one is begun. */
  readonly isInline: boolean;
}

/** How a step is seen to be finished. */
export interface ScriptAwait extends ScriptStepName {
  readonly wait?: ScriptWait;
  /** What a person has to look at, where nothing else tells. */
  readonly question?: string;
}

/** One change; exactly one of them is there. */
export interface ScriptEffect {
  readonly create?: ScriptCreate;
  readonly patch?: ScriptPatch;
  readonly remove?: ScriptRemove;
}

/** As kubectl names an object. */
export interface ScriptObject {
  /** Plural, version and group, then the name. */
  readonly object: string;
  /** Empty where the object names none. */
  readonly namespace: string;
}

/** An object that is taken away. */
interface ScriptRemove extends ScriptObject {
  /** Name of a template that stays as long as a MachineSet refers to it. */
  readonly unusedName?: string;
}

/** An object that is added. */
interface ScriptCreate extends ScriptObject {
  /** JSONPath of what an object of that name has to say. */
  readonly path: string;
  /** What kubectl prints for the path. */
  readonly content: string;
  /** YAML without its last line end. */
  readonly manifest: string;
}

/** A patch, and the fields it changes. */
interface ScriptPatch extends ScriptObject {
  readonly fields: readonly ScriptField[];
  readonly type: "merge" | "json";
  /** JSON. */
  readonly body: string;
}

/** One field as kubectl prints it, before and after. */
export interface ScriptField {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** When a rollout is finished. */
export interface ScriptWait extends ScriptObject {
  /**
   * JSONPath that prints lines of a name, a comparison, what is found and what is wanted; empty where
   * the object proves nothing.
   */
  readonly template: string;
  readonly nodes?: ScriptNodes;
}

/** Which nodes prove it, where the object does not. */
export interface ScriptNodes extends ScriptObject {
  readonly id: string;
  /** JSONPath that prints something where the object reports versions; empty if it never does. */
  readonly reported: string;
  /** JSONPath like that of the wait, for what is reported. */
  readonly template: string;
  readonly where: "workload" | "same";
  readonly selector: string;
  /** JSONPath of their names, without braces. */
  readonly names: string;
  readonly how: "same" | "minor";
  readonly version: string;
  /** How many nodes there have to be at least. */
  readonly least: number;
}
