import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createStdoutExporter } from './create-stdout-exporter.ts';
import { alertOf } from './exporter.test.support.ts';

describe('an exporter to standard output', () => {
  it('writes an alert a line', async () => {
    const stream = new PassThrough();
    const exporter = createStdoutExporter({ stream, perMinute: 10 });
    exporter.send([alertOf(1), alertOf(2)]);
    await exporter.close();
    const lines = String(stream.read()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([alertOf(1), alertOf(2)]);
    expect(exporter.stats()).toEqual({ sent: 2, lost: 0, heldBack: {} });
  });

  it('sums up what its limit holds back when the minute ends', async () => {
    let nowMs = 0;
    const stream = new PassThrough();
    const exporter = createStdoutExporter({ stream, perMinute: 1, nowMs: () => nowMs });
    exporter.send([alertOf(1), alertOf(2), alertOf(3, { ruleId: 'R0002' })]);
    expect(exporter.stats()).toEqual({ sent: 1, lost: 0, heldBack: { R0001: 1, R0002: 1 } });
    nowMs = 60_000;
    await exporter.close();
    const [, summary] = String(stream.read()).trimEnd().split('\n');
    expect(JSON.parse(summary ?? '')).toMatchObject({ ruleId: 'rate_limit', suppressedSince: 2 });
  });

  it('loses what a reader does not take, rather than to keep it, and ends all the same', async () => {
    const stream = new Writable({ write: () => undefined });
    const exporter = createStdoutExporter({ stream, perMinute: 1_000_000 });
    const large = alertOf(1, { message: 'x'.repeat(1024 * 1024) });
    for (let count = 0; count < 20; count++) exporter.send([large]);
    const { sent, lost } = exporter.stats();
    expect([sent + lost, sent]).toEqual([20, 16]);
    expect(stream.writableLength).toBeLessThan(17.1 * 1024 * 1024);
    await exporter.close();
  });

  it('outlives a reader that has gone', async () => {
    const stream = new PassThrough();
    const exporter = createStdoutExporter({ stream, perMinute: 10 });
    stream.destroy(new Error('EPIPE'));
    await new Promise(setImmediate);
    exporter.send([alertOf(1)]);
    await exporter.close();
    expect(exporter.stats()).toMatchObject({ sent: 0, lost: 1 });
  });
});
