import type { ContextInfo } from '../contexts/context-info.ts';
import type { Learner } from '../learning/create-learner.ts';
import type { ProfileProgress } from '../push-down/filter-class.ts';
import type { NodeOptions } from './node-options.ts';

/** By default; see LearnerOptions. */
const learnedContexts: readonly string[] = ['kubernetes'];

/**
 * How far the profiles are that events of the context are judged by, or as far as they may be: what the kernel has dropped
 * nobody learns from.
 */
export function progressOf(
  info: ContextInfo,
  { learning, profiles }: Pick<NodeOptions, 'learning' | 'profiles'>,
  learner: Pick<Learner, 'has' | 'isLearning'> | undefined,
): ProfileProgress {
  if (learning === undefined || learner === undefined) return profiles === undefined ? 'none' : 'completed';
  if (!(learning.contexts ?? learnedContexts).includes(info.context)) return 'completed';
  // Services of the host share its namespace, and a new one learns from its first event on.
  const { container } = info;
  if (container === undefined) return 'learning';
  return learner.has(container.id) && !learner.isLearning(container.id) ? 'completed' : 'learning';
}
