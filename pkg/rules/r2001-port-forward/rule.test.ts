import { describeRule } from '@rulelibrary/rule-tester';

const connect = {
  eventType: 'k8s-admission',
  Operation: 'CONNECT',
  Kind: 'PodPortForwardOptions',
  Resource: 'pods',
  Subresource: 'portforward',
  Namespace: 'shop',
  Name: 'cart-0',
  UserInfo: { Username: 'jane@example.com', UID: 'u-1', Groups: ['developers'] },
} as const;

describeRule(import.meta, {
  fires: {
    'a connection, without a profile': {
      event: connect,
      message: 'jane@example.com forwarded ports to pod shop/cart-0 through the Kubernetes API',
      uniqueId: 'jane@example.com_shop/cart-0',
    },
    'a connection by a service account': {
      event: { ...connect, UserInfo: { Username: 'system:serviceaccount:ci:runner' } },
      uniqueId: 'system:serviceaccount:ci:runner_shop/cart-0',
    },
    'a connection in a namespace of the cluster itself': {
      event: { ...connect, Namespace: 'kube-system', Name: 'etcd-0' },
      uniqueId: 'jane@example.com_kube-system/etcd-0',
    },
    'a connection, whatever a policy allows': {
      event: connect,
      profile: { rulePolicies: { R2001: { containerAllowed: true } } },
    },
  },
  staysQuiet: {
    'another connection to a pod, PodExecOptions': { event: { ...connect, Kind: 'PodExecOptions' } },
    'an attachment to a pod': { event: { ...connect, Kind: 'PodAttachOptions' } },
    'a proxy to a pod': { event: { ...connect, Kind: 'PodProxyOptions' } },
    'a pod that is created': { event: { ...connect, Operation: 'CREATE', Kind: 'Pod' } },
    'another operation with the same kind': { event: { ...connect, Operation: 'CREATE' } },
    'an operation that is unknown': { event: { ...connect, Operation: '' } },
    'a kind that is unknown': { event: { ...connect, Kind: '' } },
  },
});
