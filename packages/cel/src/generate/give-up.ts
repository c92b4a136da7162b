/** Thrown by generated code where the result is not plain; made once, as a new one would cost more than the evaluation. */
export const gaveUp: unique symbol = Symbol('the interpreter has to tell');

/** @throws gaveUp always: the interpreter then tells the value, or the error and its place */
export function giveUp(): never {
  throw gaveUp;
}
