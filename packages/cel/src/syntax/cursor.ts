import { CelError, type TextRange } from '../cel-error.ts';
import { limits } from '../limits.ts';
import type { Node, NodeOf, Operator } from './node.ts';
import { scanToken } from './scan-token.ts';
import { expected } from './syntax-error.ts';
import type { Token } from './token.ts';

export interface NodePlace {
  readonly start: number;
  /** Where the name or the operator begins; without it `start`. */
  readonly pos?: number;
  readonly optionals?: ReadonlySet<number> | undefined;
}

/** The place that a parser has come to, and what it may still do: the limits of the text are held here. */
export class Cursor {
  readonly source: string;
  /** The token that is next. */
  token: Token;
  /** Where the last token taken ends. */
  end = 0;
  #nodes = 0;
  #depth = 0;

  constructor(source: string) {
    this.source = source;
    this.token = scanToken(source, 0);
  }

  isAt(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === symbol;
  }

  take(): Token {
    const { token } = this;
    this.end = token.end;
    this.token = scanToken(this.source, token.end);
    return token;
  }

  accept(symbol: string): boolean {
    if (!this.isAt(symbol)) return false;
    this.take();
    return true;
  }

  /** @throws CelError syntax when something else is next */
  expect(symbol: string): void {
    if (!this.accept(symbol)) throw expected(`"${symbol}"`, this.token);
  }

  /**
   * Before reading what stands inside something: recursion ends with the depth, not with the stack.
   * @throws CelError limit
   */
  enter(place: TextRange): void {
    if (++this.#depth > limits.depth) {
      throw new CelError('limit', `Too many nested operations, maximum ${limits.depth}`, place);
    }
  }

  leave(): void {
    this.#depth--;
  }

  /**
   * A node that ends with the last token taken.
   * @throws CelError limit
   */
  node<Op extends Operator>(op: Op, args: NodeOf<Op>['args'], { start, pos = start, optionals }: NodePlace): Node {
    const place = { start, end: this.end };
    if (++this.#nodes > limits.nodes) {
      throw new CelError('limit', `Too many operations and values, maximum ${limits.nodes}`, place);
    }
    const node = { op, args, ...place, pos, ...(optionals && { optionals }) };
    return node as unknown as Node;
  }
}
