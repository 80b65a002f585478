{{/*
Base of every name: the release plumbline gives plumbline-operator, plumbline-webhook, …; the release x gives
x-plumbline-operator, so that teams can have an operator each for their own namespaces (watchNamespaces).
*/}}
{{- define "plumbline.name" -}}
{{- if contains "plumbline" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-plumbline" (.Release.Name | trunc 30 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}
{{- define "plumbline.operator" -}}{{ include "plumbline.name" . }}-operator{{- end -}}
{{- define "plumbline.webhook" -}}{{ include "plumbline.name" . }}-webhook{{- end -}}
{{- define "plumbline.webhookSecret" -}}{{ include "plumbline.name" . }}-webhook-tls{{- end -}}
{{/* The operator takes this name for granted, so there is one release in a namespace. */}}
{{- define "plumbline.lease" -}}plumbline-operator{{- end -}}

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
