/** What becomes of an alert. */
export type CooldownVerdict =
  | { readonly passes: false }
  /** `heldBack`: how many of its key were held back since the last that passed. */
  | { readonly passes: true; readonly heldBack: number };

/** Lets one alert of a kind through per window. */
export interface Cooldown {
  /** @param key rule, container or host, uniqueId; see {@link cooldownKey} @param timeMs the event's own time */
  admit(key: string, timeMs: number): CooldownVerdict;
  /** Forgets windows that have ended with nothing held back. */
  advance(nowMs: number): void;
  /** How many keys are kept. */
  readonly size: number;
}

export interface CooldownOptions {
  readonly windowMs: number;
  /** At most so many keys, the least recently used out. */
  readonly maxKeys: number;
}

/**
 * The bound on memory that the number of keys alone is not: a uniqueId can hold what an attacker chose, such as 100 KB of
 * arguments. In UTF-16 units.
 */
const maxKeyText = 8 * 1024 * 1024;

const held: CooldownVerdict = { passes: false };

/** A fixed window for each key: the first passes, later ones are counted, the first after its end passes with the count. */
export function createCooldown({ windowMs, maxKeys }: CooldownOptions): Cooldown {
  // A Map iterates in the order of insertion: taken out and put back at every use, the first is the least recently used.
  const windows = new Map<string, { sinceMs: number; heldBack: number }>();
  let text = 0;

  const forget = (key: string) => {
    windows.delete(key);
    text -= key.length;
  };
  const makeRoom = () => {
    for (const key of windows.keys()) {
      if (windows.size <= maxKeys && text <= maxKeyText) return;
      forget(key);
    }
  };

  return {
    admit(key, timeMs) {
      const window = windows.get(key);
      if (window !== undefined) windows.delete(key);
      else text += key.length;
      // Both directions: a clock that was set back must not silence a rule for as long as it was set back.
      const isOpen = window !== undefined && Math.abs(timeMs - window.sinceMs) < windowMs;
      if (isOpen) window.heldBack += 1;
      windows.set(key, isOpen ? window : { sinceMs: timeMs, heldBack: 0 });
      makeRoom();
      return isOpen ? held : { passes: true, heldBack: window?.heldBack ?? 0 };
    },
    advance(nowMs) {
      for (const [key, { sinceMs, heldBack }] of windows) {
        if (heldBack === 0 && nowMs - sinceMs >= windowMs) forget(key);
      }
    },
    get size() {
      return windows.size;
    },
  };
}

/** The parts joined so that no two different triples give the same key. */
export function cooldownKey(ruleId: string, place: string, uniqueId: string): string {
  return `${ruleId.length}:${ruleId}${place.length}:${place}${uniqueId}`;
}
