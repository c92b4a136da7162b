import type { RuntimeEvent } from '@rulelibrary/schema';
import { CommandError } from '../command-error.ts';
import { openInput } from '../input/open-input.ts';
import { readEvents } from '../input/read-events.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The one event in a file, or in standard input for `-`.
 * @throws CommandError where there is none, or more than one
 */
export async function readEvent(path: string, terminal: Terminal): Promise<RuntimeEvent> {
  const { source, name } = openInput(path, terminal);
  const events: RuntimeEvent[] = [];
  await readEvents(source, name, { onEvent: (event) => events.push(event), terminal });
  const [event] = events;
  if (event === undefined) throw new CommandError(`Cannot read an event in "${name}"`);
  if (events.length > 1) throw new CommandError(`Expected one event in "${name}", got ${events.length}`);
  return event;
}
