import type { RulesObject } from '@rulelibrary/schema';
import type { RuleFate } from './create-rule-sets.ts';
import type { ObjectReport, OverriddenRule } from './update-report.ts';

/** What became of the rules by the object that they stand in. */
export function objectReports(fates: readonly RuleFate[]): readonly ObjectReport[] {
  return [...Map.groupBy(fates, ({ rule }) => keyOf(rule.object)).values()].map((ofObject): ObjectReport => {
    const object = ofObject[0]?.rule.object;
    const ids = (wanted: (fate: RuleFate) => boolean) => ofObject.filter(wanted).map(({ rule }) => rule.spec.id);
    return {
      ...(object !== undefined && { object }),
      accepted: ids(({ fate }) => fate !== 'rejected' && fate !== 'overridden'),
      rejected: ofObject
        .filter(({ fate }) => fate === 'rejected')
        .map(({ rule, problems }) => ({ id: rule.spec.id, problems })),
      overridden: ofObject.flatMap(overriddenOf),
    };
  });
}

/** Objects of files have no uid; a name is unique in its namespace. */
function keyOf(object: RulesObject | undefined): string {
  return object === undefined ? '' : `${object.namespace ?? ''}/${object.name}/${object.uid ?? ''}`;
}

function overriddenOf({ rule, winner }: RuleFate): OverriddenRule[] {
  if (winner === undefined) return [];
  const { object, place } = winner;
  return [{ id: rule.spec.id, place: rule.place, by: { ...(object !== undefined && { object }), place } }];
}
