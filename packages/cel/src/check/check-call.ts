import type { TextRange } from '../cel-error.ts';
import type { Overload, Scope } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType, type Type } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import { checkOverload } from './check-overload.ts';
import { qualifiedName } from './check-select.ts';
import { type Context, fault, lookUp } from './context.ts';

/** `name(arguments)`. */
export function checkCall(node: NodeOf<'call'>, context: Context): Expr {
  const [name, args] = node.args;
  const expanded = context.macros.get(name)?.(node, context);
  if (expanded) return expanded;
  return checkFunction({ name, node, place: { start: node.start, end: node.start + name.length }, args }, context);
}

/** `receiver.name(arguments)`: a macro, a function of a namespace, or a method. */
export function checkMethod(node: NodeOf<'rcall'>, context: Context): Expr {
  const [name, receiver, args] = node.args;
  const namespace = qualifiedName(receiver, context);
  const qualified = namespace === undefined ? undefined : `${namespace}.${name}`;
  const expanded = (context.macros.get(qualified ?? name) ?? context.macros.get(name))?.(node, context);
  if (expanded) return expanded;
  const place = { start: node.pos, end: node.pos + name.length };
  if (namespace !== undefined && qualified !== undefined && isNamespace(namespace, name, context)) {
    return checkFunction({ name: qualified, node, place: { ...place, start: receiver.start }, args }, context);
  }
  const target = checkNode(receiver, context);
  const overloads = context.scope.methods.get(name);
  const operands = [target, ...(overloads || !context.isChecked ? args.map((arg) => checkNode(arg, context)) : [])];
  if (!overloads) return unknownFunction(name, methodNames(context), { node, place, args: operands }, context);
  const call = checkOverload(overloads, { name, args: operands, node }, context);
  return call ?? noOverload({ name, node, args: operands, overloads, show: showMethod }, context);
}

interface FunctionCall {
  readonly name: string;
  readonly node: Node;
  readonly place: TextRange;
  readonly args: readonly Node[];
}

function checkFunction({ name, node, place, args }: FunctionCall, context: Context): Expr {
  const { functions } = context.scope;
  const overloads = lookUp(functions, name, context);
  const known = () => [...functions.keys()].filter((key) => !/[@ ]/.test(key));
  // What is wrong with the arguments of an unknown function matters less than its name.
  const operands = overloads || !context.isChecked ? args.map((arg) => checkNode(arg, context)) : [];
  if (!overloads) return unknownFunction(name, known(), { node, place, args: operands }, context);
  const call = checkOverload(overloads, { name, args: operands, node }, context);
  return call ?? noOverload({ name, node, args: operands, overloads, show: showFunction }, context);
}

interface NoOverload {
  readonly name: string;
  readonly node: Node;
  readonly args: readonly Expr[];
  readonly overloads: readonly Overload[];
  readonly show: (name: string, types: readonly string[]) => string;
}

function noOverload({ name, node, args, overloads, show }: NoOverload, context: Context): Expr {
  const shown = (types: readonly Type[]) =>
    show(
      name,
      types.map((type) => formatType(context.inference.resolve(type))),
    );
  const expected = overloads.map(({ params }) => shown(params)).join(' or ');
  const message = `Expected ${expected}, got "${shown(args.map(({ type }) => type))}"`;
  return fault({ code: 'type', message, node, args }, context);
}

function showFunction(name: string, types: readonly string[]): string {
  return `${name}(${types.join(', ')})`;
}

function showMethod(name: string, types: readonly string[]): string {
  return `${types[0]}.${name}(${types.slice(1).join(', ')})`;
}

/** `px.was_executed(…)` is a wrong namespace, `pth.startsWith(…)` a wrong variable. */
function isNamespace(namespace: string, name: string, context: Context): boolean {
  const { scope } = context;
  if (lookUp(scope.functions, `${namespace}.${name}`, context)) return true;
  if (lookUp(scope.variables, namespace, context)) return false;
  const isKnown = namesOf(scope).some((candidate) => candidate.startsWith(`${namespace}.`));
  return isKnown || (!namespace.includes('.') && !methodNames(context).includes(name));
}

function namesOf({ functions }: Scope): string[] {
  return [...functions.keys()];
}

function methodNames({ scope, macros }: Context): string[] {
  return [...scope.methods.keys(), ...macros.keys()].filter((name) => !/[@.]|^has$/.test(name));
}

function unknownFunction(
  name: string,
  known: Iterable<string>,
  { node, place, args }: { readonly node: Node; readonly place: TextRange; readonly args: readonly Expr[] },
  context: Context,
): Expr {
  const message = `Unknown function "${name}"${suggestion(name, known)}`;
  return fault({ code: 'unknown-name', message, node, place, args }, context);
}
