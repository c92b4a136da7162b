import { filterClassOf, type PushDown, type ReportLine, sourceContexts } from '@rulelibrary/engine';

export interface PushDownView {
  /** Event types that the kernel does not give, and other features that are not there. */
  readonly missing: ReadonlySet<string>;
  /** Containers may have profiles that rules ask for. */
  readonly hasProfiles: boolean;
}

/** What the kernel sends of each context, one line for those that are alike; what stands in no line it drops. */
export function renderPushDown(pushDown: PushDown, { missing, hasProfiles }: PushDownView): string[] {
  const lines = sourceContexts.map((context) => {
    const report = pushDown.reportOf(filterClassOf(context, hasProfiles ? 'completed' : 'none'));
    return { context, text: renderLines(report.filter(({ eventType }) => !missing.has(eventType))) };
  });
  const groups = Map.groupBy(lines, ({ text }) => text);
  return [...groups].map(([text, members]) => {
    return `  kernel filter, ${members.map(({ context }) => context).join(' ')}: ${text}`;
  });
}

/** The rule that wants all of a type stands behind it. */
function renderLines(report: readonly ReportLine[]): string {
  const filtered = report.filter(({ text }) => text.startsWith('by '));
  const all = report.filter(({ text }) => !text.startsWith('by '));
  const names = all.map(({ eventType, text }) => {
    const [rule] = /\bR\d+\b/.exec(text) ?? [];
    return rule === undefined ? eventType : `${eventType} (${rule})`;
  });
  const parts = filtered.map(({ eventType, text }) => `${eventType} ${text}`);
  if (names.length > 0) parts.push(`all of ${names.join(' ')}`);
  return parts.join('; ') || 'nothing but processes';
}
