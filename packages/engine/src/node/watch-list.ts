import type { ContextInfo } from '../contexts/context-info.ts';

/** Which places are watched, asked once for each. */
export interface WatchList {
  has(info: ContextInfo): boolean;
  /** From now on each is asked about anew. @param isWatched in place of the one before */
  ask(isWatched?: (info: ContextInfo) => boolean): void;
}

export function createWatchList(isWatched: (info: ContextInfo) => boolean = () => true): WatchList {
  let answers = new WeakMap<ContextInfo, boolean>();
  let question = isWatched;
  return {
    has(info) {
      const known = answers.get(info);
      if (known !== undefined) return known;
      const answer = question(info);
      answers.set(info, answer);
      return answer;
    },
    ask(next) {
      question = next ?? question;
      answers = new WeakMap();
    },
  };
}
