/**
 * Names of OpenTelemetry's conventions for generative AI, which are still being renamed: all of
 * them are here. Source: semantic-conventions 1.41, `gen-ai/gen-ai-spans.md` and
 * `gen-ai-metrics.md`; `gen_ai.client.inference.*` is proposed for the operation's metrics.
 */
export const genAi = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  responseModel: 'gen_ai.response.model',
  finishReasons: 'gen_ai.response.finish_reasons',
  inputTokens: 'gen_ai.usage.input_tokens',
  cachedTokens: 'gen_ai.usage.cache_read.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  outputType: 'gen_ai.output.type',
  tokenType: 'gen_ai.token.type',
} as const

/** Stable names of the conventions for all kinds of spans. */
export const common = {
  errorType: 'error.type',
  serverAddress: 'server.address',
  serverPort: 'server.port',
} as const

/** As Temporal's own interceptors write them. */
export const temporal = {
  workflow: 'temporalWorkflowId',
  run: 'temporalRunId',
  activity: 'temporalActivityId',
} as const

/** What no convention has a name for. */
export const own = {
  order: 'packhorse.order',
  artefact: 'packhorse.artefact',
  tier: 'packhorse.tier',
  endpoint: 'packhorse.endpoint',
  promptVersion: 'packhorse.prompt_version',
  turn: 'packhorse.turn',
  verdict: 'packhorse.verdict',
  attempt: 'packhorse.attempt',
} as const

/** Of Prometheus: the conventions' names with their unit; a count has none. */
export const histograms = {
  duration: 'gen_ai_client_operation_duration_seconds',
  firstChunk: 'gen_ai_client_operation_time_to_first_chunk_seconds',
  tokens: 'gen_ai_client_token_usage',
} as const

/** A name of an attribute as a label of Prometheus. */
export const labelOf = (name: string) => name.replaceAll('.', '_')
