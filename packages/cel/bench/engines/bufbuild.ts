import {
  CelScalar,
  type CelType,
  type CelUint,
  celEnv,
  celFunc,
  celUint,
  isCelList,
  isCelUint,
  listType,
  mapType,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { helperFunctions } from '@rulelibrary/schema';
import { type Helper, helpers } from '../helpers.ts';
import { packageVersion } from '../package-version.ts';
import type { MakeEngine } from './engine.ts';
import { inProcess } from './in-process.ts';
import { peerEvent } from './peer-fields.ts';

/** @bufbuild/cel: events are maps, since its only objects are protobuf messages. */
export const bufbuild: MakeEngine = async (expressions) => {
  const environment = celEnv({ funcs: [...strings, ...helperFunctions.map(toFunction)] });
  return inProcess(name, expressions, ({ source, events }) => {
    const program = plan(environment, parse(source));
    return {
      evaluate: (event: ReadonlyMap<string, never>) =>
        program({ event, http: event, eventType: event.get('eventType') as unknown as string }),
      inputs: events.map((event) => new Map(Object.entries(peerEvent(event, { int: BigInt, uint })))),
    };
  });
};

const name = { name: '@bufbuild/cel', version: packageVersion('@bufbuild/cel') };

function uint(value: number): CelUint {
  return celUint(BigInt(value));
}

function toFunction({ name, params, result }: (typeof helperFunctions)[number]) {
  const call = helpers.get(name) as Helper as (...args: unknown[]) => never;
  return celFunc(name, params.map(toType), toType(result), (...args: unknown[]) => call(...args.map(toPlain)));
}

function toPlain(value: unknown): unknown {
  if (isCelList(value)) return [...value];
  return isCelUint(value) ? value.value : value;
}

function toType(type: string): CelType {
  switch (type) {
    case 'list(string)':
      return listType(CelScalar.STRING);
    case 'map(string, string)':
      return mapType(CelScalar.STRING, CelScalar.STRING);
    default:
      return scalars[type as keyof typeof scalars];
  }
}

const scalars = { string: CelScalar.STRING, int: CelScalar.INT, uint: CelScalar.UINT, bool: CelScalar.BOOL } as const;
