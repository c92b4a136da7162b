import { fileURLToPath } from 'node:url';
import {
  type Container,
  type ContextInfo,
  createEngine,
  createLearner,
  type Engine,
  type Learner,
  learnedEventTypes,
} from '@rulelibrary/engine';
import type { NamedProfile, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { median } from './median.ts';

const rulesFolder = fileURLToPath(new URL('../../../pkg/rules', import.meta.url));
const containerCount = 10;
const rounds = 15;
const startMs = Date.UTC(2026, 10, 21);

/** An event and where it happened. */
type Placed = readonly [event: RuntimeEvent, info: ContextInfo];

interface ProfileFigures {
  /** Nanoseconds an event. */
  readonly none: number;
  readonly learned: number;
  /** With learning going on. */
  readonly learning: number;
  readonly entries: number;
}

/** npm run bench -- profiles: what an event of a learned container costs beside one that nobody knows. */
export async function benchProfiles(asJson: boolean): Promise<void> {
  const { rules } = await readRules([rulesFolder]);
  const figures = measureProfiles(rules);
  console.log(asJson ? JSON.stringify(figures) : render(figures));
}

function render({ none, learned, learning, entries }: ProfileFigures): string {
  const row = (name: string, ns: number) => `${name.padEnd(40)}${ns.toFixed(0).padStart(6)} ns an event`;
  return [
    `${containerCount} busy containers, ${entries.toLocaleString('en')} entries in their profiles`,
    row('without profiles', none),
    `${row('learned', learned)}, ${(learned / none).toFixed(2)} times`,
    `${row('still learning', learning)}, ${(learning / none).toFixed(2)} times`,
  ].join('\n');
}

function measureProfiles(rules: readonly Rule[]): ProfileFigures {
  const infos = Array.from({ length: containerCount }, (_, index) => infoOf(index));
  const stream = infos.flatMap((info, index) => eventsOf(index).map((event): Placed => [event, info]));
  // Events of many containers come mixed.
  const mixed = stream.toSorted(([one], [other]) => (one.pid ?? 0) - (other.pid ?? 0));
  const saved: NamedProfile[] = [];
  const learned = learnerOf(rules, infos);
  const teach = engineOf(rules, learned);
  run(teach, mixed);
  learned.advance(startMs + 86_400_000);
  saved.push(...learned.takeUnsaved().map(({ named }) => named));
  const engines = {
    none: engineOf(rules),
    learned: engineOf(rules, learned),
    learning: engineOf(rules, learnerOf(rules, infos)),
  };
  const times = { none: [] as number[], learned: [] as number[], learning: [] as number[] };
  // One after the other in each round: what the machine does besides is then the same for all.
  for (let round = 0; round < rounds; round++) {
    for (const name of ['none', 'learned', 'learning'] as const) times[name].push(run(engines[name], mixed));
  }
  return {
    none: median(times.none),
    learned: median(times.learned),
    learning: median(times.learning),
    entries: saved.reduce((sum, { profile }) => sum + sizeOf(profile), 0),
  };
}

function sizeOf({ execs, opens, syscalls, egress }: NamedProfile['profile']): number {
  return [execs, opens, syscalls, egress].reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

function engineOf(rules: readonly Rule[], learner?: Learner): Engine {
  return createEngine({
    rules,
    includeDisabled: true,
    ...(learner && {
      profiles: learner,
      onEvaluated: (event: RuntimeEvent, info: ContextInfo, outcome) => learner.observe(event, info, startMs, outcome),
    }),
  });
}

function learnerOf(rules: readonly Rule[], infos: readonly ContextInfo[]): Learner {
  const learner = createLearner({ eventTypes: learnedEventTypes, rules });
  for (const info of infos) learner.containerStarted(info.container as Container, info, startMs);
  return learner;
}

/** @returns nanoseconds an event */
function run(engine: Engine, events: readonly Placed[]): number {
  const begin = process.hrtime.bigint();
  for (const [event, info] of events) engine.evaluate(event, info, startMs);
  return Number(process.hrtime.bigint() - begin) / events.length;
}

function infoOf(index: number): ContextInfo {
  const name = `app-${index}`;
  return {
    context: 'kubernetes',
    workloadId: `shop/${name}`,
    ownContexts: [],
    container: {
      id: name,
      mntns: index + 1,
      pid: 1,
      name,
      image: `shop/${name}:1`,
      startedMs: startMs,
      wasRunning: false,
    },
    pod: { namespace: 'shop', name, containerName: name },
  };
}

/** What a busy web application does: mostly opens, now and then a program, a connection, a name, a system call. */
function eventsOf(index: number): RuntimeEvent[] {
  const events: RuntimeEvent[] = [];
  const folders = ['/etc/app', '/var/lib/app/cache', '/usr/share/app/static', '/app/node_modules/lib', '/run/app'];
  for (let at = 0; at < 4_000; at++) {
    const base = {
      ...{ timestamp: '2026-11-21T00:00:00Z', timestampMs: startMs, mntns: index + 1, pid: at * 10 + index, ppid: 1 },
      ...{ comm: 'app', uid: 0, containerId: `app-${index}`, containerName: `app-${index}` },
      ...{ namespace: 'shop', podName: `app-${index}` },
    };
    const kind = at % 20;
    if (kind === 0) {
      const args = ['tool', '--job', `${at % 40}`];
      events.push({ ...base, eventType: 'exec', exepath: `/usr/bin/tool-${at % 30}`, args });
    } else if (kind === 1) {
      const dstAddr = `203.0.113.${at % 50}`;
      events.push({ ...base, eventType: 'network', pktType: 'OUTGOING', proto: 'TCP', dstAddr, dstPort: 443 });
    } else if (kind === 2) {
      events.push({ ...base, eventType: 'dns', name: `api-${at % 50}.example.com.`, query: true });
    } else if (kind === 3) {
      events.push({ ...base, eventType: 'syscall', syscallName: `call_${at % 80}` });
    } else {
      const path = `${folders[at % folders.length]}/${at % 7}/file-${at % 40}`;
      events.push({ ...base, eventType: 'open', path, flags: ['O_RDONLY', 'O_CLOEXEC'], flagsRaw: 0o2000000 });
    }
  }
  return events;
}
