import type { ASTNode } from 'cel-js';
import type { TextRange } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import type { Overload, Scope } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import type { Node } from '../syntax-tree.ts';
import { formatType } from '../types/type.ts';
import { type Code, type Context, refuse } from './code.ts';
import { compileComprehension, isComprehension } from './compile-comprehension.ts';
import { compileNode } from './compile-node.ts';
import { compileHas, qualifiedName } from './compile-select.ts';
import { compileOverload } from './resolve.ts';

/** `name(arguments)`. */
export function compileCall(node: Node<'call'>, context: Context): Code {
  const [name, args] = node.args;
  const [first] = args;
  if (name === 'has' && args.length === 1 && first) return compileHasMacro(first, context);
  return compileFunction(name, args, {
    context,
    place: node,
    name: { start: node.start, end: node.start + name.length },
  });
}

/** `receiver.name(arguments)`: a macro, a function of a namespace, or a method. */
export function compileMethod(node: Node<'rcall'>, context: Context): Code {
  const [name, receiver, args] = node.args;
  if (isComprehension(node)) return compileComprehension(node, context);
  const start = context.source.indexOf(name, receiver.end);
  const place = { start, end: start + name.length };
  const namespace = qualifiedName(receiver, context);
  if (namespace !== undefined && isNamespace(namespace, name, context)) {
    return compileFunction(`${namespace}.${name}`, args, {
      context,
      place: node,
      name: { ...place, start: receiver.start },
    });
  }
  const target = compileNode(receiver, context);
  const overloads = context.scope.methods.get(name);
  if (!overloads) return refuseUnknown(name, methodNames(context.scope), place);
  const codes = [target, ...args.map((arg) => compileNode(arg, context))];
  return (
    compileOverload(overloads, { name, args: codes, nodes: [receiver, ...args], place: node }) ??
    refuseMethod(name, overloads, codes, node)
  );
}

interface FunctionSite {
  readonly context: Context;
  readonly place: TextRange;
  readonly name: TextRange;
}

function compileFunction(name: string, args: readonly ASTNode[], site: FunctionSite): Code {
  const overloads = site.context.scope.functions.get(name);
  if (!overloads) return refuseUnknown(name, site.context.scope.functions.keys(), site.name);
  const codes = args.map((arg) => compileNode(arg, site.context));
  const code = compileOverload(overloads, { name, args: codes, nodes: args, place: site.place });
  if (code) return code;
  const expected = overloads.map(({ params }) => `${name}(${params.map(formatType).join(', ')})`).join(' or ');
  const got = `${name}(${codes.map(({ type }) => formatType(type)).join(', ')})`;
  return refuse('type', `Expected ${expected}, got "${got}"`, site.place);
}

function compileHasMacro(argument: ASTNode, context: Context): Code {
  if (argument.op === '.') return compileHas(argument, context);
  const got = context.source.slice(argument.start, argument.end);
  return refuse('type', `Expected field such as event.path in has(…), got ${quoted(got)}`, argument);
}

/** `px.was_executed(…)` is a wrong namespace, `pth.startsWith(…)` a wrong variable. */
function isNamespace(namespace: string, name: string, { scope }: Context): boolean {
  const isKnown = [...scope.functions.keys()].some((candidate) => candidate.startsWith(`${namespace}.`));
  return isKnown || (!namespace.includes('.') && !methodNames(scope).includes(name));
}

function methodNames(scope: Scope): string[] {
  return [...scope.methods.keys(), 'all', 'exists', 'exists_one', 'filter', 'map'];
}

function refuseUnknown(name: string, known: Iterable<string>, place: TextRange): never {
  return refuse('unknown-name', `Unknown function "${name}"${suggestion(name, known)}`, place);
}

function refuseMethod(name: string, overloads: readonly Overload[], codes: readonly Code[], place: TextRange): never {
  const show = (types: readonly string[]) => `${types[0]}.${name}(${types.slice(1).join(', ')})`;
  const expected = overloads.map(({ params }) => show(params.map(formatType))).join(' or ');
  return refuse('type', `Expected ${expected}, got "${show(codes.map(({ type }) => formatType(type)))}"`, place);
}
