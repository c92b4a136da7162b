import { describeRule } from '@rulelibrary/rule-tester';

const drifted = {
  eventType: 'exec',
  comm: 'dropper',
  pcomm: 'sh',
  exepath: '/tmp/dropper',
  args: ['./dropper', '-d'],
  upperlayer: true,
  pupperlayer: false,
} as const;
const ofDrifted = {
  ...drifted,
  comm: 'id',
  pcomm: 'dropper',
  exepath: '/usr/bin/id',
  args: ['id'],
  upperlayer: false,
  pupperlayer: true,
};

describeRule(import.meta, {
  fires: {
    'an executable in the upper layer, without a profile': {
      event: drifted,
      message: 'dropper (pid 4242) executed /tmp/dropper, which is not from the image',
      uniqueId: 'dropper_/tmp/dropper',
    },
    'an executable of the image whose parent is in the upper layer, without a profile': {
      event: ofDrifted,
      message: 'id (pid 4242) executed /usr/bin/id; its parent dropper (pid 4241) is not from the image',
      uniqueId: 'id_/usr/bin/id',
    },
    'an executable in the upper layer whose parent is too': { event: { ...drifted, pupperlayer: true } },
    'an executable in the upper layer, by argv[0] where its path is unknown': {
      event: { ...drifted, exepath: '' },
      message: 'dropper (pid 4242) executed ./dropper, which is not from the image',
      uniqueId: 'dropper_./dropper',
    },
    'an executable in the upper layer, by comm where nothing else is known': {
      event: { ...drifted, exepath: '', args: [] },
      uniqueId: 'dropper_dropper',
    },
    'an executable in the upper layer of a standalone container': { event: drifted, context: 'standalone' },
    'an executable in the upper layer, with an empty profile': { event: drifted, profile: {} },
    'an executable in the upper layer, with a profile that holds its name elsewhere and what it calls itself': {
      event: drifted,
      profile: { execs: [{ path: '/usr/bin/dropper' }, { path: './dropper' }, { path: 'dropper' }] },
    },
    'an executable of the image whose parent is in the upper layer, with a profile that holds the parent': {
      event: ofDrifted,
      profile: { execs: [{ path: '/tmp/dropper' }] },
    },
    'an executable in the upper layer, whatever a policy allows': {
      event: drifted,
      profile: { rulePolicies: { R1001: { processAllowed: ['dropper'] } } },
    },
  },
  staysQuiet: {
    'an executable of the image': { event: { ...drifted, upperlayer: false } },
    'an executable of the image whose parent is of the image': { event: { ...ofDrifted, pupperlayer: false } },
    'an executable in the upper layer, with a profile that holds it': {
      event: drifted,
      profile: { execs: [{ path: '/tmp/dropper', args: ['./dropper'] }] },
    },
    'an executable of the image whose parent is in the upper layer, with a profile that holds it': {
      event: ofDrifted,
      profile: { execs: [{ path: '/usr/bin/id' }] },
    },
    "an executable in the upper layer that the pod's own spec runs": {
      event: drifted,
      profile: {},
      cluster: { declaredExecutables: ['/tmp/dropper'] },
    },
    'on the host, which its tags leave out': { event: drifted, context: 'host' },
  },
});
