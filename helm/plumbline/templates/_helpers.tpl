{{/*
Names do not depend on the release: the two kinds are cluster-wide, so there is one operator in a cluster, and its
names are the ones that the documentation uses.
*/}}
{{- define "plumbline.name" -}}plumbline{{- end -}}
{{- define "plumbline.operator" -}}plumbline-operator{{- end -}}
{{- define "plumbline.webhook" -}}plumbline-webhook{{- end -}}
{{- define "plumbline.webhookSecret" -}}plumbline-webhook-tls{{- end -}}

{{- define "plumbline.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "plumbline.operator" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name is required when serviceAccount.create is false" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "plumbline.selectorLabels" -}}
app.kubernetes.io/name: plumbline-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "plumbline.labels" -}}
{{ include "plumbline.selectorLabels" . }}
app.kubernetes.io/component: operator
app.kubernetes.io/part-of: plumbline
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "plumbline.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}

{{/* Memory limit in MiB; the schema admits Mi and Gi only. */}}
{{- define "plumbline.memoryMi" -}}
{{- $memory := .Values.resources.memory -}}
{{- if hasSuffix "Gi" $memory -}}
{{- mul (trimSuffix "Gi" $memory | int) 1024 -}}
{{- else -}}
{{- trimSuffix "Mi" $memory | int -}}
{{- end -}}
{{- end -}}

{{- define "plumbline.heapMi" -}}
{{- div (mul (include "plumbline.memoryMi" . | int) (.Values.heapPercent | int)) 100 -}}
{{- end -}}

{{/* Netty's buffers; an eighth of the limit is far above what was seen and keeps them inside the native share. */}}
{{- define "plumbline.directMi" -}}
{{- div (include "plumbline.memoryMi" . | int) 8 -}}
{{- end -}}

{{- define "plumbline.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "plumbline.restrictedPod" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* The webhook sees only the namespaces that are served, so that is where `helm test` asks it. */}}
{{- define "plumbline.testNamespace" -}}
{{- if .Values.watchNamespaces -}}{{ first .Values.watchNamespaces }}{{- else -}}{{ .Release.Namespace }}{{- end -}}
{{- end -}}
