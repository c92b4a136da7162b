import { readsOf } from '@rulelibrary/cel';
import type { Place, Problem, ProfilePart, Rule } from '@rulelibrary/schema';
import { covers, declaredText, type Needed, neededText } from './profile-demand.ts';
import { ruleTexts } from './rule-texts.ts';

/** A call that asks a profile. */
interface Asked {
  readonly part: ProfilePart;
  readonly needed: Needed;
  readonly name: string;
  readonly place: Place;
}

/**
 * Where `profileDataRequired` and `profileDependency` differ from what the expressions ask of a profile. A declared demand
 * that holds more entries than are needed is right; a part that no expression reads is not.
 *
 * @param rule one that compiles
 */
export function profileProblems(rule: Rule): readonly Problem[] {
  const asked = askedOf(rule);
  const found = [...dependencyProblems(rule, asked), ...undeclared(rule, asked), ...misdeclared(rule, asked)];
  return found.map(([place, message]) => ({ ...place, code: 'profile-data', message, ruleId: rule.spec.id }));
}

type Found = readonly [place: Place, message: string];

function askedOf(rule: Rule): readonly Asked[] {
  return ruleTexts(rule).flatMap(({ source, pointer }) =>
    readsOf(source).calls.flatMap(({ name, profile, start }) =>
      profile === undefined
        ? []
        : [{ part: profile.part, needed: profile.alternatives, name, place: rule.placeInText(pointer, start) }],
    ),
  );
}

function dependencyProblems(rule: Rule, [first]: readonly Asked[]): readonly Found[] {
  const { profileDependency } = rule.spec;
  if ((profileDependency === 2) === (first === undefined)) return [];
  const expected = first === undefined ? '2 (not required)' : '0 (required) or 1 (optional)';
  const reason = first === undefined ? 'no expression asks a profile' : `${first.name} asks one`;
  const message = `Expected profileDependency ${expected}, got "${profileDependency}": ${reason}`;
  return [[rule.placeOf('/profileDependency'), message]];
}

/** Once a part, at the first call that asks for it. */
function undeclared({ spec }: Rule, asked: readonly Asked[]): readonly Found[] {
  const parts = Map.groupBy(asked, ({ part }) => part);
  return [...parts].flatMap(([part, [first, ...more]]): Found[] => {
    if (first === undefined || spec.profileDataRequired?.[part] !== undefined) return [];
    const demands = [...new Set([first, ...more].map(({ needed }) => neededText(needed)))];
    const demand = demands.includes('all') ? 'all' : demands.join(', ');
    return [[first.place, `Undeclared profile data "${part}: ${demand}"; add it to profileDataRequired`]];
  });
}

function misdeclared(rule: Rule, asked: readonly Asked[]): readonly Found[] {
  return Object.entries(rule.spec.profileDataRequired ?? {}).flatMap(([part, declared]): Found[] => {
    const calls = asked.filter((call) => call.part === part);
    const place = rule.placeOf(`/profileDataRequired/${part}`);
    if (calls.length === 0) return [[place, `Unread profile data "${part}": no expression asks for it`]];
    const missed = calls.find(({ needed }) => !covers(declared, needed));
    if (missed === undefined) return [];
    const expected = neededText(missed.needed);
    return [[place, `Expected ${part}: ${expected}, as ${missed.name} needs, got "${declaredText(declared)}"`]];
  });
}
