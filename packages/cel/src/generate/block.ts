/** Statements of generated code, and blocks inside them. */
export class Block {
  readonly parent: Block | undefined;
  readonly #lines: (string | Block)[] = [];
  readonly #variables: string[] = [];

  constructor(parent?: Block) {
    this.parent = parent;
  }

  add(statement: string): void {
    this.#lines.push(statement);
  }

  /** A variable that is given its value where it is first needed. */
  declare(name: string, initial?: string): void {
    this.#variables.push(initial === undefined ? name : `${name} = ${initial}`);
  }

  /** `header { … }`, to be filled. */
  open(header: string): Block {
    const block = new Block(this);
    this.#lines.push(`${header} {`, block, '}');
    return block;
  }

  /** `else { … }` of the block that was opened last. */
  openElse(): Block {
    const block = new Block(this);
    this.#lines.pop();
    this.#lines.push('} else {', block, '}');
    return block;
  }

  isWithin(other: Block): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }

  render(indent: string): string {
    const variables = this.#variables.length > 0 ? [`${indent}let ${this.#variables.join(', ')};`] : [];
    const lines = this.#lines.map((line) => (line instanceof Block ? line.render(`${indent}  `) : indent + line));
    return [...variables, ...lines.filter((line) => line !== '')].join('\n');
  }
}
