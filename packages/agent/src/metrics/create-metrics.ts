import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Metric } from './metric.ts';

/** Metrics that are read from a source when Prometheus asks. */
export interface MetricSource<S> {
  readonly metrics: readonly Metric<S>[];
  readonly read: () => S;
}

/** What `/metrics` answers. */
export interface Metrics {
  add<S>(source: MetricSource<S>): void;
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** A registry of its own, with what Node says of its memory and event loop. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    add({ metrics, read }) {
      for (const metric of metrics) register(registry, metric, read);
    },
    async render() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function register<S>(registry: Registry, { name, type, help, labels, read }: Metric<S>, source: () => S): void {
  const samples = () =>
    [...read(source())].map(([value, ...values]) => ({
      value,
      labels: Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ''])),
    }));
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'gauge') {
    new Gauge({
      ...options,
      collect() {
        this.reset();
        for (const { labels, value } of samples()) this.set(labels, value);
      },
    });
  } else {
    // What it is read from only grows: setting it anew is the same as counting.
    new Counter({
      ...options,
      collect() {
        this.reset();
        for (const { labels, value } of samples()) this.inc(labels, value);
      },
    });
  }
}
