import type { Find } from '../outcome.ts';
import { featuresOf, type Term } from '../terms/term.ts';
import { bufbuildDeviations } from './bufbuild-deviations.ts';
import { celJsDeviations } from './cel-js-deviations.ts';

/** A disagreement with a peer, made as small as it gets. */
export interface Disagreement {
  /** Tags and types of the expression and its parts. */
  readonly features: ReadonlySet<string>;
  readonly ours: string;
  readonly theirs: string;
}

/** Where a peer is known not to follow the standard, or does not have what it asks for. */
export interface Deviation {
  readonly reason: string;
  readonly explains: (disagreement: Disagreement) => boolean;
}

const deviations: Readonly<Record<string, readonly Deviation[]>> = {
  '@bufbuild/cel': bufbuildDeviations,
  'cel-js': celJsDeviations,
};

export function deviationOf({ what, said }: Find, term: Term): Deviation | undefined {
  const disagreement = { features: featuresOf(term), ours: said['this compiler'] ?? '', theirs: said[what] ?? '' };
  return deviations[what]?.find(({ explains }) => explains(disagreement));
}
