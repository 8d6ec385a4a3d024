{{- define "gws.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "gws.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains (include "gws.name" .) .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "gws.name" .) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "gws.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ include "gws.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "gws.selector" -}}
app.kubernetes.io/name: {{ include "gws.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end }}

{{- define "gws.redisSelector" -}}
app.kubernetes.io/name: {{ include "gws.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: redis
{{- end }}

{{- define "gws.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- /* Whether there is a Redis. Several replicas without one would not know of each other. */ -}}
{{- define "gws.isShared" -}}
{{- $s := .Values.secret }}
{{- if or $s.existingSecret $s.redisUrl .Values.redis.enabled }}true
{{- else if or (gt (int .Values.replicaCount) 1) .Values.autoscaling.enabled }}
{{- fail "Several replicas share Redis: set secret.existingSecret, or secret.redisUrl and secret.eventLogKey, or redis.enabled; or replicaCount=1" }}
{{- end }}
{{- end }}

{{- define "gws.secretName" -}}
{{- default (include "gws.fullname" .) .Values.secret.existingSecret }}
{{- end }}

{{- define "gws.redisUrl" -}}
{{- if .Values.redis.enabled }}
{{- printf "redis://:%s@%s-redis:6379" (required "redis.password is wanted: openssl rand -hex 32" .Values.redis.password) (include "gws.fullname" .) }}
{{- else }}
{{- .Values.secret.redisUrl }}
{{- end }}
{{- end }}

{{- define "gws.settings" -}}
{{- $_ := required "settings.GWS_URL is wanted: the base of Web Services, up to and including /api/v2" .Values.settings.GWS_URL }}
{{- $given := deepCopy .Values.settings }}
{{- if and .Values.ingress.enabled (not (hasKey $given "TRUST_PROXY")) }}
{{- $_ := set $given "TRUST_PROXY" "1" }}
{{- end }}
{{- range $name, $value := $given }}
{{- /* Numbers of values come as floats: without an exponent. */}}
{{ $name }}: {{ ternary (printf "%.0f" (float64 (ternary $value 0 (kindIs "float64" $value)))) (toString $value) (kindIs "float64" $value) | quote }}
{{- end }}
{{- end }}

{{- /* The pause, the drain, and the second in which the process then ends itself, with two to spare. */ -}}
{{- define "gws.grace" -}}
{{- $drain := default 4000 .Values.settings.SHUTDOWN_TIMEOUT_MS | float64 }}
{{- add .Values.preStopSeconds (divf $drain 1000 | ceil | int) 3 }}
{{- end }}
