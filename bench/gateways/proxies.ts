import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../dev/free-port.ts'
import { pathOf, programs, run } from './program.ts'
import { streamingTo, type Way, wholeTo } from './way.ts'

/** LiteLLM's proxy with one route, no retries, no logging; streaming, and asked for whole answers. */
export async function openLiteLlm(server: string, model: string): Promise<readonly Way[]> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-litellm-'))
  const config = join(folder, 'config.json')
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(liteLlmConfig(server, model)))
  const at = `http://127.0.0.1:${port}`
  const running = await run(
    [pathOf(programs.litellm), '--config', config, '--host', '127.0.0.1', '--port', String(port)],
    {
      ready: `${at}/health/liveliness`,
      env: {
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        LITELLM_LOG: 'ERROR',
        LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
      },
    },
  )
  const close = async () => {
    await running.close()
    rmSync(folder, { recursive: true })
  }
  const { name } = programs.litellm
  const address = { url: `${at}/v1`, model }
  return [
    { name, streams: true, ask: streamingTo(address), close },
    {
      name: `${name}, not streaming`,
      streams: false,
      ask: wholeTo(address),
      close: async () => {},
    },
  ]
}

function liteLlmConfig(server: string, model: string) {
  return {
    model_list: [
      {
        model_name: model,
        litellm_params: { model: `hosted_vllm/${model}`, api_base: server, api_key: 'none' },
      },
    ],
    litellm_settings: { num_retries: 0, telemetry: false },
  }
}

/**
 * Portkey's gateway, told by headers where to go. It answers a streamed call with 500 (“immutable”,
 * of its own headers) on the versions of Node tried, 20 and 24, so it is asked for whole answers.
 */
export async function openPortkey(server: string, model: string): Promise<readonly Way[]> {
  const port = await freePort()
  const at = `http://127.0.0.1:${port}`
  const command = [process.execPath, pathOf(programs.portkey), `--port=${port}`]
  const { close } = await run(command, { ready: `${at}/` })
  const headers = { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': server }
  const ask = wholeTo({ url: `${at}/v1`, model, headers })
  return [{ name: `${programs.portkey.name}, not streaming`, streams: false, ask, close }]
}
