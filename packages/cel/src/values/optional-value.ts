/** A value that may be missing: `optional.of(x)`, `optional.none()`. */
export class OptionalValue {
  /** Undefined: it holds nothing. */
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}
