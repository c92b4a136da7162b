import { describeRule } from '@rulelibrary/rule-tester';

const query = { eventType: 'dns', comm: 'curl', dstIp: '10.96.0.10', dstPort: 53, proto: 'UDP' } as const;
const evil = { ...query, name: 'evil.example.' };
const known = { egress: [{ identifier: 'api', dnsNames: ['api.example.com.'] }] };

describeRule(import.meta, {
  fires: {
    'a name that is not in the profile': {
      event: evil,
      profile: known,
      message: 'curl (pid 4242) queried evil.example.',
      uniqueId: 'curl_evil.example.',
    },
    'a name in mixed case, by one uniqueId': {
      event: { ...query, name: 'eViL.eXaMpLe.' },
      profile: known,
      message: 'curl (pid 4242) queried eViL.eXaMpLe.',
      uniqueId: 'curl_evil.example.',
    },
    'a name, with an empty profile': { event: evil, profile: {} },
    'a name in a standalone container': { event: evil, profile: {}, context: 'standalone' },
    'a name below one of the profile': { event: { ...query, name: 'x.api.example.com.' }, profile: known },
    'a name above one of the profile': { event: { ...query, name: 'example.com.' }, profile: known },
    'a name that ends like one of the profile': { event: { ...query, name: 'evilapi.example.com.' }, profile: known },
    'a name of which the profile holds an ingress': {
      event: evil,
      profile: { ingress: [{ dnsNames: ['evil.example.'] }] },
    },
    'a name that ends like a cluster name without its dot': {
      event: { ...query, name: 'evilsvc.cluster.local.' },
      profile: known,
    },
    'a name that begins like a cluster name': {
      event: { ...query, name: 'db.default.svc.cluster.local.evil.example.' },
      profile: known,
    },
    'the cluster domain itself': { event: { ...query, name: 'svc.cluster.local.' }, profile: known },
    'a name of the cluster that is no service': {
      event: { ...query, name: '10-0-0-7.default.pod.cluster.local.' },
      profile: known,
    },
    'a name with other characters for the dots of a cluster name': {
      event: { ...query, name: 'db.default.svc-cluster-local.' },
      profile: known,
    },
    'a name, whatever a policy allows': {
      event: evil,
      profile: { rulePolicies: { R0005: { processAllowed: ['curl'] } } },
    },
  },
  staysQuiet: {
    'a name that the profile holds': { event: { ...query, name: 'api.example.com.' }, profile: known },
    'a name that the profile holds, in another case': {
      event: { ...query, name: 'API.Example.Com.' },
      profile: known,
    },
    'a name that the profile holds by its domain': {
      event: evil,
      profile: { egress: [{ dnsNames: ['*.example.'] }] },
    },
    'a cluster name': { event: { ...query, name: 'db.default.svc.cluster.local.' }, profile: known },
    'a cluster name in another case': { event: { ...query, name: 'DB.Default.SVC.Cluster.Local.' }, profile: known },
    'a name, without a profile': { event: evil, profile: 'none' },
    'on the host, which its tags leave out': { event: evil, context: 'host' },
  },
});
