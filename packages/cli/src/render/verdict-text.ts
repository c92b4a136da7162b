import type { Explanation, Verdict } from '@rulelibrary/engine';
import { type Rule, ruleEventTypes } from '@rulelibrary/schema';

/** One sentence for people: what became of the event, and which gate it was that it did not pass. */
export function verdictText({ verdict, otherwise, context, profile, sequence }: Explanation, { spec }: Rule): string {
  const read = ruleEventTypes(spec).join(', ');
  const tags = (spec.tags ?? []).filter((tag) => tag.startsWith('context:'));
  const texts: Readonly<Record<Verdict, string>> = {
    alert: 'raised an alert',
    no_match: 'was asked and said no',
    incomplete: `was asked and waits: ${progressText(sequence)}`,
    repeated: 'matched; held back, since the same sequence was complete within its window before',
    eval_error: 'could not be evaluated',
    rejected: 'was rejected: it does not compile',
    disabled: `was not asked: it is switched off; switched on, it ${otherwise === undefined ? '' : whenSwitchedOn[otherwise]}`,
    other_version: `was not asked: it wants an agent ${spec.agentVersionRequirement}`,
    failed_call: 'was not asked: the call failed, so nothing happened',
    event_type: `was not asked: it reads ${read}`,
    deduplicated: 'was not asked: the event repeats one shortly before',
    other_context: `was not asked: the event happened in context ${context}, the rule is for ${tags.join(', ') || 'context:kubernetes'}`,
    not_bound: 'was not asked: no binding that selects the pod names the rule',
    profile_missing: `was not asked: it needs a completed profile of the container, which has ${profile === undefined ? 'none' : `one that is ${profile}`}`,
    prefilter: "was not asked: the rule's state leaves the event out",
    policy: "was not asked: the policy in the container's profile allows it",
    cooldown: 'matched; held back, since it raised the same alert before',
  };
  return `${spec.id} ${texts[verdict]}`;
}

function progressText(sequence: Explanation['sequence']): string {
  const { fills = [], missing = [] } = sequence ?? {};
  const wanted = missing.length === 0 ? 'the window is over' : `${missing.join(', ')} missing`;
  return `the event fills ${fills.join(', ')}; ${wanted}`;
}

const whenSwitchedOn: Readonly<Record<Verdict, string>> = {
  alert: 'would raise an alert',
  no_match: 'would say no',
  incomplete: 'would wait for further events',
  repeated: 'would be held back, since the same sequence was complete within its window before',
  eval_error: 'could not be evaluated',
  rejected: 'would be rejected',
  disabled: 'would be asked',
  other_version: 'would not be asked: it is for another version of the agent',
  failed_call: 'would not be asked: the call failed',
  event_type: 'would not be asked: it does not read the event type',
  deduplicated: 'would not be asked: the event repeats one shortly before',
  other_context: 'would not be asked: it is for another context',
  not_bound: 'would not be asked: no binding that selects the pod names it',
  profile_missing: 'would not be asked: the container has no completed profile',
  prefilter: "would not be asked: the rule's state leaves the event out",
  policy: "would not be asked: the policy in the container's profile allows it",
  cooldown: 'would be held back, since it raised the same alert before',
};
