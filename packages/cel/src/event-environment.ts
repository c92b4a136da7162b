import {
  type EventField,
  type EventType,
  eventFields,
  type HelperName,
  helperFunctions,
  objectTypes,
  type RuntimeEvent,
} from '@rulelibrary/schema';
import type { CelFunction } from './cel-function.ts';
import { compileProgram } from './compile/program.ts';
import { createScope, plainField } from './create-scope.ts';
import { createParser } from './parse.ts';
import type { ObjectField, Variable } from './scope.ts';
import { compileTracer } from './trace/compile-tracer.ts';
import type { Step } from './trace/step.ts';
import { parseType } from './types/parse-type.ts';
import { text } from './types/type.ts';

/** The meaning of every helper function; overloads share one. Integers come as bigint. */
export type HelperImplementations = Readonly<Record<HelperName, (...args: readonly unknown[]) => unknown>>;

export interface EventProgram {
  readonly source: string;
  /**
   * Reads the properties of the event that the expression needs, when it needs them; keeps and changes nothing.
   * @throws CelError evaluation, limit
   */
  readonly evaluate: (event: RuntimeEvent) => boolean | string;
}

export interface EventEnvironment {
  /**
   * Compiles an expression of a rule: a condition is bool, message and uniqueId are string.
   * @throws CelError syntax, unknown-name, type, limit
   */
  readonly compile: (source: string, options: { readonly result: 'bool' | 'string' }) => EventProgram;
  /**
   * Compiles an expression so that it can be shown what each of its pieces comes to on an event; slow, for people.
   * @throws CelError syntax, unknown-name, type, limit
   */
  readonly compileTracer: (source: string) => (event: RuntimeEvent) => Step;
}

const objectNames: ReadonlySet<string> = new Set(['Event', ...Object.keys(objectTypes)]);

/** The environment of rule expressions, made of the catalogue: `event`, `http`, `eventType`, and all helper functions. */
export function createEventEnvironment(implementations: HelperImplementations): EventEnvironment {
  const scope = createScope({
    variables: eventVariables(),
    objects: eventObjects(),
    functions: helpers(implementations),
  });
  const parse = createParser();
  return {
    compile: (source, { result }) => {
      const program = compileProgram(source, { parse, scope, result: parseType(result, objectNames) });
      const evaluate = program.evaluate as (event: RuntimeEvent) => boolean | string;
      return { source, evaluate };
    },
    compileTracer: (source) => compileTracer(source, { parse, scope }),
  };
}

function eventVariables(): Map<string, Variable> {
  const event: Variable = { type: parseType('Event', objectNames), read: (root) => root };
  const eventType: Variable = { type: text, read: (root) => (root as RuntimeEvent).eventType };
  return new Map([
    ['event', event],
    ['http', event],
    ['eventType', eventType],
  ]);
}

function eventObjects(): Map<string, Map<string, ObjectField>> {
  const fields: readonly EventField[] = eventFields;
  const event = fields.filter(({ inCel }) => inCel).map((field) => [field.name, eventField(field)] as const);
  const objects = new Map([['Event', new Map(event)]]);
  for (const [name, members] of Object.entries(objectTypes)) {
    const read = Object.entries(members).map(
      ([member, type]) => [member, plainField(member, parseType(type, objectNames))] as const,
    );
    objects.set(name, new Map(read));
  }
  return objects;
}

/** Events of a type may carry more than the catalogue fills for it, for alerts; expressions do not see that. */
function eventField({ name, type, filledFor }: EventField): ObjectField {
  const field = plainField(name, parseType(type, objectNames));
  if (filledFor === 'all') return field;
  const types: ReadonlySet<EventType> = new Set(filledFor);
  const isFilled = (event: object) => types.has((event as RuntimeEvent).eventType);
  const absent = Object.freeze({});
  return {
    type: field.type,
    read: (event) => field.read(isFilled(event) ? event : absent),
    has: (event) => isFilled(event) && field.has(event),
  };
}

function helpers(implementations: HelperImplementations): CelFunction[] {
  return helperFunctions.flatMap(({ name, params, result }) => {
    const declared = { name, params, result, call: implementations[name] };
    const alias = name.replace(/^(?:ap|nn)\./, 'cp.');
    return alias === name ? [declared] : [declared, { ...declared, name: alias }];
  });
}
