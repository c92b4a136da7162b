import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import type { ObjectField, Scope } from '../scope.ts';
import type { Type } from '../types/type.ts';

/** A step of a sequence, as expressions may name it. */
export interface StepDeclaration {
  readonly id: string;
  /** The type of the events that fill it. */
  readonly eventType: EventType;
}

/** What fills steps, by their ids. */
export type StepEvents = Readonly<Record<string, { readonly event: RuntimeEvent }>>;

export const noSteps: StepEvents = Object.freeze({});

export interface StepScopeOptions {
  readonly steps: readonly StepDeclaration[];
  readonly readSteps: () => StepEvents;
  /** The fields of the events of a type. */
  readonly fieldsOf: (eventType: EventType) => ReadonlyMap<string, ObjectField>;
}

/** The scope with the variable `steps`, whose members are the steps, each with its `event`: `steps.read_secret.event.path`. */
export function withSteps(scope: Scope, { steps, readSteps, fieldsOf }: StepScopeOptions): Scope {
  const stepsType = objectType('Steps');
  const members = steps.map(({ id, eventType }) => [id, member(id, stepType(eventType))] as const);
  const types = new Set(steps.map(({ eventType }) => eventType));
  const objects = [...types].flatMap((type): [string, ReadonlyMap<string, ObjectField>][] => [
    [nameOf(stepType(type)), new Map([['event', member('event', eventTypeOf(type))]])],
    [nameOf(eventTypeOf(type)), fieldsOf(type)],
  ]);
  return {
    ...scope,
    variables: new Map([...scope.variables, ['steps', { type: stepsType, read: readSteps }]]),
    objects: new Map([...scope.objects, [nameOf(stepsType), new Map(members)], ...objects]),
  };
}

type ObjectType = Extract<Type, { kind: 'object' }>;

function objectType(name: string): ObjectType {
  return { kind: 'object', name };
}

function nameOf({ name }: ObjectType): string {
  return name;
}

/** Names that no declared type can have: they are seen in messages only. */
function stepType(type: EventType): ObjectType {
  return objectType(`Step of ${type} events`);
}

function eventTypeOf(type: EventType): ObjectType {
  return objectType(`Event of type ${type}`);
}

/** Where a trace is shown before the step has its event: its fields then read as zero values. */
const absent = Object.freeze({});

function member(name: string, type: Type): ObjectField {
  const held = (object: object) => (object as Readonly<Record<string, unknown>>)[name];
  return {
    type,
    read: (object) => held(object) ?? absent,
    has: (object) => held(object) !== undefined,
  };
}
