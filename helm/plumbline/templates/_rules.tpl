{{/*
The operator's rights, written by hand and held to the code by RbacTest and RbacIT. Each rule says what it is for;
no wildcard, no PersistentVolumeClaim can be deleted, no `escalate`, no `bind`: a Role that the operator makes can
grant only what stands here.
*/}}
{{- define "plumbline.rules.namespaced" -}}
# Own kinds: read, write the status. Spec and metadata belong to the user.
- apiGroups: [plumbline.dev]
  resources: [mlplatforms, modelrollouts]
  verbs: [get, list, watch]
- apiGroups: [plumbline.dev]
  resources: [mlplatforms/status, modelrollouts/status]
  verbs: [get, patch, update]
# blockOwnerDeletion in owner references, where the API server checks it.
- apiGroups: [plumbline.dev]
  resources: [mlplatforms/finalizers, modelrollouts/finalizers]
  verbs: [update]
# What a platform and a rollout consist of; delete, because a component can be taken out of the spec.
- apiGroups: [apps]
  resources: [statefulsets, deployments]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [services, configmaps, serviceaccounts]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [get, list, watch, create, patch, delete]
# Artifacts are looked at in Jobs, which end and are cleaned up by themselves: no delete.
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, create, patch]
# Generated passwords and tokens. They are made once and go with their owner: no delete.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, patch]
# A lost member costs the whole H2O cloud: the operator restarts all of its Pods together.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
# Whether the claim that a model lies on exists. Volumes are never deleted by the operator.
- apiGroups: [""]
  resources: [persistentvolumeclaims]
  verbs: [get]
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
# Why a Job has no Pod, or a Pod no container, when that is so for a while: nothing but Events says it.
- apiGroups: [""]
  resources: [events]
  verbs: [list]
# Only to be granted on: what Patroni needs to elect a primary through the API server.
- apiGroups: [""]
  resources: [pods]
  verbs: [patch]
- apiGroups: [""]
  resources: [endpoints]
  verbs: [get, list, watch, create, patch, update]
{{- end -}}

{{/* In the release's own namespace. */}}
{{- define "plumbline.rules.own" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "plumbline.lease" . }}]
  verbs: [get, update, patch]
{{- if not .Values.certManager.enabled }}
# The webhook's CA and certificate, made and renewed by the operator.
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [{{ include "plumbline.webhookSecret" . }}]
  verbs: [get, update, patch]
{{- end }}
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end -}}

{{/* Cluster-scoped things have no namespace to be granted in; each is named. */}}
{{- define "plumbline.rules.cluster" -}}
{{- if not .Values.certManager.enabled }}
- apiGroups: [admissionregistration.k8s.io]
  resources: [validatingwebhookconfigurations]
  resourceNames: [{{ include "plumbline.name" . }}]
  verbs: [get, patch]
{{- end }}
{{- end -}}
