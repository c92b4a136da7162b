import { type HelperFunction, helperFunctions, type ProfilePart } from '@rulelibrary/schema';
import type { Node } from '../syntax/node.ts';
import { type Binding, type GuardScope, guardsOf } from './guard.ts';
import { literalTexts } from './literal-texts.ts';
import { type Alternatives, narrow, type TextPattern } from './narrow.ts';
import { nodeKey } from './node-key.ts';

/** What a call asks of a profile. */
export interface ProfileRead {
  readonly part: ProfilePart;
  /** Which entries it needs: those of any one of the alternatives; without any, all. */
  readonly alternatives: Alternatives;
}

/** Where the call stands. */
export interface CallPlace {
  readonly guards: GuardScope | undefined;
  readonly binding: Binding | undefined;
}

/** Calls that look for a part of an entry, not for the whole of it. */
const kinds: Readonly<Record<string, TextPattern['kind']>> = { _with_prefix: 'prefix', _with_suffix: 'suffix' };

/**
 * What the call of a helper function asks of a profile; undefined when it asks nothing of it.
 *
 * Only what the call's second argument, the entry looked for, can be narrows the demand: as a literal, or by a condition
 * that must hold for the call to matter, `event.path.startsWith('/etc/shadow') && !ap.was_path_opened(c, event.path)`.
 */
export function profileRead(name: string, [, entry]: readonly Node[], place: CallPlace): ProfileRead | undefined {
  const part = partOf(name);
  if (part === undefined) return undefined;
  // The host is a header of an endpoint, and the demand on endpoints is about their paths.
  if (entry === undefined || name.endsWith('.was_host_accessed')) return { part, alternatives: [] };
  const texts = literalTexts(entry, place.binding);
  const kind = kinds[name.slice(-'_with_suffix'.length)] ?? 'exact';
  const found = texts === undefined ? guarded(entry, place) : [texts.map((text) => ({ kind, text }))];
  // The suffix of a path that begins with a known text can be any.
  const alternatives = texts === undefined && kind !== 'exact' ? [] : found;
  return { part, alternatives: alternatives.filter((patterns) => patterns.every((pattern) => isWhole(part, pattern))) };
}

function guarded(entry: Node, { guards, binding }: CallPlace): Alternatives {
  const key = nodeKey(entry, binding);
  return key === undefined ? [] : [...guardsOf(guards)].flatMap((guard) => narrow(guard, key));
}

/** A name without a slash also stands for what was run under that argv[0], whatever its path. */
function isWhole(part: ProfilePart, { kind, text }: TextPattern): boolean {
  if (text === '') return false;
  return part !== 'execs' || kind !== 'exact' || text.includes('/');
}

const functions: readonly HelperFunction[] = helperFunctions;

/** `cp.` stands for `ap.` and `nn.`, which have no name in common. */
function partOf(name: string): ProfilePart | undefined {
  return functions.find((helper) => helper.name === name || helper.name.replace(/^(ap|nn)\./, 'cp.') === name)?.reads;
}
