import data from './attack-v18.1.json' with { type: 'json' };

// MITRE ATT&CK Enterprise 18.1, from github.com/mitre/cti: ids, names and what belongs to what. © The MITRE Corporation;
// reproduced and distributed with the permission of The MITRE Corporation (attack.mitre.org/resources/legal-and-branding/terms-of-use).

/** A tactic of MITRE ATT&CK: why, such as TA0006, Credential Access. */
export interface Tactic {
  readonly id: string;
  readonly name: string;
}

/** A technique, or a sub-technique such as T1003.008. */
export interface Technique {
  readonly id: string;
  /** Of a sub-technique its own name alone. */
  readonly name: string;
  /** Ids of the tactics that it serves. */
  readonly tactics: readonly string[];
}

/** The version of MITRE ATT&CK Enterprise that the data is of. */
export const attackVersion: string = data.version;

/** Every tactic, in the order of their ids. */
export const tactics: readonly Tactic[] = data.tactics;

/** Every technique and sub-technique, in the order of their ids. */
export const techniques: readonly Technique[] = data.techniques;

/** The tactic with that id, such as TA0006. */
export function tacticOf(id: string): Tactic | undefined {
  return tactics.find((tactic) => tactic.id === id);
}

/** The technique or sub-technique with that id, such as T1003.008. */
export function techniqueOf(id: string): Technique | undefined {
  return techniques.find((technique) => technique.id === id);
}
