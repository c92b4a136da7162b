import type { PushDown, ReportLine } from '@rulelibrary/engine';
import { expect, it } from 'vitest';
import { renderPushDown } from './render-push-down.ts';

const byClass: Readonly<Record<string, readonly ReportLine[]>> = {
  host: [
    { eventType: 'open', text: 'by 1 prefix of path' },
    { eventType: 'bpf', text: 'all sent, R0009 reads any bpf event' },
    { eventType: 'dns', text: 'all sent, rules ask for 2000 values, maximum 1024' },
  ],
  'host-profiled': [{ eventType: 'open', text: 'by 2 prefixes of path' }],
};

const pushDown: PushDown = { types: new Map(), report: () => [], reportOf: (name) => byClass[name] ?? [] };

it('says what of each context is sent, and by which rule all of it', () => {
  expect(renderPushDown(pushDown, { missing: new Set(), hasProfiles: false })).toEqual([
    '  kernel filter, kubernetes standalone: nothing but processes',
    '  kernel filter, host: open by 1 prefix of path; all of bpf (R0009) dns',
  ]);
});

it('leaves out what the kernel does not give', () => {
  expect(renderPushDown(pushDown, { missing: new Set(['bpf', 'dns']), hasProfiles: false })[1]).toBe(
    '  kernel filter, host: open by 1 prefix of path',
  );
});

it('says what is sent where containers may have profiles', () => {
  expect(renderPushDown(pushDown, { missing: new Set(), hasProfiles: true })[1]).toBe(
    '  kernel filter, host: open by 2 prefixes of path',
  );
});
