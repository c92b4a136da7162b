import type { Finding, ThreatEvent } from '@rulelibrary/threat-rules';
import type { Paint } from '../render/paint.ts';
import { renderBlock } from '../render/render-block.ts';
import { shorten } from '../render/shorten.ts';
import { toPrintable, toPrintableJson } from '../render/to-printable.ts';

const maximumSubject = 200;

/** A finding as a block of lines for a person, with nothing in it that a terminal obeys. */
export function renderFinding(finding: Finding, paint: Paint): string {
  const { severity, ruleId, title, sessionId, reason, events, lines } = finding;
  const evidence = events.map((event, index) => {
    const line = lines[index];
    return [line === undefined ? 'event' : `line ${line}`, eventText(event)] as const;
  });
  const details = [['session', toPrintable(sessionId)] as const, ...evidence];
  return renderBlock({ severity, ruleId, title: toPrintable(title), message: toPrintable(reason), details }, paint);
}

/** A finding as one line of JSON. */
export function renderFindingJson(finding: Finding): string {
  return `${toPrintableJson(stringify(finding))}\n`;
}

/** Values nested so deeply that JSON.stringify gives up are left out: no field that conditions read is. */
function stringify(finding: Finding): string {
  try {
    return JSON.stringify(finding, exactIntegers);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify({ ...finding, events: [] });
  }
}

/** Integers that no JavaScript number holds are written with all of their digits. */
function exactIntegers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? (JSON as unknown as RawJson).rawJSON(String(value)) : value;
}

/** ES2026, in Node since 21; not in TypeScript's library yet. */
interface RawJson {
  rawJSON(text: string): unknown;
}

function eventText(event: ThreatEvent): string {
  const subject = subjects
    .map((path) => valueAt(event, path))
    .find((value) => typeof value === 'string' && value !== '');
  const parts = [event.timestamp, event.event?.action, subject];
  return parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => shorten(toPrintable(String(part)), maximumSubject))
    .join('  ');
}

/** What an event is about: the first that it has. */
const subjects = [
  'command.command',
  'file.path',
  'mcp.resource.uri',
  'mcp.tool',
  'mcp.server',
  'tool.command',
  'tool.name',
  'server.address',
  'approval.decision',
  'prompt.text',
  'message',
].map((path) => path.split('.'));

function valueAt(event: ThreatEvent, path: readonly string[]): unknown {
  let value: unknown = event;
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return value;
}
