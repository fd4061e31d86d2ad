import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, inject, it } from 'vitest'
import { emptyFolder, oneLine, ownSettings, run, start, terminate } from './programs.ts'

it('exits 2 for an unknown queue, and names the queues', async () => {
  const { code, said } = await run('worker.ts', ['--queues', 'orders,fast'], await ownSettings())
  expect(code).toBe(2)
  expect(said).toMatch(oneLine)
  expect(said).toMatch(
    /“fast”.*orders,assembly,inference-4b-lora,inference-32b-awq,inference-judge,upkeep/,
  )
})

it('exits 2 for an unknown option', async () => {
  const { code, said } = await run('worker.ts', ['--queue', 'orders'], await ownSettings())
  expect([code, said]).toEqual([2, expect.stringMatching(oneLine)])
})

it('exits 1 in one line without a Temporal server', async () => {
  const settings = { ...(await ownSettings()), TEMPORAL_ADDRESS: '127.0.0.1:1' }
  const { code, said } = await run('worker.ts', ['--queues', 'upkeep'], settings)
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toMatch(/TEMPORAL_ADDRESS/)
})

it.each(['orders', 'assembly', 'upkeep'])(
  'serving %s alone reads no model setting and loads no code of inference',
  async (queue) => {
    const coverage = emptyFolder()
    const worker = start('worker.ts', ['--queues', queue], {
      ...(await ownSettings()),
      TEMPORAL_ADDRESS: inject('temporal'),
      QUEUE_PREFIX: `alone-${process.pid}-`,
      SIGNING_KEY: randomBytes(32).toString('base64'),
      ENDPOINTS_FILE: '/nowhere/endpoints.json',
      VLLM_4B_URLS: 'no URL',
      NODE_V8_COVERAGE: coverage,
    })
    await untilWorking(worker.stderr)
    expect(await terminate(worker)).toBe(0)
    const loaded = loadedFiles(coverage)
    expect(loaded).toContainEqual(expect.stringMatching(`/workers/${queue}\\.ts$`))
    const foreign = loaded.filter((file) =>
      /\/inference(\/|\.ts)|\/node_modules\/openai\//.test(file),
    )
    expect(foreign).toEqual([])
  },
)

it('serving an inference queue names a missing endpoints file', async () => {
  const settings = {
    ...(await ownSettings()),
    TEMPORAL_ADDRESS: inject('temporal'),
    ENDPOINTS_FILE: '/nowhere/endpoints.json',
  }
  const { code, said } = await run('worker.ts', ['--queues', 'inference-4b-lora'], settings)
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toMatch(/ENDPOINTS_FILE is “\/nowhere/)
})

async function untilWorking(log: Readable): Promise<void> {
  let said = ''
  for await (const chunk of log.iterator({ destroyOnReturn: false })) {
    said += chunk
    if (said.includes('"msg":"working"')) return void log.resume()
  }
  throw new Error(`The worker ended: ${said}`)
}

/** Every script that the process loaded, as V8 counted them. */
function loadedFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    return result.map(({ url }: { url: string }) => url)
  })
}
