import type { ContextInfo } from '@rulelibrary/engine';
import type { NodeContext } from '@rulelibrary/engine/node';
import { formatDuration } from './format-duration.ts';
import { renderTable } from './render-table.ts';
import { toPrintable, toPrintableJson } from './to-printable.ts';

/** As Docker and others show ids. */
const shortId = 12;

/** A table: the host first, then containers by their workload. So in either form. */
export function renderContexts(contexts: readonly NodeContext[], nowMs: number): string[] {
  const haveProfiles = contexts.some(({ profile }) => profile !== undefined);
  const rows = inOrder(contexts).map(({ info, namespaces, profile }) => [
    [info.context, ...info.ownContexts].join(', '),
    toPrintable(nameOf(info)),
    info.container === undefined ? '-' : toPrintable(shortIdOf(info.container.id)),
    toPrintable(info.container?.image ?? '-'),
    info.container?.pid ? String(info.container.pid) : '-',
    ageOf(info, nowMs),
    ...(haveProfiles ? [profileText(profile)] : []),
    namespaces.join(' '),
  ]);
  const heading = ['contexts', 'workload', 'container', 'image', 'pid', 'age'];
  return renderTable([...heading, ...(haveProfiles ? ['profile'] : []), 'mount namespaces'], rows);
}

function profileText(profile: NodeContext['profile']): string {
  if (profile === undefined) return '-';
  return profile.completion === 'partial' ? `${profile.status}, partial` : profile.status;
}

/** A line for each: what is known, keys in this order; absent is absent. Environment and arguments may hold secrets, and stay away. */
export function renderContextsJson(contexts: readonly NodeContext[]): string[] {
  return inOrder(contexts).map((context) => toPrintableJson(JSON.stringify(recordOf(context))));
}

function recordOf({ info, namespaces, profile }: NodeContext): Record<string, unknown> {
  const { context, ownContexts, workloadId, container, pod } = info;
  const { environment: _environment, command: _command, ...shown } = container ?? {};
  return {
    context,
    ownContexts,
    workloadId,
    namespaces,
    ...(container && { container: shown }),
    ...(pod && { pod }),
    ...(profile && { profile }),
  };
}

function inOrder(contexts: readonly NodeContext[]): readonly NodeContext[] {
  const rank = ({ info }: NodeContext) => (info.context === 'host' ? 0 : 1);
  return contexts.toSorted(
    (one, other) => rank(one) - rank(other) || one.info.workloadId.localeCompare(other.info.workloadId, 'en'),
  );
}

/** A container of a pod is told by its name in it; the id of a standalone one has a column of its own. */
function nameOf({ context, workloadId, container, pod }: ContextInfo): string {
  if (context === 'standalone') return container?.name ?? '-';
  return pod?.containerName === undefined ? workloadId : `${workloadId}/${pod.containerName}`;
}

/** Ids of runtimes are 64 hexadecimal digits; one that a person chose is shown as it is. */
function shortIdOf(id: string): string {
  return /^[0-9a-f]{64}$/.test(id) ? id.slice(0, shortId) : id;
}

function ageOf({ container }: ContextInfo, nowMs: number): string {
  if (container === undefined || !container.startedMs) return '-';
  return formatDuration(Math.max(0, nowMs - container.startedMs));
}
