import { isSameType, partsOf, withParts } from './relations.ts';
import { dyn, isSimple, type Type } from './type.ts';

type Variable = Extract<Type, { readonly kind: 'variable' }>;

/**
 * What the type variables of one expression stand for: those of generic functions, anew for each call, and the element
 * types of empty lists and maps. A variable that meets several types takes the most general of them; dyn goes with all
 * but object types (cel-spec, language definition, type checking).
 */
export class Inference {
  readonly #found = new Map<string, Type>();
  /** What has been found since the beginning, to take back what a call that does not fit has found. */
  readonly #trail: (readonly [name: string, before: Type | undefined])[] = [];
  #count = 0;

  fresh(): Type {
    return { kind: 'variable', name: `_${this.#count++}` };
  }

  /** The types with variables of their own in place of those of the signature. */
  instantiate(types: readonly Type[]): Type[] {
    const renamed = new Map<string, Type>();
    const rename = (type: Type): Type => {
      if (type.kind !== 'variable') return withParts(type, partsOf(type).map(rename));
      const name = renamed.get(type.name) ?? this.fresh();
      renamed.set(type.name, name);
      return name;
    };
    return types.map(rename);
  }

  /** Whether a value of type `actual` may stand where `expected` is asked for; nothing is remembered when not. */
  accepts(expected: Type, actual: Type): boolean {
    return this.acceptsAll([expected], [actual]);
  }

  /** The same for the arguments of a call. */
  acceptsAll(expected: readonly Type[], actual: readonly Type[]): boolean {
    if (expected.length !== actual.length) return false;
    const start = this.#trail.length;
    const fits = expected.every((type, index) => {
      const given = actual[index];
      return given !== undefined && this.#assign(given, type);
    });
    if (!fits) this.#undo(start);
    return fits;
  }

  /** The type of a value that has one of two types; undefined where the two do not go together. */
  join(a: Type, b: Type): Type | undefined {
    return this.accepts(a, b) ? this.#mostGeneral(this.resolve(a), this.resolve(b)) : undefined;
  }

  /** The type with what is known of its variables put in; those of which nothing is known are left. */
  resolve(type: Type): Type {
    if (type.kind !== 'variable')
      return withParts(
        type,
        partsOf(type).map((part) => this.resolve(part)),
      );
    const found = this.#found.get(type.name);
    return found === undefined ? type : this.resolve(found);
  }

  /** The type as it is in the end: what no one has said anything about is dyn. */
  settle(type: Type): Type {
    if (type.kind !== 'variable')
      return withParts(
        type,
        partsOf(type).map((part) => this.settle(part)),
      );
    const found = this.#found.get(type.name);
    return found === undefined ? dyn : this.settle(found);
  }

  #assign(from: Type, to: Type): boolean {
    if (to.kind === 'variable') {
      if (this.#substitute(to, from)) return true;
      if (this.#found.has(to.name)) return false;
    }
    if (from.kind === 'variable') return this.#substitute(from, to);
    // An event is a view whose fields are only safe through its declaration: it never becomes dyn.
    if (isSimple(from, 'dyn') || isSimple(to, 'dyn')) return this.#becomesDyn(from) && this.#becomesDyn(to);
    if (isSimple(from, 'null_type') || isSimple(to, 'null_type')) return isNullable(from) && isNullable(to);
    return this.#assignParts(from, to);
  }

  /** What is part of a dyn may be anything, so no variable in it may be taken for one type later. */
  #becomesDyn(type: Type): boolean {
    if (type.kind === 'variable') return this.#substitute(type, dyn);
    return type.kind !== 'object' && partsOf(type).every((part) => this.#becomesDyn(part));
  }

  #assignParts(from: Type, to: Type): boolean {
    // Every type is a `type`, whatever it is the type of.
    if (from.kind === 'type' && to.kind === 'type') return true;
    const [parts, others] = [partsOf(from), partsOf(to)];
    if (parts.length === 0) return isSameType(from, to);
    if (from.kind !== to.kind || parts.length !== others.length) return false;
    if (from.kind === 'abstract' && to.kind === 'abstract' && from.name !== to.name) return false;
    return parts.every((part, index) => {
      const other = others[index];
      return other !== undefined && this.#assign(part, other);
    });
  }

  /** Whether the variable may stand for the type, beside what it stands for already. */
  #substitute(variable: Variable, type: Type): boolean {
    if (type.kind === 'variable' && type.name === variable.name) return true;
    const found = this.#found.get(variable.name);
    if (found === undefined) return this.#remember(variable, type);
    if (found === type || (found.kind === 'variable' && type.kind === 'variable' && found.name === type.name))
      return true;
    if (!this.#assign(type, found)) return false;
    this.#remember(variable, this.#mostGeneral(this.resolve(type), this.resolve(found)));
    return true;
  }

  #remember(variable: Variable, type: Type): boolean {
    if (this.#refersTo(type, variable)) return false;
    this.#trail.push([variable.name, this.#found.get(variable.name)]);
    this.#found.set(variable.name, type);
    return true;
  }

  #undo(start: number): void {
    while (this.#trail.length > start) {
      const [name, before] = this.#trail.pop() ?? ['', undefined];
      if (before === undefined) this.#found.delete(name);
      else this.#found.set(name, before);
    }
  }

  #refersTo(type: Type, variable: Variable): boolean {
    if (type.kind !== 'variable') return partsOf(type).some((part) => this.#refersTo(part, variable));
    if (type.name === variable.name) return true;
    const found = this.#found.get(type.name);
    return found !== undefined && this.#refersTo(found, variable);
  }

  /** Of two types that go together: dyn wherever one of them is, null nowhere. */
  #mostGeneral(a: Type, b: Type): Type {
    if (isSimple(a, 'dyn') || isSimple(b, 'dyn')) return dyn;
    if (a.kind === 'variable' || isSimple(a, 'null_type')) return b;
    if (b.kind === 'variable' || isSimple(b, 'null_type')) return a;
    const others = partsOf(b);
    return withParts(
      a,
      partsOf(a).map((part, index) => this.#mostGeneral(part, others[index] ?? dyn)),
    );
  }
}

/** Null stands for a missing message, and in the standard for a missing value of what messages hold. */
function isNullable(type: Type): boolean {
  if (type.kind === 'object' || type.kind === 'optional' || type.kind === 'abstract') return true;
  const names = ['null_type', 'google.protobuf.Timestamp', 'google.protobuf.Duration'] as const;
  return names.some((name) => isSimple(type, name));
}
