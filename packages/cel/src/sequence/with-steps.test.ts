import { helperFunctions } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { createEventEnvironment, type HelperImplementations } from '../event-environment.ts';
import { mentions } from '../reads/mentions.ts';
import { readsOf } from '../reads/reads-of.ts';
import { noSteps, type StepDeclaration, type StepEvents } from './with-steps.ts';

const helpers = Object.fromEntries(helperFunctions.map(({ name }) => [name, () => false])) as HelperImplementations;
const event = { timestamp: '2026-01-01T00:00:00Z', eventType: 'network', mntns: 1, pid: 2, dstPort: 443 } as const;
const secret = { timestamp: '2026-01-01T00:00:00Z', eventType: 'open', mntns: 1, pid: 1, path: '/run/x' } as const;
const declared: readonly StepDeclaration[] = [{ id: 'read_secret', eventType: 'open' }];

let held: StepEvents = noSteps;
const environment = createEventEnvironment(helpers, () => held);

function evaluate(source: string, steps: StepEvents = { read_secret: { event: secret } }) {
  held = steps;
  return environment.compile(source, { result: 'bool', eventType: 'network', steps: declared }).evaluate(event);
}

function errorOf(source: string, steps: readonly StepDeclaration[] | undefined = declared) {
  try {
    environment.compile(source, { result: 'bool', ...(steps && { steps }) });
  } catch (error) {
    if (error instanceof CelError) return [error.code, source.slice(error.start, error.end), error.message];
  }
  return undefined;
}

describe('the variable steps', () => {
  it.each([
    ["steps.read_secret.event.path == '/run/x'", true],
    ['steps.read_secret.event.pid + 1u == event.pid', true],
    ['steps.read_secret.event.pid == event.pid', false],
    ["steps.read_secret.event.path == '/run/y' || event.dstPort == 443", true],
    ['has(steps.read_secret) && has(steps.read_secret.event.path)', true],
    // An open has no such field, whatever the source of the event adds.
    ["steps.read_secret.event.dstAddr == '' && !has(steps.read_secret.event.dstAddr)", true],
    ["[steps.read_secret].exists(step, step.event.path.startsWith('/run'))", true],
  ])('%s is %s', (source, expected) => {
    expect(evaluate(source)).toBe(expected);
  });

  it('reads as zero before a step has its event', () => {
    expect(evaluate("steps.read_secret.event.path == '' && !has(steps.read_secret)", noSteps)).toBe(true);
  });

  it('is read anew in each evaluation', () => {
    const { evaluate: run } = environment.compile("steps.read_secret.event.path == '/run/x'", {
      result: 'bool',
      steps: declared,
    });
    const outcomes = ['/run/x', '/run/y', '/run/x'].map((path) => {
      held = { read_secret: { event: { ...secret, path } } };
      return run(event);
    });
    expect(outcomes).toEqual([true, false, true]);
  });

  it.each([
    [
      'steps.red_secret.event.pid == 1u',
      'red_secret',
      'Unknown field "red_secret" of Steps; did you mean "read_secret"?',
    ],
    ['steps.connect.event.pid == 1u', 'connect', 'Unknown field "connect" of Steps'],
    ['steps.read_secret.evnt.pid == 1u', 'evnt', 'Unknown field "evnt" of Step of open events; did you mean "event"?'],
    ['steps.read_secret.event.pth == ""', 'pth', 'Unknown field "pth" of Event of type open; did you mean "path"?'],
  ])('refuses %s', (source, piece, message) => {
    const [code, at, said] = errorOf(source) ?? [];
    expect([code, at?.includes(piece), said]).toEqual(['unknown-name', true, message]);
  });

  it('is typed', () => {
    expect(errorOf("steps.read_secret.event.pid == 'x'")?.[0]).toBe('type');
  });

  it('is unknown where there are no steps', () => {
    expect(() => environment.compile('steps.read_secret.event.pid == 1u', { result: 'bool' })).toThrow(
      'Unknown variable "steps"',
    );
  });

  it('has nothing in it for a first step', () => {
    expect(errorOf('steps.read_secret.event.pid == 1u', [])?.[2]).toContain('Unknown field "read_secret" of Steps');
  });

  it('is traced', () => {
    held = { read_secret: { event: secret } };
    const { outcome } = environment.compileTracer('steps.read_secret.event.pid == 1u', declared)(event);
    expect(outcome).toEqual({ value: true });
  });
});

describe('what an expression reads of steps', () => {
  it('names the step', () => {
    const { fields } = readsOf('steps.read_secret.event.pid == event.pid && steps.x.pid == 1u');
    expect(fields.map(({ name, step }) => [name, step])).toEqual([
      ['pid', 'read_secret'],
      ['pid', undefined],
    ]);
  });

  it.each([
    ['steps.a.event.pid == 1u', true],
    ['has(steps.a)', true],
    ["event.steps == 'steps'", false],
  ])('mentions(%s) is %s', (source, expected) => {
    expect(mentions(source, 'steps')).toBe(expected);
  });
});
