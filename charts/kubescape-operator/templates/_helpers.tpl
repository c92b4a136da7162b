{{- define "kubescape-operator.labels" -}}
app: kubescape
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* Cluster or Namespaced; a CustomResourceDefinition has exactly one scope. */ -}}
{{- define "kubescape-operator.bindingScope" -}}
{{- if eq .Values.alertCRD.scopeClustered .Values.alertCRD.scopeNamespaced -}}
{{- fail (printf "Expected exactly one of alertCRD.scopeClustered and alertCRD.scopeNamespaced to be true, got %q; set one of them to %t" (ternary "both" "neither" .Values.alertCRD.scopeClustered) (not .Values.alertCRD.scopeClustered)) -}}
{{- end -}}
{{- ternary "Cluster" "Namespaced" .Values.alertCRD.scopeClustered -}}
{{- end }}

{{- /* The namespaces in a list joined with commas, as a JSON array. */ -}}
{{- define "kubescape-operator.namespaces" -}}
{{- $names := list -}}
{{- range splitList "," . -}}
{{- with trim . }}{{ $names = append $names . }}{{ end -}}
{{- end -}}
{{- $names | uniq | toJson -}}
{{- end }}

{{- /* What a cluster-scoped default binding asks of the namespace; nothing when all are meant. */ -}}
{{- define "kubescape-operator.namespaceRequirements" -}}
{{- $operator := ternary "In" "NotIn" (ne .Values.includeNamespaces "") -}}
{{- with .Values.includeNamespaces | default .Values.excludeNamespaces -}}
- key: kubernetes.io/metadata.name
  operator: {{ $operator }}
  values:
    {{- include "kubescape-operator.namespaces" . | fromJsonArray | toYaml | nindent 4 }}
{{- end -}}
{{- end }}

{{- /* Where namespaced default bindings stand, as a JSON array. */ -}}
{{- define "kubescape-operator.bindingNamespaces" -}}
{{- include "kubescape-operator.namespaces" (.Values.includeNamespaces | default .Values.ksNamespace) -}}
{{- end }}

{{- /*
Annotations of an object whose kind a CustomResourceDefinition of this chart defines.

Helm looks up every kind before it installs anything, so that in the release that brings the definition the object must be
made by a hook. It says itself which release it belongs to: the next upgrade, which finds the kind, takes it over.
*/ -}}
{{- define "kubescape-operator.customResourceAnnotations" -}}
{{- if not (.root.Capabilities.APIVersions.Has (printf "kubescape.io/v1/%s" .kind)) -}}
helm.sh/hook: post-install,post-upgrade
helm.sh/hook-delete-policy: before-hook-creation
meta.helm.sh/release-name: {{ .root.Release.Name | quote }}
meta.helm.sh/release-namespace: {{ .root.Release.Namespace | quote }}
{{- end -}}
{{- end }}
