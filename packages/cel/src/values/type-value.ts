/** A type as a value: what `type(x)` gives and `int` denotes. */
export class TypeValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
