import type { Rule } from '@rulelibrary/schema';
import { createTemplate } from '../text/create-template.ts';
import { generatedBy } from '../text/generated-by.ts';

const template = createTemplate<{ generatedBy: string; ids: readonly string[] }>(`\
{{{{raw}}}}{{- /* {{{{/raw}}}}{{generatedBy}}{{{{raw}}}} */ -}}
{{- define "kubescape-operator.defaultRuleBindingMetadata" -}}
labels:
  {{- include "kubescape-operator.labels" . | nindent 2 }}
{{- with include "kubescape-operator.customResourceAnnotations" (dict "root" . "kind" "RuntimeRuleAlertBinding") }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end }}
{{- define "kubescape-operator.defaultRuleIDs" -}}
{{{{/raw}}}}
rules:
{{#each ids}}
  - ruleID: {{this}}
{{/each}}
{{{{raw}}}}{{- end }}
{{- if .Values.alertCRD.installDefault }}
{{- if eq (include "kubescape-operator.bindingScope" .) "Cluster" }}
apiVersion: kubescape.io/v1
kind: RuntimeRuleAlertBinding
metadata:
  name: all-rules-all-pods
  {{- include "kubescape-operator.defaultRuleBindingMetadata" . | nindent 2 }}
spec:
  {{- with include "kubescape-operator.namespaceRequirements" . }}
  namespaceSelector:
    matchExpressions:
      {{- . | nindent 6 }}
  {{- end }}
  {{- include "kubescape-operator.defaultRuleIDs" . | nindent 2 }}
{{- else }}
{{- /* A namespaced binding selects pods of its own namespace alone: one for each that the values name. */ -}}
{{- range include "kubescape-operator.bindingNamespaces" . | fromJsonArray }}
---
apiVersion: kubescape.io/v1
kind: RuntimeRuleAlertBinding
metadata:
  name: all-rules-namespace-pods
  namespace: {{ . | quote }}
  {{- include "kubescape-operator.defaultRuleBindingMetadata" $ | nindent 2 }}
spec:
  {{- include "kubescape-operator.defaultRuleIDs" $ | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}{{{{/raw}}}}
`);

/** The binding of the stable rules by id, so that no renamed rule falls out; for the cluster or for namespaces. */
export function defaultRuleBindingTemplate(rules: readonly Rule[]): string {
  const ids = rules.filter(({ status }) => status === 'stable').map(({ spec }) => spec.id);
  return template({ generatedBy, ids });
}
