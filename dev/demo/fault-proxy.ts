import { request as ask, type ClientRequest, type RequestListener } from 'node:http'
import { request as askSecurely } from 'node:https'
import { pipeline } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createListener } from '../stand-in-model/listener.ts'
import { startStandInModel } from '../stand-in-model.ts'
import type { ModelMode } from './options.ts'

/** One endpoint that behaves as the demonstration wants. */
export interface DemoModel {
  /** Ends in `/v1`. */
  readonly url: string
  /** It comes back. */
  recover(): Promise<void>
  stop(): Promise<void>
}

/** Milliseconds by which `slow` holds a request back: late, but inside every deadline. */
const delay = 2_000

/**
 * A loopback address for a real endpoint, which cannot be told to fail. Away is a closed listener,
 * slow a pause before the request; nonsense and refusals come from a stand-in in its place.
 *
 * @param upstream ends in `/v1`
 * @param model the name that callers ask for
 */
export async function startFaultProxy(
  upstream: string,
  model: string,
  mode: ModelMode,
): Promise<DemoModel> {
  const speaker = mode === 'garbage' || mode === 'refusing' ? await standIn(model, mode) : null
  const front = createListener(forward(speaker?.url ?? upstream, mode === 'slow' ? delay : 0))
  const port = await front.listen(0)
  if (mode === 'down' || mode === 'late') await front.close()
  return {
    url: `http://127.0.0.1:${port}/v1`,
    recover: async () => void (await front.listen(port)),
    async stop() {
      await front.close()
      await speaker?.close()
    },
  }
}

async function standIn(model: string, mode: 'garbage' | 'refusing') {
  const server = await startStandInModel({ models: [model] })
  await server.behave(mode)
  return server
}

function forward(upstream: string, pause: number): RequestListener {
  const root = upstream.replace(/\/v1$/, '')
  const pass: Pass = async (request, response) => {
    await sleep(pause)
    const { method, headers } = request
    const asked = open(new URL(`${root}${request.url}`), { method, headers })
    // A caller who leaves stops the work upstream; a failure there is a broken connection here.
    response.once('close', () => asked.destroy())
    asked.once('error', () => response.destroy())
    asked.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, response, () => {})
    })
    pipeline(request, asked, () => {})
  }
  return (request, response) => void pass(request, response)
}

type Pass = (...exchange: Parameters<RequestListener>) => Promise<void>

function open(url: URL, options: { method?: string | undefined; headers: object }): ClientRequest {
  const headers = { ...options.headers, host: url.host }
  const how = { method: options.method, headers }
  return url.protocol === 'https:' ? askSecurely(url, how) : ask(url, how)
}
