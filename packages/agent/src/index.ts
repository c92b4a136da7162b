export { ConfigurationError } from './configuration/configuration-error.ts';
export { environmentOf, type Switches } from './configuration/environment-of.ts';
export { runAgent } from './run/run-agent.ts';
export { runOperator } from './run/run-operator.ts';
export type { RunOptions } from './run/service.ts';
