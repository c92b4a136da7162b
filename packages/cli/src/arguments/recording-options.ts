import type { OptionSpecs } from './command-spec.ts';

/** What a recording does not say of its containers: the options of every command that reads one. */
export const recordingOptions = {
  profiles: { kind: 'values', placeholder: 'PATH', help: 'profiles of the containers in the recording' },
  pods: {
    kind: 'values',
    placeholder: 'PATH',
    help: 'Pod objects of the recording, for the k8s. functions, ap.was_executed and --bindings',
  },
  bindings: {
    kind: 'values',
    placeholder: 'PATH',
    help: 'RuntimeRuleAlertBinding objects: events of pods then see the rules that these bind',
  },
} as const satisfies OptionSpecs;

/** What bindings go by in a recording, for `--help`. */
export const bindingsNote =
  "With --bindings, selectors read the labels of the Pod and Namespace objects of --pods. Of a pod that is not there the record's\nown labels count, and of a namespace its label kubernetes.io/metadata.name. Hosts and standalone containers need no binding.";
