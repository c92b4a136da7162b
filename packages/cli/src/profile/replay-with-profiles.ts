import { createEngine, createGivenProfiles } from '@rulelibrary/engine';
import type { NamedProfile, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { agentVersion } from '../agent-version.ts';
import { checkRules } from '../commands/check-rules.ts';
import { openInput } from '../input/open-input.ts';
import { readEvents } from '../input/read-events.ts';
import { type AlertOutput, createAlertOutput } from '../output/alert-output.ts';
import type { Terminal } from '../output/terminal.ts';

export interface ReplayWithProfiles {
  readonly profiles: readonly NamedProfile[];
  readonly recording: string;
  readonly rules: readonly Rule[];
  readonly includeDisabled: boolean;
  readonly format: 'text' | 'json';
}

/**
 * Writes the alerts that the recording would raise with the profiles, were they completed: of the rules that ask a profile,
 * since for the others it makes no difference.
 */
export async function replayWithProfiles(
  { profiles, recording, rules, includeDisabled, format }: ReplayWithProfiles,
  terminal: Terminal,
): Promise<{ readonly alerts: AlertOutput; readonly events: number; readonly isUnreadable: boolean }> {
  const completed = profiles.map((named): NamedProfile => {
    return { ...named, profile: { ...named.profile, status: 'completed' } };
  });
  const engine = createEngine({
    rules: rules.filter(({ spec }) => spec.profileDependency !== 2),
    includeDisabled,
    profiles: createGivenProfiles(completed),
    agentVersion: agentVersion(),
  });
  checkRules(engine, terminal);
  const alerts = createAlertOutput(format, terminal.stdout);
  const { source, name } = openInput(recording, terminal);
  // Of containers that these are not the profiles of they say nothing.
  const onEvent = (event: RuntimeEvent) => alerts.write(engine.process(event).filter(({ profile }) => profile));
  const { events, isIncomplete } = await readEvents(source, name, { onEvent, terminal });
  return { alerts, events, isUnreadable: isIncomplete && events === 0 };
}
