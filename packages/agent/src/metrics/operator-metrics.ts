import type { WebhookCounts } from '@rulelibrary/kubernetes/admission';
import { byKey, type Metric, single } from './metric.ts';

/** What the operator counts. */
export interface OperatorCounts {
  /** Undefined without a webhook. */
  readonly webhook: WebhookCounts | undefined;
  readonly status: { readonly writes: number; readonly failures: number };
  readonly isLeader: boolean;
}

/** The webhook, the status of objects, and who writes it. */
export const operatorMetrics: readonly Metric<OperatorCounts>[] = [
  byKey('rulelib_admission_reviews_total', {
    help: 'Requests to the webhook: reviewed, and refused as no review',
    label: 'result',
    values: ({ webhook }) => ({ ...webhook }),
  }),
  byKey('rulelib_status_writes_total', {
    help: 'Status of rules and bindings: writes, and failures that are tried again',
    label: 'result',
    values: ({ status }) => status,
  }),
  single('gauge', 'rulelib_leader', {
    help: '1 on the operator that writes status',
    value: ({ isLeader }) => Number(isLeader),
  }),
];
