import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import type { Alert } from '../alert.ts';
import type { Feature } from '../collector/features.ts';
import { procProcesses } from '../collector/proc-processes.ts';
import { containerIdentity } from '../contexts/container-identity.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { ContextListener, TrackedContext } from '../contexts/context-tracker.ts';
import type { OwnContext } from '../contexts/own-contexts.ts';
import { watchedContexts } from '../contexts/watched-contexts.ts';
import { createEngine, type Engine, type EngineUpdate } from '../engine.ts';
import type { EngineCounts } from '../engine-counts.ts';
import type { Learner } from '../learning/create-learner.ts';
import type { PushDown } from '../push-down/push-down.ts';
import type { UpdateReport } from '../rule-set/update-report.ts';
import { withContainerMounts } from './container-mounts.ts';
import type { EventSource, EventSourceStats } from './event-source.ts';
import { createFilterFeed } from './filter-feed.ts';
import { createNodeLearning, type NodeLearning } from './node-learning.ts';
import type { NodeOptions } from './node-options.ts';
import type { NodePart, PartErrors } from './part-errors.ts';
import { progressOf } from './profile-progress.ts';
import { createWatchList } from './watch-list.ts';

/** All that watches one machine. */
export interface Node {
  /** What the kernel gives, and which hook was chosen for what. */
  readonly features: readonly Feature[];
  /** The rules at work. */
  readonly engine: Pick<Engine, 'problems' | 'counts' | 'evaluationErrors' | 'report' | 'activeRules' | 'ruleOf'>;
  /** What is learned, where anything is. */
  readonly learner: Pick<Learner, 'isLearning' | 'learning' | 'profileOf' | 'profiles' | 'counts'> | undefined;
  /** What the kernel decides by itself of the rules at work. */
  pushDown(): PushDown;
  /** Events flow from now on. @throws Error when it was started before */
  start(onAlert: (alert: Alert) => void): void;
  /** Other rules, bindings, policy or own contexts from the next event on; also when what the cluster says of pods changed. */
  update(changes: NodeUpdate): UpdateReport;
  /** What is registered, those that ended in the last 10 s included. */
  contexts(): readonly NodeContext[];
  stats(): NodeStats;
  /** Evaluates what the kernel has seen and what is held, then lets go of everything. A second time does nothing. */
  stop(): void;
}

/** A context and the state of its profile, where it has one. */
export interface NodeContext extends TrackedContext {
  readonly profile?: Pick<ContainerProfile, 'status' | 'completion'>;
}

export interface NodeUpdate extends EngineUpdate {
  readonly ownContexts?: readonly OwnContext[];
  /** In place of the one before; each place is asked about anew with every update. */
  readonly isWatched?: (info: ContextInfo) => boolean;
}

export interface NodeStats extends EventSourceStats {
  /** Events given to the engine, those that came late from being held included once. */
  readonly events: number;
  readonly engine: EngineCounts;
  /** What parts threw, by part. */
  readonly errors: Readonly<Partial<Record<NodePart, number>>>;
}

export interface NodeParts {
  readonly options: NodeOptions;
  readonly errors: PartErrors;
  /** Made when the engine says what it reads. */
  readonly openSource: (engine: Engine) => EventSource;
}

type State = 'open' | 'running' | 'stopped';

/** How often windows are ended. */
const tickMs = 1000;

/** A node around parts that are open. */
export function createNode({ options, errors, openSource }: NodeParts): Node {
  let state: State = 'open';
  let current: ContextInfo | undefined;
  let onAlert: ((alert: Alert) => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let events = 0;
  const watch = createWatchList(options.isWatched);

  let learning: NodeLearning | undefined;
  const contexts = watchedContexts(options);

  const engine = createEngine({
    ...options,
    contexts,
    isWatched: watch.has,
    ...(options.learning && {
      profiles: { profileOf: (identity) => learning?.profileOf(identity) },
      onEvaluated: (event, info, outcome) => learning?.observe(event, info, outcome),
    }),
    processes: procProcesses,
    kubernetes: withContainerMounts(options.kubernetes, { current: () => current, contexts: () => source.contexts() }),
    contextOf(event) {
      if (current === undefined) source.hold(event);
      return current;
    },
  });
  const pushDown = () => engine.pushDown({ learning: options.learning !== undefined });
  const source = openSource(engine);
  const rulesOf = () => engine.activeRules().map(({ rule }) => rule);
  if (options.learning) {
    learning = createNodeLearning({
      options: options.learning,
      features: source.features,
      rules: rulesOf(),
      given: options.profiles,
      isWatched: (info) => contexts.includes(info.context) && watch.has(info),
      errors,
    });
  }
  const filter = createFilterFeed({
    pushDown,
    contexts: () => source.contexts(),
    isWatched: watch.has,
    progressOf: (info) => progressOf(info, options, learning?.learner),
    setFilter: (next) => source.setFilter(next),
  });

  const tell = (alerts: readonly Alert[]) => {
    for (const alert of alerts) errors.attempt('alerts', () => onAlert?.(alert));
  };
  const onEvent = (event: RuntimeEvent, info: ContextInfo | undefined) => {
    events += 1;
    current = info;
    tell(engine.process(event));
  };
  const onReleased = (event: RuntimeEvent, info: ContextInfo, timeMs: number) => {
    current = info;
    tell(engine.evaluate(event, info, timeMs));
  };

  const profileIn = ({ info }: TrackedContext): Pick<NodeContext, 'profile'> => {
    const identity = containerIdentity(info);
    if (identity === undefined) return {};
    const source = learning ?? options.profiles;
    const profile = errors.attempt('learner', () => source?.profileOf(identity));
    if (profile === undefined) return {};
    const { status, completion } = profile;
    return { profile: { status, ...(completion && { completion }) } };
  };

  /** A container that learns lacks events until the kernel knows it; of one that is gone the number may be another's next. */
  const onContainer: ContextListener = {
    started(info) {
      learning?.started(info);
      filter.refresh();
    },
    changed(info) {
      learning?.changed(info);
      filter.refresh();
    },
    ended(info, end) {
      learning?.ended(info, end);
      filter.refresh();
    },
  };

  const tick = () => {
    errors.attempt('events', () => tell(engine.advance(Date.now())));
    errors.attempt('learner', () => learning?.advance(source.stats().collector));
    filter.refresh();
  };

  return {
    features: source.features,
    engine,
    learner: learning?.learner,
    pushDown,
    start(to) {
      if (state !== 'open') throw new Error(`Cannot start the node: it is ${state}`);
      state = 'running';
      onAlert = to;
      timer = setInterval(tick, tickMs);
      source.start({ onEvent, onReleased, onContainer });
      filter.refresh();
    },
    update({ ownContexts, isWatched, ...changes }) {
      watch.ask(isWatched);
      const report = engine.update(changes);
      source.refresh(ownContexts);
      errors.attempt('learner', () => learning?.update(rulesOf(), source.contexts()));
      filter.update();
      return report;
    },
    contexts: () => source.contexts().map((context) => ({ ...context, ...profileIn(context) })),
    stats: () => ({ ...source.stats(), events, engine: engine.counts(), errors: errors.counts() }),
    stop() {
      if (state === 'stopped') return;
      state = 'stopped';
      clearInterval(timer);
      source.stop();
      errors.attempt('learner', () => learning?.stop());
    },
  };
}
