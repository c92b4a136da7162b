import type { Problem } from '@rulelibrary/schema';
import { toPointer } from '@rulelibrary/schema/yaml';
import type { EventReader } from '../event/create-event-reader.ts';
import type { ThreatEvent } from '../event/threat-event.ts';
import type { ThreatRule } from '../rule.ts';
import type { CompiledFixture } from './compiled-rule.ts';

/** The fixtures of a rule with their events read; wrong values are added to `problems`. */
export function compileFixtures({ spec, document }: ThreatRule, read: EventReader, problems: Problem[]) {
  return spec.tests.map(({ name, verdict, events }, index): CompiledFixture => {
    const pointer = `/tests/${index}`;
    const unknownKeys: string[] = [];
    const compiled = events.map((event, at): ThreatEvent => {
      const pointerOf = (path: readonly string[]) => `${pointer}/events/${at}${toPointer(path)}`;
      const wrong = (path: readonly string[], message: string) => {
        // A key in another case stands elsewhere in the file, but its parent is found.
        const place = document.placeOf(pointerOf(path));
        const where = path.length === 0 ? '' : ` in "${path.join('.')}"`;
        problems.push({ ...place, code: 'wrong-type', message: `${message}${where}`, ruleId: spec.id });
      };
      // Aliases share what they repeat, and the reader keeps what it is given.
      const readEvent = read(structuredClone(event), {
        unknownKey: (path, key) => unknownKeys.push(pointerOf([...path, key])),
        wrongType: wrong,
        unsafeInteger: (path) => wrong(path, 'Too large number, maximum 9007199254740991'),
      });
      return readEvent ?? {};
    });
    return { name, verdict, pointer, events: compiled, unknownKeys };
  });
}
