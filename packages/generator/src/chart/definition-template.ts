import { dumpYaml } from '@rulelibrary/schema';
import { createTemplate } from '../text/create-template.ts';
import { escapeForHelm } from '../text/escape-for-helm.ts';
import { generatedBy } from '../text/generated-by.ts';
import { indent } from '../text/indent.ts';

const template = createTemplate<{ generatedBy: string; name: string; spec: string }>(`\
{{{{raw}}}}{{- /* {{{{/raw}}}}{{generatedBy}}{{{{raw}}}} */ -}}
{{- if not (include "kubescape-operator.definitionOwner" (dict "root" . "name" "{{{{/raw}}}}{{name}}{{{{raw}}}}")) }}{{{{/raw}}}}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: {{name}}
  annotations:
    # Uninstalling the chart would else delete every object of the kind.
    helm.sh/resource-policy: keep
  labels:
{{{{raw}}}}    {{- include "kubescape-operator.labels" . | nindent 4 }}{{{{/raw}}}}
spec:
{{spec}}{{{{raw}}}}{{- end }}{{{{/raw}}}}
`);

/** A CustomResourceDefinition as a template of the chart, which leaves alone one that is there and not the release's. */
export function definitionTemplate({ name, spec }: { name: string; spec: object }): string {
  return template({ generatedBy, name, spec: indent(escapeForHelm(dumpYaml(spec)), 2) });
}
