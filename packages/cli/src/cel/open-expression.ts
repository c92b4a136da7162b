import { readFile } from 'node:fs/promises';
import { createEnvironment, extensions, type Program, typeOfValue } from '@rulelibrary/cel';
import { compileOnEvent } from '@rulelibrary/engine';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';
import { parseBindings } from './parse-bindings.ts';
import { readEvent } from './read-event.ts';

/** A compiled expression with what it is evaluated on. */
export interface OpenExpression {
  readonly program: Pick<Program, 'type' | 'source' | 'code' | 'cost' | 'tree'>;
  /** @throws CelError evaluation, limit */
  readonly evaluate: () => unknown;
}

export interface ExpressionInput {
  readonly expr: string;
  /** JSON, or @ and the path of a file with it. */
  readonly bindings?: string | undefined;
  /** The path of a file with one event, or `-`. */
  readonly event?: string | undefined;
}

/**
 * Compiles an expression: as one of a rule on an event, otherwise with every extension and variables of the types that
 * their values have.
 *
 * @throws CelError for what is wrong with it; CommandError for what cannot be read
 */
export async function openExpression(input: ExpressionInput, terminal: Terminal): Promise<OpenExpression> {
  if (input.event === undefined) return openOnBindings(input);
  const event = await readEvent(input.event, terminal);
  const program = compileOnEvent(input.expr, event);
  return { program, evaluate: () => program.evaluateValue(event) };
}

async function openOnBindings({ expr, bindings = '{}' }: ExpressionInput): Promise<OpenExpression> {
  const values = await readBindings(bindings);
  const variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeOfValue(value)]));
  const program = createEnvironment({ variables, extensions }).compile(expr);
  return { program, evaluate: () => program.evaluateValue(values) };
}

async function readBindings(source: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return parseBindings(source.startsWith('@') ? await readFile(source.slice(1), 'utf8') : source);
  } catch (error) {
    throw new CommandError(`Cannot read bindings: ${error instanceof Error ? error.message : String(error)}`);
  }
}
