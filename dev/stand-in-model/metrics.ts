import type { Engine } from './engine.ts'

/** vLLM's names, as far as a dashboard reads them. */
export function metricsText(model: string, engine: Engine): string {
  const { running, waiting } = engine.load()
  const { calls, abandoned } = engine.stats()
  const label = `{model_name="${model}",engine="0"}`
  return [
    '# TYPE vllm:num_requests_running gauge',
    `vllm:num_requests_running${label} ${running}`,
    '# TYPE vllm:num_requests_waiting gauge',
    `vllm:num_requests_waiting${label} ${waiting}`,
    '# TYPE vllm:request_success_total counter',
    `vllm:request_success_total${label} ${calls - abandoned - running - waiting}`,
    '',
  ].join('\n')
}
