import { expect, it } from 'vitest';
import { capabilityName } from './capability-name.ts';

it.each([
  [0, 'CAP_CHOWN'],
  [21, 'CAP_SYS_ADMIN'],
  [40, 'CAP_CHECKPOINT_RESTORE'],
  [41, 'CAP_41'],
])('%d is %s', (number, name) => {
  expect(capabilityName(number)).toBe(name);
});
