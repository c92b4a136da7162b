import type { Call, Prepare } from '../scope.ts';
import type { CelType } from '../types/type.ts';

/** A function of the language or of the host, with its types as text. */
export interface Declaration {
  readonly name: string;
  readonly isMethod: boolean;
  /** Of a method: the receiver first. */
  readonly params: readonly CelType[];
  readonly result: CelType;
  readonly call: Call;
  readonly prepare?: Prepare;
  readonly direct?: Call;
}

type Signature = readonly [params: readonly CelType[], result: CelType];

/** `receiver.name(…)`; the receiver's type is the first parameter. */
export function method(name: string, [params, result]: Signature, call: Call): Declaration {
  return { name, isMethod: true, params, result, call };
}

/** `name(…)`. */
export function func(name: string, [params, result]: Signature, call: Call): Declaration {
  return { name, isMethod: false, params, result, call };
}

/** An operator; no text of an expression can call it by this name. */
export function operator(name: string, [params, result]: Signature, call: Call): Declaration {
  return func(`operator ${name}`, [params, result], call);
}
