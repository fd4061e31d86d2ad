import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readModelLog } from '../../clients/model-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'packhorse-log-'))
beforeEach(() => mkdirSync(folder, { recursive: true }))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function all(file: string) {
  const requests = []
  for await (const one of readModelLog(file)) requests.push(one)
  return requests
}

async function read(...lines: readonly (object | string)[]) {
  const file = join(folder, 'model.log')
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  writeFileSync(file, `${texts.join('\n')}\n`)
  return all(file)
}

const at = '2026-11-29T20:00:00.500Z'
const request = 'ord_1/risk-plan//1/1/4b/a'

describe('the log of a model server', () => {
  it('tells of each request once, when it was taken', async () => {
    expect(await read({ at, request }, { at, request, status: 200 })).toEqual([{ at, request }])
  })

  it.each(['2026-11-29 20:00:00,500', '2026-11-29T20:00:00.5Z', '2026-11-29T22:00:00.500+02:00'])(
    'may be vLLM’s own, with times such as %s',
    async (asctime) => {
      const message = `Received request chatcmpl-${request}: params: SamplingParams(n=1), lora_request: None.`
      expect(await read({ asctime, levelname: 'INFO', message })).toEqual([{ at, request }])
    },
  )

  it('may hold other lines, and one that was cut off', async () => {
    const other = { asctime: at, message: 'Started server process [1]' }
    expect(await read('INFO: started', other, { at, request }, '{"at":"2026-11')).toEqual([
      { at, request },
    ])
  })

  it('is refused where it says no year', async () => {
    const message = `Received request chatcmpl-${request}: params: None, lora_request: None.`
    await expect(read({ asctime: '11-29 20:00:00', message })).rejects.toThrow(
      /“11-29 20:00:00”, which is no time with year/,
    )
  })

  it('that is not there is named', async () => {
    await expect(all(join(folder, 'none.log'))).rejects.toThrow(
      /none\.log cannot be read \(ENOENT\)/,
    )
  })
})
