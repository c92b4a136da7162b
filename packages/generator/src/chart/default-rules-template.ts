import { dumpYaml, type Rule } from '@rulelibrary/schema';
import { createTemplate } from '../text/create-template.ts';
import { escapeForHelm } from '../text/escape-for-helm.ts';
import { generatedBy } from '../text/generated-by.ts';
import { indent } from '../text/indent.ts';

const template = createTemplate<{ generatedBy: string; rules: string }>(`\
{{{{raw}}}}{{- /* {{{{/raw}}}}{{generatedBy}}{{{{raw}}}} */ -}}
{{- if and .Values.alertCRD.installDefault (not (include "kubescape-operator.defaultRulesOwner" .)) }}
apiVersion: kubescape.io/v1
kind: Rules
metadata:
  name: default-rules
  namespace: {{ .Values.ksNamespace | quote }}
  labels:
    {{- include "kubescape-operator.labels" . | nindent 4 }}
  {{- with include "kubescape-operator.customResourceAnnotations" (dict "root" . "kind" "Rules") }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
spec:
{{{{/raw}}}}
{{rules}}{{{{raw}}}}{{- end }}{{{{/raw}}}}
`);

/** The object `default-rules`: the stable rules, where the values ask for them. */
export function defaultRulesTemplate(rules: readonly Rule[]): string {
  const specs = rules.filter(({ status }) => status === 'stable').map(({ spec }) => spec);
  return template({ generatedBy, rules: indent(escapeForHelm(dumpYaml({ rules: specs })), 2) });
}
