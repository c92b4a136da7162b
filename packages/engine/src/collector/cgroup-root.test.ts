import { expect, it } from 'vitest';
import { cgroupRoot } from './cgroup-root.ts';

const v1 = '32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu';

it.each([
  ['unified', '30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw', '/sys/fs/cgroup'],
  ['hybrid', `${v1}\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw`, '/sys/fs/cgroup/unified'],
  ['with optional fields', '30 24 0:26 / /host rw shared:4 - cgroup2 cgroup2 rw', '/host'],
  ['with a blank in its path', '30 24 0:26 / /a\\040b rw - cgroup2 cgroup2 rw', '/a b'],
  ['of a container alone', '30 24 0:26 /../../.. /sys/fs/cgroup ro - cgroup2 cgroup ro', undefined],
  ['version 1 alone', v1, undefined],
])('a mount that is %s', (_, mounts, root) => {
  expect(cgroupRoot(() => mounts)).toBe(root);
});
