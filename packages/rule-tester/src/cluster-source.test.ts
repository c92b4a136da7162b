import { describe, expect, it } from 'vitest';
import { caseResultFault } from './case-result-fault.ts';
import { fixtureRule } from './fixture-rule.ts';
import type { CaseCluster, FiringCase } from './rule-cases.ts';
import { runCase } from './run-case.ts';

const names = 'event.namespace, event.podName, event.containerName';
const mounts = `k8s.get_container_mount_paths(${names})`;

function faultOf(expression: string, cluster: CaseCluster | undefined, more: Partial<FiringCase> = {}) {
  const tags = ['context:kubernetes', 'context:standalone'];
  const ruleCase = { event: { eventType: 'exec', comm: 'x', exepath: '/bin/x' }, ...more, ...(cluster && { cluster }) };
  const result = runCase(fixtureRule({ expression, tags }), 'fires', ruleCase as FiringCase);
  return caseResultFault('fires', ruleCase as FiringCase, result);
}

const quiet = 'Expected an alert, got "none": the expression is false';

describe('the cluster of a case', () => {
  it('has the API server addresses it names', () => {
    const asks = (address: string) => `k8s.is_api_server_address('${address}')`;
    const cluster = { apiServerAddresses: ['10.96.0.1'] };
    expect(faultOf(asks('10.96.0.1'), cluster)).toBeUndefined();
    expect(faultOf(asks('10.96.0.2'), cluster)).toBe(quiet);
    expect(faultOf(asks('10.96.0.1'), {})).toBe(quiet);
    expect(faultOf(asks('10.96.0.1'), undefined)).toBe(quiet);
  });

  it("has the mount paths of the case's container, in a pod and standalone", () => {
    const cluster = { mountPaths: ['/data'] };
    expect(faultOf(`${mounts} == ['/data']`, cluster)).toBeUndefined();
    expect(faultOf(`${mounts} == ['/data']`, cluster, { context: 'standalone' })).toBeUndefined();
    expect(faultOf(`${mounts} == []`, {})).toBeUndefined();
  });

  it.each([
    "'other', event.podName, event.containerName",
    "event.namespace, 'other', event.containerName",
    "event.namespace, event.podName, 'other'",
  ])('knows no container %s', (others) => {
    const cluster = { mountPaths: ['/data'] };
    expect(faultOf(`k8s.get_container_mount_paths(${others}) == []`, cluster)).toBeUndefined();
    expect(faultOf(`k8s.get_container_by_name(${others})`, cluster)).toBe(quiet);
    expect(faultOf(`k8s.get_container_by_name(${names})`, cluster)).toBeUndefined();
  });

  it("has the executables that the pod's spec runs", () => {
    const cluster = { declaredExecutables: ['/bin/x'] };
    const asks = 'ap.was_executed(event.containerId, event.exepath)';
    expect(faultOf(asks, cluster, { profile: {} })).toBeUndefined();
    expect(faultOf(asks, {}, { profile: {} })).toBe(quiet);
    expect(faultOf("ap.was_executed('another', event.exepath)", cluster, { profile: {} })).toBe(quiet);
  });

  it('has no other keys', () => {
    const cluster = { apiServerAdresses: ['10.96.0.1'] } as CaseCluster;
    expect(faultOf('true', cluster)).toBe(
      'Unknown cluster key "apiServerAdresses"; the nearest is "apiServerAddresses"',
    );
  });
});
