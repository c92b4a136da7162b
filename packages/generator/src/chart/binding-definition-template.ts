import { bindingDefinition } from '../crd/binding-definition.ts';
import { definitionTemplate } from './definition-template.ts';

const placeholder = 'SCOPE';

/** The CustomResourceDefinition of bindings, its scope taken from the values when Helm renders it. */
export function bindingDefinitionTemplate(): string {
  const text = definitionTemplate(bindingDefinition(placeholder));
  return text.replace(`scope: ${placeholder}`, 'scope: {{ include "kubescape-operator.bindingScope" . }}');
}
