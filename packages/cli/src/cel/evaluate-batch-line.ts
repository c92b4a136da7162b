import {
  CelError,
  createEnvironment,
  extensions,
  fromTypedJson,
  type TypedJson,
  toTypedJson,
  typeOfValue,
} from '@rulelibrary/cel';
import { placedMessage } from './render-expression-error.ts';

/** What a line of `rulelib cel --batch` is answered with. */
export type BatchAnswer = { readonly value: TypedJson } | { readonly error: string };

interface Request {
  readonly expr: string;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly isChecked: boolean;
  readonly container: string;
}

/** Answers one line, whatever is in it: nothing is thrown. Every extension is on. */
export function evaluateBatchLine(line: string): BatchAnswer {
  let source = '';
  try {
    const request = readRequest(line);
    source = request.expr;
    return { value: evaluate(request) };
  } catch (error) {
    return { error: messageOf(error, source) };
  }
}

function readRequest(line: string): Request {
  const json: unknown = JSON.parse(line);
  if (!isObject(json)) throw new Error('Expected an object with "expr"');
  const { expr, bindings = {}, check = true, container = '' } = json;
  if (typeof expr !== 'string') throw new Error('Expected text in "expr"');
  if (!isObject(bindings)) throw new Error('Expected an object of names and typed values in "bindings"');
  if (typeof check !== 'boolean') throw new Error('Expected true or false in "check"');
  if (typeof container !== 'string') throw new Error('Expected text in "container"');
  return { expr, bindings, isChecked: check, container };
}

function evaluate({ expr, bindings, isChecked, container }: Request): TypedJson {
  const values = Object.fromEntries(Object.entries(bindings).map(([name, json]) => [name, fromTypedJson(json)]));
  const variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeOfValue(value)]));
  const environment = createEnvironment({ variables, extensions, container, isChecked });
  return toTypedJson(environment.compile(expr).evaluateValue(values));
}

function messageOf(error: unknown, source: string): string {
  if (error instanceof CelError) return placedMessage(source, error);
  // Nothing else is as deep as the stack.
  if (error instanceof RangeError && /call stack/.test(error.message)) return 'Too deeply nested value';
  if (error instanceof SyntaxError) return `Cannot parse line: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
