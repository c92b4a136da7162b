import { type CompiledRule, compileThreatRules, parseThreatRules, type ThreatEvent } from '@rulelibrary/threat-rules';

const actions = Array.from({ length: 30 }, (_, index) => `action.${String(index).padStart(2, '0')}`);

/** What the patterns of the rules look for, each in some of the texts. */
const words = ['curl', 'secret', 'token', 'deploy', 'backup', 'shadow', 'kube', 'vault', 'docker', 'terraform'];

const eventBytes = 800;

/** The same numbers on every run: xorshift32. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** So many rules, each on one to three of thirty actions with two patterns; every fifth is a sequence with one in each step. */
export function generateRules(count: number): readonly CompiledRule[] {
  const random = createRandom(7);
  const texts = Array.from({ length: count }, (_, index) => ruleText(index, random));
  const parsed = texts.flatMap((text, index) => parseThreatRules(text, `${index}.rule.yaml`).rules);
  const { rules, problems } = compileThreatRules(parsed);
  if (rules.length !== count) throw new Error(`Cannot compile the rules: ${problems[0]?.message}`);
  return rules;
}

function ruleText(index: number, random: (below: number) => number): string {
  const pick = <T>(list: readonly T[]) => list[random(list.length)] as T;
  const read = Array.from({ length: 1 + random(3) }, () => pick(actions));
  const action = read.length === 1 ? `e.event.action == "${read[0]}"` : `e.event.action in ${JSON.stringify(read)}`;
  const command = `e.command.command.matches(r"\\b${pick(words)}\\s+--(${pick(words)}|${pick(words)})\\s+--\\w+=\\S+0 ")`;
  const path = `e.file.path.matches(r"(^|/)${pick(words)}/(${pick(words)}|${pick(words)})/src/[^/]+\\.(pem|env)$")`;
  const isSequence = index % 5 === 4;
  return JSON.stringify({
    id: `rule-${index}`,
    version: 1,
    title: `Rule ${index}`,
    severity: 'medium',
    status: 'experimental',
    posture: 'detect',
    ...(isSequence
      ? {
          correlation: {
            scope: 'session',
            window: '60s',
            steps: [
              { id: 'one', match: `${action} && ${path}` },
              { id: 'two', match: `${action} && ${command}` },
            ],
          },
        }
      : { match: `${action} && (${command} || ${path})` }),
    emit: { reason: 'It matched' },
    tests: [{ name: 'none', verdict: 'no_match', events: [{}] }],
  });
}

/** Events a millisecond apart, in 500 sessions; what they share, they share. */
export function* generateEvents(count: number): Generator<ThreatEvent> {
  const random = createRandom(11);
  const pick = <T>(list: readonly T[]) => list[random(list.length)] as T;
  const startMs = Date.UTC(2026, 5, 13);
  const events = actions.map((action) => ({ action, kind: 'event', category: 'agent' }));
  const sessions = Array.from({ length: 500 }, (_, index) => ({ id: `session-${index}` }));
  const commands = Array.from({ length: 2000 }, (_, index) => ({
    command: `${pick(words)} --${pick(words)} --${pick(words)}=value-${index} --output /tmp/work/${pick(words)}/${index}.txt`,
    exit_code: index % 3,
  }));
  const files = Array.from({ length: 2000 }, (_, index) => ({
    path: `/home/dev/project/${pick(words)}/${pick(words)}/src/${pick(words)}-${index}.${pick(['ts', 'env', 'pem', 'md'])}`,
    operation: 'read',
  }));
  for (let index = 0; index < count; index++) {
    const timestamp = new Date(startMs + index).toISOString();
    yield { timestamp, event: pick(events), session: pick(sessions), command: pick(commands), file: pick(files) };
  }
}

/** The event as a line of 800 bytes, newline included. */
export function toLine(event: ThreatEvent): string {
  const { length } = JSON.stringify({ ...event, message: '' });
  return `${JSON.stringify({ ...event, message: 'm'.repeat(eventBytes - 1 - length) })}\n`;
}
