import type { ContainerProfile } from '@rulelibrary/schema';

/** Whether the profile allows what triggers the rule: in the whole container, or by this command. */
export function isAllowedByPolicy(
  ruleId: string,
  profile: ContainerProfile | undefined,
  comm: string | undefined,
): boolean {
  const policies = profile?.rulePolicies;
  if (policies === undefined || !Object.hasOwn(policies, ruleId)) return false;
  const policy = policies[ruleId];
  if (policy?.containerAllowed) return true;
  return comm !== undefined && (policy?.processAllowed?.includes(comm) ?? false);
}
