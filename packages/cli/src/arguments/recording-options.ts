import type { OptionSpecs } from './command-spec.ts';

/** What a recording does not say of its containers: the options of every command that reads one. */
export const recordingOptions = {
  profiles: { kind: 'values', placeholder: 'PATH', help: 'profiles of the containers in the recording' },
  pods: {
    kind: 'values',
    placeholder: 'PATH',
    help: 'Pod objects of the recording, for the k8s. functions and ap.was_executed',
  },
} as const satisfies OptionSpecs;
