import type { HelperImplementations } from '@rulelibrary/cel';
import type { ContainerProfile, HelperName, RuntimeEvent } from '@rulelibrary/schema';
import type { ContainerIdentity } from '../profile-source.ts';
import { createProfileHelpers } from './ap.ts';
import { createKubernetesHelpers, type KubernetesSource } from './k8s.ts';
import { createNetHelpers } from './net.ts';
import { createNetworkHelpers } from './nn.ts';
import { getExecPath } from './parse.ts';
import { createProcessHelpers, type ProcessSource } from './process.ts';
import { createProfileIndexer } from './profile-index.ts';

/** What the helper functions answer from. */
export interface HelperSources {
  /** The completed profile of a container, undefined where there is none. */
  readonly completedProfile: (containerId: string) => ContainerProfile | undefined;
  /** The event that is evaluated now. */
  readonly currentEvent: () => RuntimeEvent | undefined;
  readonly kubernetes?: KubernetesSource | undefined;
  readonly processes?: ProcessSource | undefined;
}

/** One implementation for each helper function of the catalogue; overloads share theirs. */
export function createHelpers(sources: HelperSources): HelperImplementations {
  const indexOf = createProfileIndexer();
  const find = (containerId: string) => {
    const profile = sources.completedProfile(containerId);
    return profile && indexOf(profile);
  };
  const ap = createProfileHelpers(
    find,
    (id) => sources.kubernetes?.declaredExecutables?.(id, identityOf(id, sources.currentEvent())) ?? [],
  );
  const nn = createNetworkHelpers(find);
  const k8s = createKubernetesHelpers(sources.kubernetes);
  const process = createProcessHelpers(sources.processes, sources.currentEvent);
  const implementations = {
    'ap.was_executed': ap.wasExecuted,
    'ap.was_executed_with_args': ap.wasExecutedWithArgs,
    'ap.was_path_opened': ap.wasPathOpened,
    'ap.was_path_opened_with_flags': ap.wasPathOpenedWithFlags,
    'ap.was_path_opened_with_suffix': ap.wasPathOpenedWithSuffix,
    'ap.was_path_opened_with_prefix': ap.wasPathOpenedWithPrefix,
    'ap.was_syscall_used': ap.wasSyscallUsed,
    'ap.was_capability_used': ap.wasCapabilityUsed,
    'ap.was_endpoint_accessed': ap.wasEndpointAccessed,
    'ap.was_endpoint_accessed_with_method': ap.wasEndpointAccessedWithMethod,
    'ap.was_endpoint_accessed_with_methods': ap.wasEndpointAccessedWithMethods,
    'ap.was_endpoint_accessed_with_prefix': ap.wasEndpointAccessedWithPrefix,
    'ap.was_endpoint_accessed_with_suffix': ap.wasEndpointAccessedWithSuffix,
    'ap.was_host_accessed': ap.wasHostAccessed,
    'nn.was_address_in_egress': nn.wasAddressInEgress,
    'nn.was_address_in_ingress': nn.wasAddressInIngress,
    'nn.is_domain_in_egress': nn.isDomainInEgress,
    'nn.is_domain_in_ingress': nn.isDomainInIngress,
    'nn.was_address_port_protocol_in_egress': nn.wasTupleInEgress,
    'nn.was_address_port_protocol_in_ingress': nn.wasTupleInIngress,
    'k8s.get_container_mount_paths': k8s.getContainerMountPaths,
    'k8s.is_api_server_address': k8s.isApiServerAddress,
    'k8s.get_container_by_name': k8s.getContainerByName,
    'parse.get_exec_path': getExecPath,
    'net.is_private_ip': createNetHelpers().isPrivateIp,
    'process.get_process_env': process.getProcessEnv,
    'process.get_ld_hook_var': process.getLdHookVar,
  } satisfies Record<HelperName, (...args: never[]) => unknown>;
  // The CEL checker has matched every call with the catalogue's signatures, which the functions above follow.
  return implementations as unknown as HelperImplementations;
}

/** A rule can only ask by id; the event in hand tells the names of its own container. */
function identityOf(containerId: string, event: RuntimeEvent | undefined): ContainerIdentity {
  if (event === undefined || containerId !== (event.containerId ?? '')) return { containerId };
  const { containerName, namespace, podName } = event;
  return { containerId, containerName, namespace, podName };
}
