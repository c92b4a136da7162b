import type { Local } from '../tree/expr.ts';
import type { Block } from './block.ts';
import type { SharedScope } from './shared-scope.ts';
import type { Sharing } from './sharing.ts';
import type { Unit } from './unit.ts';
import type { Value } from './value.ts';

/** A value that is kept once it is computed. */
export interface Kept {
  readonly name: string;
  readonly value: Value;
  readonly owner: Block;
}

/** What all places of one generated function share. */
export interface Context {
  readonly unit: Unit;
  readonly sharing: Sharing;
  readonly root: Block;
  /** The variables of the loops around, and the blocks that they belong to. */
  readonly locals: Map<Local, { readonly value: Value; readonly block: Block }>;
  readonly kept: Map<number, Kept>;
  readonly shared: SharedScope | undefined;
  /** The name of the counter of visited elements, once there is one. */
  counter?: string;
}

/** Where code is put: statements go to the end of a block, unless what comes there is only evaluated sometimes. */
export class Place {
  readonly context: Context;
  readonly block: Block;
  /** Inside of an expression that may be skipped: no statement can be added. */
  readonly isConditional: boolean;
  /** What is certainly computed when control comes here. */
  readonly #known: Set<number>;

  constructor(context: Context, block: Block, known: ReadonlySet<number> = new Set(), isConditional = false) {
    this.context = context;
    this.block = block;
    this.isConditional = isConditional;
    this.#known = new Set(known);
  }

  /** A part of an expression that may be skipped. */
  conditional(): Place {
    return new Place(this.context, this.block, this.#known, true);
  }

  /** A block that may be skipped, or run several times. */
  inside(block: Block): Place {
    return new Place(this.context, block, this.#known);
  }

  isKnown(id: number): boolean {
    return this.#known.has(id);
  }

  setKnown(id: number): void {
    this.#known.add(id);
  }

  get unit(): Unit {
    return this.context.unit;
  }
}
