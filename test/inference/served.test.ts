import { afterEach, describe, expect, it } from 'vitest'
import { createListener } from '../../dev/stand-in-model/listener.ts'
import { startStandInModel } from '../../dev/stand-in-model.ts'
import { leastWindow, sizeOf } from '../../inference/job/size.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { createServed, type Finding } from '../../inference/route/served.ts'
import { asksOf, assignmentOf, orders } from './rig.ts'

const opened: { close(): Promise<unknown> }[] = []
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

async function open(contextTokens: number) {
  const server = await startStandInModel({ models: ['base', 'adapter'], contextTokens })
  opened.push(server)
  return server
}

function watched(url: string, model: string) {
  const told: Finding[] = []
  const [endpoint] = endpointsFromUrls({ tier: '4b', urls: [url], model, key: null })
  const served = createServed([endpoint!], (finding) => told.push(finding))
  const window = () => served.endpoints()[0]!.contextTokens
  return { ...served, window, told, faults: () => told.map(({ fault }) => fault) }
}

describe('an endpoint that is looked at', () => {
  it.each(['base', 'adapter'])(
    'has the window that its server says, or its parent: %s',
    async (model) => {
      const { look, window, faults } = watched((await open(32_768)).url, model)
      expect(window()).toBe(8_192)
      await look()
      expect(window()).toBe(32_768)
      expect(faults()).toEqual([null])
    },
  )

  it('and serves another model is told of by name, with what it serves', async () => {
    const { look, faults } = watched((await open(8_192)).url, 'packhorse-4b-lora')
    await look()
    expect(faults()).toEqual([
      'Endpoint vllm-4b-1 serves no model packhorse-4b-lora, only base, adapter; correct its model, or load the adapter.',
    ])
  })

  it('and holds less than our own prompts is told of at boot', async () => {
    const { look, faults } = watched((await open(2_048)).url, 'adapter')
    await look()
    expect(faults()).toEqual([expect.stringMatching(/holds 2048 tokens.*--max-model-len/)])
  })

  it('and is away at boot is told of, keeps its description, and is found when it comes', async () => {
    const server = await open(16_384)
    await server.behave('away')
    const { look, window, faults } = watched(server.url, 'adapter')
    await look()
    await look()
    expect(faults()).toEqual([expect.stringMatching(/does not say which models it serves/)])
    expect(window()).toBe(8_192)
    await server.behave('up')
    await look()
    expect(faults()).toEqual([expect.any(String), null])
    expect(window()).toBe(16_384)
  })

  it.each([
    ['a page', (body: string) => `<html>${body}`],
    ['another shape', () => '{"data":[{"name":"adapter"}]}'],
    ['a window that is none', () => '{"data":[{"id":"adapter","max_model_len":-1}]}'],
  ])('and answers with %s is told of', async (_, page) => {
    const server = createListener((_request, response) => response.end(page('')))
    opened.push(server)
    const { look, window, faults } = watched(
      `http://127.0.0.1:${await server.listen(0)}/v1`,
      'adapter',
    )
    await look()
    expect(faults()).toEqual([expect.stringMatching(/does not say which models it serves/)])
    expect(window()).toBe(8_192)
  })

  it('says no window where its server says none', async () => {
    const server = createListener((_request, response) =>
      response.end('{"data":[{"id":"adapter"}]}'),
    )
    opened.push(server)
    const { look, window, faults } = watched(
      `http://127.0.0.1:${await server.listen(0)}/v1`,
      'adapter',
    )
    await look()
    expect(faults()).toEqual([null])
    expect(window()).toBe(8_192)
  })
})

it('the least window is what some firm needs, and the usual one holds most of what all firms need', () => {
  const sizes = orders.flatMap(asksOf).map((ask) => sizeOf(assignmentOf(ask)))
  expect(leastWindow()).toBeLessThan(Math.max(...sizes))
  expect(Math.max(...sizes)).toBeLessThan(8_192 * 1.1)
})
