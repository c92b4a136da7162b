/** The admission webhook. An entry of its own: agents on nodes do without what makes certificates. */
export { type RunningWebhook, type RunWebhookOptions, runWebhook } from './admission/run-webhook.ts';
export { type WebhookCounts, webhookPath } from './admission/webhook-server.ts';
