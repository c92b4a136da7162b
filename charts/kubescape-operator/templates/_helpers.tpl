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
{{- if include "kubescape-operator.definitionOwner" (dict "root" . "name" "runtimerulealertbindings.kubescape.io") -}}
{{- (lookup "apiextensions.k8s.io/v1" "CustomResourceDefinition" "" "runtimerulealertbindings.kubescape.io").spec.scope -}}
{{- else -}}
{{- if eq .Values.alertCRD.scopeClustered .Values.alertCRD.scopeNamespaced -}}
{{- fail (printf "Expected exactly one of alertCRD.scopeClustered and alertCRD.scopeNamespaced to be true, got %q; set one of them to %t" (ternary "both" "neither" .Values.alertCRD.scopeClustered) (not .Values.alertCRD.scopeClustered)) -}}
{{- end -}}
{{- ternary "Cluster" "Namespaced" .Values.alertCRD.scopeClustered -}}
{{- end -}}
{{- end }}

{{- /*
Who brought a definition that is in the cluster already and is not of this release; nothing where it is, or is not there.

Helm refuses to install over what is not its own, and a second owner would change the definition back and forth: one that is
there, of an existing Kubescape for example, is used as it is.
*/ -}}
{{- define "kubescape-operator.definitionOwner" -}}
{{- $definition := lookup "apiextensions.k8s.io/v1" "CustomResourceDefinition" "" .name -}}
{{- include "kubescape-operator.foreignOwner" (dict "root" .root "object" $definition) -}}
{{- end }}

{{- /* The same for the object default-rules; its kind can be looked up only where the cluster has it. */ -}}
{{- define "kubescape-operator.defaultRulesOwner" -}}
{{- if .Capabilities.APIVersions.Has "kubescape.io/v1/Rules" -}}
{{- $rules := lookup "kubescape.io/v1" "Rules" .Values.ksNamespace "default-rules" -}}
{{- include "kubescape-operator.foreignOwner" (dict "root" . "object" $rules) -}}
{{- end -}}
{{- end }}

{{- define "kubescape-operator.foreignOwner" -}}
{{- if .object -}}
{{- $annotations := .object.metadata.annotations | default dict -}}
{{- $name := get $annotations "meta.helm.sh/release-name" -}}
{{- $namespace := get $annotations "meta.helm.sh/release-namespace" -}}
{{- if or (ne $name .root.Release.Name) (ne $namespace .root.Release.Namespace) -}}
{{- if $name }}release {{ $namespace }}/{{ $name }}{{ else }}no release{{ end -}}
{{- end -}}
{{- end -}}
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
