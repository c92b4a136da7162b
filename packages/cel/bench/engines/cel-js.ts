import { helperFunctions } from '@rulelibrary/schema';
import { Environment } from 'cel-js';
import { type Helper, helpers } from '../helpers.ts';
import { packageVersion } from '../package-version.ts';
import type { MakeEngine } from './engine.ts';
import { inProcess } from './in-process.ts';
import { peerEvent, peerFields } from './peer-fields.ts';

/** cel-js: events are of a declared class, the faster of its two ways; namespaces are constants with methods. */
export const celJs: MakeEngine = async (expressions) => {
  const environment = new Environment();
  const uint = (value: number): unknown => environment.evaluate(`uint(${value})`);
  environment.registerType('Event', {
    ctor: Event,
    fields: Object.fromEntries(peerFields.map(({ name, type }) => [name, shownType(type)])),
  });
  environment.registerVariable('event', 'Event').registerVariable('eventType', 'string');
  // The one function of the strings extension that a rule calls and that cel-js lacks.
  environment.registerFunction('string.charAt(int): string', (text: string, at: bigint) => text.charAt(Number(at)));
  registerHelpers(environment);
  return inProcess({ name: 'cel-js', version: packageVersion('cel-js') }, expressions, ({ source, events }) => {
    const program = environment.parse(source);
    return {
      evaluate: (event: Event) => program({ event, http: event, eventType: event.eventType }),
      inputs: events.map((event) => new Event(peerEvent(event, { int: BigInt, uint }))),
    };
  });
};

class Event {
  declare readonly eventType: string;

  constructor(fields: Readonly<Record<string, unknown>>) {
    Object.assign(this, fields);
  }
}

function registerHelpers(environment: Environment): void {
  const namespaces = Map.groupBy(helperFunctions, ({ name }) => name.split('.')[0] as string);
  for (const [namespace, functions] of namespaces) {
    const Namespace = { [namespace]: class {} }[namespace] as new () => object;
    environment.registerType(`Of${namespace}`, Namespace);
    environment.registerConstant(namespace, `Of${namespace}`, new Namespace());
    for (const { name, params, result } of functions) {
      const method = `Of${namespace}.${name.split('.')[1]}(${params.map(shownType).join(', ')}): ${shownType(result)}`;
      environment.registerFunction(method, withoutReceiver(helpers.get(name) as Helper));
    }
  }
}

/** Only one helper takes an integer, and alone. */
function withoutReceiver(helper: Helper): (...args: unknown[]) => unknown {
  const call = helper as (...args: unknown[]) => unknown;
  return (_, first, second, third) => call(isUnsigned(first) ? first.valueOf() : first, second, third);
}

function isUnsigned(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shownType(type: string): string {
  return type.replace('(', '<').replace(')', '>');
}
