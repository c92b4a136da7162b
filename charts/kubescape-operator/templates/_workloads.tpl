{{- /* What the pods of the agent and of the operator have in common. */ -}}

{{- /* Labels by which a workload finds its pods; they cannot be changed once it is there. */ -}}
{{- define "kubescape-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ .name | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- end }}

{{- define "kubescape-operator.componentLabels" -}}
app: kubescape
{{ include "kubescape-operator.selectorLabels" . }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* The operator shares a name with nobody else of the release. */ -}}
{{- define "kubescape-operator.operatorName" -}}
{{- printf "%s-%s" .Values.nodeAgent.name .Values.operator.name | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "kubescape-operator.webhookName" -}}
{{- printf "%s-webhook" (include "kubescape-operator.operatorName" .) -}}
{{- end }}

{{- define "kubescape-operator.image" -}}
{{- $tag := .Values.nodeAgent.image.tag | default .Chart.AppVersion -}}
{{- .Values.nodeAgent.image.repository }}{{ ternary "@" ":" (hasPrefix "sha256:" $tag) }}{{ $tag -}}
{{- end }}

{{- /* The agent's configuration file: the values, and what the chart knows besides. */ -}}
{{- define "kubescape-operator.configuration" -}}
{{- $config := deepCopy .Values.nodeAgent.config -}}
{{- $_ := set $config "clusterName" .Values.clusterName -}}
{{- $_ := set $config "includeNamespaces" (include "kubescape-operator.namespaces" .Values.includeNamespaces | fromJsonArray) -}}
{{- $_ := set $config "excludeNamespaces" (include "kubescape-operator.namespaces" .Values.excludeNamespaces | fromJsonArray) -}}
{{- if and .Values.operator.enabled .Values.operator.webhook.enabled -}}
{{- $name := include "kubescape-operator.webhookName" . -}}
{{- $_ := set $config "webhook" (dict "serviceName" $name "secretName" $name "configurationName" (include "kubescape-operator.webhookConfigurationName" .)) -}}
{{- end -}}
{{- $config | toPrettyJson -}}
{{- end }}

{{- /* Of what a running agent cannot take over: a change of it restarts the pods, a change of the rest does not. */ -}}
{{- define "kubescape-operator.restartChecksum" -}}
{{- $config := include "kubescape-operator.configuration" . | fromJson -}}
{{- $exporters := omit (get $config "exporters") "stdoutExporter" -}}
{{- $rest := omit $config "includeNamespaces" "excludeNamespaces" "excludeLabels" "ownContexts" "policy" "logLevel" "exporters" -}}
{{- set $rest "exporters" $exporters | toJson | sha256sum -}}
{{- end }}

{{- /* Cluster-scoped, so that another release needs another name. */ -}}
{{- define "kubescape-operator.webhookConfigurationName" -}}
{{- printf "%s.%s" (include "kubescape-operator.webhookName" .) .Values.ksNamespace -}}
{{- end }}

{{- define "kubescape-operator.environment" -}}
- name: NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: NAMESPACE_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- with .Values.nodeAgent.env }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "kubescape-operator.probes" -}}
startupProbe:
  httpGet:
    path: /healthz
    port: http
  # Loading the programs takes a slow node seconds.
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /healthz
    port: http
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /readyz
    port: http
  periodSeconds: 5
  timeoutSeconds: 5
{{- end }}

{{- /* Where a pod may run; of the values of one of both. */ -}}
{{- define "kubescape-operator.scheduling" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- end }}

{{- /* Where the API server is: its Service, and what stands behind it, are in the namespace default. */ -}}
{{- define "kubescape-operator.apiServerRole" -}}
{{- $name := printf "%s.%s" .name .root.Values.ksNamespace -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ $name | quote }}
  namespace: default
  labels:
    {{- include "kubescape-operator.componentLabels" . | nindent 4 }}
rules:
  - apiGroups: [""]
    resources: [services]
    verbs: [list, watch]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ $name | quote }}
  namespace: default
  labels:
    {{- include "kubescape-operator.componentLabels" . | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ $name | quote }}
subjects:
  - kind: ServiceAccount
    name: {{ .name | quote }}
    namespace: {{ .root.Values.ksNamespace | quote }}
{{- end }}
