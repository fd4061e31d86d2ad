import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Behaviour, behaviourSchema, type Mode } from './stand-in-model/behaviour.ts'
import { createEngine, type EngineSettings } from './stand-in-model/engine.ts'
import { createListener } from './stand-in-model/listener.ts'
import { createControl, createRoutes, type ServedModels } from './stand-in-model/routes.ts'
import { usualOf } from './stand-in-model/usual.ts'

export interface StandInSettings extends ServedModels, EngineSettings {
  /** A free one when left out. */
  readonly port?: number | undefined
}

export type StandInModel = Awaited<ReturnType<typeof startStandInModel>>

/**
 * A server on loopback that speaks vLLM's wire and misbehaves on request. Its texts are composed
 * from the facts in the prompt, the same for the same prompt; they measure no model. What `behave`
 * does is also done by `POST {controlUrl}/_stand-in/behaviour` with `{ mode, latency?, … }`, which
 * has a listener of its own so that an absent server can be told to come back.
 */
export async function startStandInModel({ port = 0, ...settings }: StandInSettings) {
  const engine = createEngine(settings)
  const front = createListener(createRoutes(engine, settings))
  const control = createListener(createControl(engine, behave))
  const at = await front.listen(port)
  const controlAt = await control.listen(0)

  async function behave(behaviour: Mode | Behaviour): Promise<void> {
    const wanted = typeof behaviour === 'string' ? { mode: behaviour } : behaviour
    engine.behave(behaviourSchema.parse(wanted))
    if (wanted.mode === 'away') await front.close()
    else await front.listen(at)
  }

  return {
    /** For `VLLM_*_URLS`: ends in `/v1`. */
    url: `http://127.0.0.1:${at}/v1`,
    controlUrl: `http://127.0.0.1:${controlAt}`,
    behave,
    stats: engine.stats,
    last: engine.last,
    async close(): Promise<void> {
      await Promise.all([front.close(), control.close()])
    },
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      model: { type: 'string', multiple: true, default: ['packhorse-4b-lora'] },
      worse: { type: 'string', multiple: true, default: [] },
      faulty: { type: 'string' },
      key: { type: 'string' },
      rate: { type: 'string' },
      concurrency: { type: 'string' },
      log: { type: 'string' },
    },
  })
  const faulty = values.faulty === undefined ? [] : JSON.parse(readFileSync(values.faulty, 'utf8'))
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  const server = await startStandInModel({
    port: Number(values.port),
    models: values.model,
    key: values.key,
    rate: number(values.rate),
    concurrency: number(values.concurrency),
    log: values.log,
    usual: usualOf({ worse: values.worse, faulty }),
  })
  process.stdout.write(`${JSON.stringify({ url: server.url, controlUrl: server.controlUrl })}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close())
}
