import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({ variables: {} });
const evaluate = (source: string) => environment.compile(source).evaluate({});
const at = "timestamp('2009-02-13T23:31:30.123456789Z')";

describe('timestamps and durations', () => {
  it.each([
    ['getFullYear()', 2009n],
    ['getMonth()', 1n],
    ['getDate()', 13n],
    ['getDayOfMonth()', 12n],
    ['getDayOfYear()', 43n],
    ['getDayOfWeek()', 5n],
    ['getHours()', 23n],
    ['getMinutes()', 31n],
    ['getSeconds()', 30n],
    ['getMilliseconds()', 123n],
    ["getDate('Australia/Sydney')", 14n],
    ["getHours('America/New_York')", 18n],
    ["getMinutes('Asia/Kathmandu')", 16n],
    ["getHours('-02:30')", 21n],
    ["getHours('02:00')", 1n],
    ["getHours('UTC')", 23n],
  ])('%s', (call, value) => {
    expect(evaluate(`${at}.${call}`)).toBe(value);
  });

  it.each([
    [at, 1234567890123456789n],
    ["timestamp('2009-02-14T00:31:30+01:00') == timestamp(1234567890)", true],
    ["duration('1h30m') == duration('5400s') && duration('1.5ms') == duration('1500us')", true],
    ["duration('-1h2m3.5s')", -3723500000000n],
    ["timestamp(10) - timestamp(4) == duration('6s')", true],
    ["timestamp(10) + duration('5s') == timestamp(15) && timestamp(10) - duration('5s') == timestamp(5)", true],
    ["duration('1s') + duration('2s') - duration('4s') < duration('0s')", true],
    ['timestamp(1) < timestamp(2)', true],
    ["timestamp('0001-01-01T00:00:00Z').getDayOfMonth('Asia/Kathmandu')", 0n],
    ["timestamp('0001-01-01T00:00:00Z').getFullYear('America/New_York')", 0n],
    ["timestamp('2024-07-01T00:00:00Z').getHours('America/New_York')", 20n],
    ["timestamp('2024-12-31T23:59:59Z').getDayOfYear()", 365n],
    ["timestamp('1969-12-31T23:59:59.5Z').getMilliseconds()", 500n],
    ["duration('-9223372036854775808ns') < duration('-9223372036854775807ns')", true],
    ["duration('3661.5s').getHours() + duration('3661.5s').getMinutes() + duration('3661.5s').getSeconds()", 3723n],
    ["duration('3661.5s').getMilliseconds()", 500n],
    ['type(timestamp(0)) == google.protobuf.Timestamp', true],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  it.each([
    "timestamp('2009-02-30T00:00:00Z')",
    "timestamp('2009-02-13')",
    "timestamp('')",
    'timestamp(253402300800)',
    'timestamp(-62135596801)',
    "timestamp(253402300799) + duration('1s')",
    "duration('1')",
    "duration('1x')",
    "duration('')",
    "duration('-')",
    "duration('9999999999999h')",
    "duration('9223372036854775808ns')",
    "duration('-9223372036854775809ns')",
    `${at}.getHours('Nowhere/Land')`,
    `${at}.getHours('24:00')`,
    `${at}.getHours('01:60')`,
    `${at}.getHours('')`,
    `${at}.getHours('+0200')`,
  ])('%s is an evaluation error', (source) => {
    expect(() => evaluate(source)).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });
});
