import { expect, it } from 'vitest';
import { iouringOpcodeName, submissionFlagNames } from './iouring-names.ts';

it.each([
  [0, 'IORING_OP_NOP'],
  [16, 'IORING_OP_CONNECT'],
  [18, 'IORING_OP_OPENAT'],
  [28, 'IORING_OP_OPENAT2'],
  [45, 'IORING_OP_SOCKET'],
  [62, 'IORING_OP_PIPE'],
  [63, 'IORING_OP_63'],
])('operation %d is %s', (opcode, name) => {
  expect(iouringOpcodeName(opcode)).toBe(name);
});

it.each([
  [0, []],
  [0x11, ['IOSQE_FIXED_FILE', 'IOSQE_ASYNC']],
  [0x40, ['IOSQE_CQE_SKIP_SUCCESS']],
])('flags %d are %j', (value, names) => {
  expect(submissionFlagNames(value)).toEqual(names);
});
