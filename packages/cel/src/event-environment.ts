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
import { createMacros } from './check/macros/create-macros.ts';
import { createScope, plainField } from './create-scope.ts';
import { EventExpression, type EventProgram } from './event-program.ts';
import { compileProgram } from './program/compile-program.ts';
import type { InnerProgram } from './program/inner-program.ts';
import type { Program } from './program/program.ts';
import { toProgram } from './program/to-program.ts';
import type { ObjectField, Scope, Variable } from './scope.ts';
import { noSteps, type StepDeclaration, type StepEvents, withSteps } from './sequence/with-steps.ts';
import type { Extension } from './stdlib/extension.ts';
import { compileTracer } from './trace/compile-tracer.ts';
import type { Step } from './trace/step.ts';
import { parseType } from './types/parse-type.ts';
import { text } from './types/type.ts';

/** The meaning of every helper function; overloads share one. Integers come as bigint. */
export type HelperImplementations = Readonly<Record<HelperName, (...args: readonly unknown[]) => unknown>>;

export interface EventExpressionOptions {
  /** A condition is bool, message and uniqueId are string. */
  readonly result: 'bool' | 'string';
  /** The type of all the events that it is evaluated with: what they do not have is then known beforehand. */
  readonly eventType?: EventType;
  /** The steps of a sequence that have their events when it is evaluated: members of the variable `steps`. */
  readonly steps?: readonly StepDeclaration[];
}

export interface EventEnvironment {
  /**
   * Compiles an expression of a rule.
   * @throws CelError syntax, unknown-name, type, limit
   */
  readonly compile: (source: string, options: EventExpressionOptions) => EventProgram;
  /** The same with what rule sets need to know of it. */
  readonly compileInner: (source: string, options: EventExpressionOptions) => InnerProgram;
  /**
   * Compiles an expression of any type over an event, for people who try one.
   * @throws CelError syntax, unknown-name, type, limit
   */
  readonly compileValue: (source: string, eventType?: EventType) => Program<RuntimeEvent>;
  /**
   * Compiles an expression so that it can be shown what each of its pieces comes to on an event; slow, for people.
   * @throws CelError syntax, unknown-name, type, limit
   */
  readonly compileTracer: (source: string, steps?: readonly StepDeclaration[]) => (event: RuntimeEvent) => Step;
}

const objectNames: ReadonlySet<string> = new Set(['Event', ...Object.keys(objectTypes)]);
const extensions: readonly Extension[] = ['strings'];

/**
 * The environment of rule expressions, made of the catalogue: `event`, `http`, `eventType`, and all helper functions.
 * @param readSteps the events that fill steps of a sequence, in the evaluation at hand: `steps` reads them
 */
export function createEventEnvironment(
  implementations: HelperImplementations,
  readSteps: () => StepEvents = () => noSteps,
): EventEnvironment {
  const macros = createMacros(extensions);
  const functions = helpers(implementations);
  const shared = createScope({
    variables: eventVariables(undefined),
    objects: eventObjects(undefined),
    typeNames: objectNames,
    functions,
    extensions,
  });
  const byType = new Map<EventType, Scope>();
  const scopeOf = (eventType: EventType | undefined): Scope => {
    if (eventType === undefined) return shared;
    const scope = byType.get(eventType) ?? {
      ...shared,
      variables: eventVariables(eventType),
      objects: eventObjects(eventType),
    };
    byType.set(eventType, scope);
    return scope;
  };
  const stepScope = (eventType: EventType | undefined, steps: readonly StepDeclaration[] | undefined): Scope => {
    const scope = scopeOf(eventType);
    return steps === undefined ? scope : withSteps(scope, { steps, readSteps, fieldsOf: eventFieldsOf });
  };
  const compileInner = (source: string, { result, eventType, steps }: EventExpressionOptions) =>
    compileProgram(source, { scope: stepScope(eventType, steps), macros, result: parseType(result, objectNames) });
  return {
    compile: (source, options) => new EventExpression(source, compileInner(source, options)),
    compileInner,
    compileValue: (source, eventType) =>
      toProgram(source, compileProgram(source, { scope: scopeOf(eventType), macros })),
    compileTracer: (source, steps) => compileTracer(source, { scope: stepScope(undefined, steps), macros }),
  };
}

function eventVariables(known: EventType | undefined): Map<string, Variable> {
  const event: Variable = { type: parseType('Event', objectNames), read: (root) => root, isRoot: true };
  const read = (root: unknown) => (root as RuntimeEvent).eventType;
  const eventType: Variable = { type: text, read, ...(known !== undefined && { constant: known }) };
  return new Map([
    ['event', event],
    ['http', event],
    ['eventType', eventType],
  ]);
}

function eventObjects(known: EventType | undefined): Map<string, Map<string, ObjectField>> {
  const objects = new Map([['Event', eventFieldsOf(known)]]);
  for (const [name, members] of Object.entries(objectTypes)) {
    const read = Object.entries(members).map(
      ([member, type]) => [member, plainField(member, type, objectNames)] as const,
    );
    objects.set(name, new Map(read));
  }
  return objects;
}

function eventFieldsOf(known: EventType | undefined): Map<string, ObjectField> {
  const fields: readonly EventField[] = eventFields;
  return new Map(fields.filter(({ inCel }) => inCel).map((field) => [field.name, eventField(field, known)] as const));
}

const absent = Object.freeze({});

/** Events of a type may carry more than the catalogue fills for it, for alerts; expressions do not see that. */
function eventField({ name, type, filledFor }: EventField, known: EventType | undefined): ObjectField {
  const field = plainField(name, type, objectNames);
  if (filledFor === 'all') return field;
  const types: ReadonlySet<EventType> = new Set(filledFor);
  if (known !== undefined) return types.has(known) ? field : absentField(field);
  const isFilled = (event: object) => types.has((event as RuntimeEvent).eventType);
  return {
    type: field.type,
    read: (event) => field.read(isFilled(event) ? event : absent),
    has: (event) => isFilled(event) && field.has(event),
  };
}

function absentField(field: ObjectField): ObjectField {
  return { type: field.type, isAbsent: true, read: () => field.read(absent), has: () => false };
}

function helpers(implementations: HelperImplementations): CelFunction[] {
  return helperFunctions.flatMap(({ name, params, result }) => {
    const declared = { name, params, result, call: implementations[name] };
    const alias = name.replace(/^(?:ap|nn)\./, 'cp.');
    return alias === name ? [declared] : [declared, { ...declared, name: alias }];
  });
}
