import { CelError } from '../src/cel-error.ts';
import type { Bindings } from '../src/program/program.ts';
import { showValue } from './values/show-value.ts';

/** What an evaluation came to. */
export interface Outcome {
  readonly kind: 'value' | 'error';
  /** All of it: the value, or the code, place and message of the error. */
  readonly text: string;
  /** Without the place. */
  readonly message: string;
}

/** @throws whatever is thrown that is no CelError: that is always a fault */
export function outcomeOf(evaluate: () => unknown): Outcome {
  try {
    const text = showValue(evaluate());
    return { kind: 'value', text, message: text };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    const { code, start, end, message } = error;
    return { kind: 'error', text: `${code} error at ${start} … ${end}: ${message}`, message: `${code}: ${message}` };
  }
}

/** Something that must not be. */
export interface Find {
  /** One word or two for it: what is looked for while the expression is made smaller. */
  readonly what: string;
  /** What each of those that disagree says. */
  readonly said: Readonly<Record<string, string>>;
}

/** A find in the smallest expression that shows it. */
export interface Finding extends Find {
  readonly source: string;
  readonly bindings: Bindings;
}

/** What is thrown and is no CelError. */
export function thrownFind(error: unknown): Find {
  const stack = error instanceof Error ? error.stack : undefined;
  return { what: `threw ${String(error).split('\n')[0]}`, said: { thrown: stack ?? String(error) } };
}
