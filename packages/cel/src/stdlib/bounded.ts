import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';

/** @throws EvaluationFailure limit */
export function boundedText(text: string): string {
  checkTextLength(text.length);
  return text;
}

/**
 * To be asked before a text grows, as the memory is gone otherwise.
 *
 * @throws EvaluationFailure limit
 */
export function checkTextLength(length: number): void {
  if (length <= limits.textLength) return;
  throw new EvaluationFailure(`Too long text "${length}", maximum ${limits.textLength}`, 'limit');
}

/** @throws EvaluationFailure limit */
export function checkBytesLength(length: number): void {
  if (length <= limits.textLength) return;
  throw new EvaluationFailure(`Too many bytes "${length}", maximum ${limits.textLength}`, 'limit');
}

/** @throws EvaluationFailure limit */
export function checkListLength(length: number | bigint): void {
  if (length <= limits.listLength) return;
  throw new EvaluationFailure(`Too many elements "${length}", maximum ${limits.listLength}`, 'limit');
}
