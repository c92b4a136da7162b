import { createEventEnvironment } from '@rulelibrary/cel';
import { helperImplementations } from '../helpers.ts';
import { packageVersion } from '../package-version.ts';
import type { MakeEngine } from './engine.ts';
import { inProcess } from './in-process.ts';

/** Our own: events are objects out of a recording, as they are. */
export const rulelibrary: MakeEngine = async (expressions) => {
  const environment = createEventEnvironment(helperImplementations);
  return inProcess({ name: 'rulelibrary', version: packageVersion('@rulelibrary/cel') }, expressions, (expression) => ({
    evaluate: environment.compile(expression.source, { result: 'bool', eventType: expression.eventType }).evaluate,
    inputs: expression.events,
  }));
};
