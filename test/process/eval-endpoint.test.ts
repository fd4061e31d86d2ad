import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import { emptyFolder, oneLine, run, start } from './programs.ts'

let good: StandInModel
let poor: StandInModel
beforeAll(async () => {
  good = await startStandInModel({ models: ['m'] })
  poor = await startStandInModel({ models: ['m'] })
})
beforeEach(async () => {
  await good.behave('up')
  await poor.behave('garbage-words')
})
afterAll(() => Promise.all([good.close(), poor.close()]))

const few = [
  '--operation',
  'gdpr.processing-descriptions',
  '--operation',
  'gdpr.risk-plan',
  '--cases',
  '3',
]
const asked = ({ url }: StandInModel, ...more: string[]) => [
  '--endpoint',
  url,
  '--model',
  'm',
  ...few,
  ...more,
]

/** What it said to people, and to programs. */
async function evaluated(args: readonly string[], settings: Record<string, string> = {}) {
  const child = start('commands/eval.ts', args, settings)
  child.stderr.resume()
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(code).toBe(0)
  return out.trim()
}

interface Said {
  readonly endpoints: readonly { readonly name: string; readonly scores: readonly object[] }[]
  readonly leftOut: readonly { readonly endpoint: string; readonly why: string }[]
  readonly choices: readonly object[] | null
}

async function findings(args: readonly string[], settings: Record<string, string> = {}) {
  return JSON.parse(await evaluated([...args, '--json'], settings)) as Said
}

describe('npm run eval -- --endpoint', () => {
  it('finds that a model writes well', async () => {
    const { endpoints } = await findings(asked(good))
    const whole = { count: 3, of: 3 }
    const score = { cases: 3, atOnce: whole, written: whole, grounded: whole, failures: {} }
    expect(endpoints).toMatchObject([{ name: 'm', scores: [score, score] }])
  })

  it('finds that a model writes badly, and why', async () => {
    const { endpoints } = await findings(asked(poor))
    const score = { atOnce: { count: 0 }, rescued: { count: 0, of: 3 }, failures: { invalid: 3 } }
    expect(endpoints).toMatchObject([{ scores: [score, score] }])
  })

  it('counts what was rescued by being asked again', async () => {
    await good.behave({ mode: 'not-json', times: 1 })
    const { endpoints } = await findings(asked(good, '--slots', '1'))
    const rescued = { atOnce: { count: 2 }, rescued: { count: 1, of: 1 }, written: { count: 3 } }
    expect(endpoints[0]?.scores[0]).toMatchObject(rescued)
  })

  it('shows a person each share with its interval, and that no price is known', async () => {
    const said = await evaluated(asked(good))
    expect(said).toMatch(/^gdpr\.risk-plan +3 +3\/3 \(44–100 %\)/m)
    expect(said).toContain('No price known of m')
  })

  it('takes the price from ENDPOINTS_FILE', async () => {
    const ENDPOINTS_FILE = endpointsFile(listed('rack', good, 1))
    const { endpoints } = await findings(asked(good), { ENDPOINTS_FILE })
    expect(endpoints).toMatchObject([{ name: 'rack', pricePerMTok: { in: 1, out: 1 } }])
    expect(endpoints[0]?.scores[0]).toHaveProperty('microsPerText', expect.any(Number))
  })

  it.each([
    ['is away', 'away', 'Endpoint m does not say which models it serves'],
    ['answers no call', 'reset', 'without an answer, so the evaluation ends'],
  ] as const)('ends in one sentence where the server %s', async (_, mode, sentence) => {
    await good.behave(mode)
    const { code, said } = await run('commands/eval.ts', asked(good, '--cases', '60'), {})
    expect(code).toBe(1)
    expect(said.trim().split('\n').at(-1)).toMatch(/^packhorse: /)
    expect(said).toContain(sentence)
  })

  it('ends cleanly when it is stopped', async () => {
    await good.behave({ mode: 'up', latency: 500 })
    const child = start('commands/eval.ts', asked(good, '--cases', '60'), {})
    await once(child.stderr, 'data')
    const exit = once(child, 'exit')
    child.kill('SIGINT')
    const [said, [code]] = await Promise.all([text(child.stderr), exit])
    expect(code).toBe(1)
    expect(said.trim().split('\n').at(-1)).toMatch(
      /^packhorse: Stopped before all cases were asked/,
    )
  })
})

it('npm run eval alone asks a stand-in, and says that this measures no model', async () => {
  const said = await evaluated(few)
  expect(said).toMatch(/^gdpr\.risk-plan +3 +3\/3/m)
  expect(said).toContain('this measures the harness, not a model')
})

describe('npm run eval -- --compare', () => {
  it('names the cheapest that meets the marks, and goes on without one that is away', async () => {
    const away = await startStandInModel({ models: ['m'] })
    await away.close()
    const file = endpointsFile(
      listed('poor', poor, 1),
      listed('away', away, 1),
      listed('good', good, 9),
    )
    // So many that one text in which the stand-in fails decides nothing.
    const one = ['--operation', 'gdpr.processing-descriptions', '--cases', '60']
    const { choices, leftOut } = await findings(['--compare', file, ...one])
    expect(leftOut).toMatchObject([{ endpoint: 'away' }])
    const others = { poor: expect.arrayContaining(['written 0 % of 88 %', 'at once 0 % of 70 %']) }
    const operation = 'gdpr.processing-descriptions'
    expect(choices).toMatchObject([{ operation, endpoint: 'good', others }])
  })
})

function listed(name: string, { url }: StandInModel, price: number) {
  const pricePerMTok = { in: price, out: price }
  return { name, tier: '4b', url, model: 'm', infrastructure: name, pricePerMTok }
}

function endpointsFile(...endpoints: readonly object[]): string {
  const path = join(emptyFolder(), 'endpoints.json')
  writeFileSync(path, JSON.stringify(endpoints))
  return path
}

const server = ['--endpoint', 'http://127.0.0.1:1/v1', '--model', 'm']

describe('used wrongly, it exits 2 in one line:', () => {
  it.each([
    ['a server without a model', ['--endpoint', 'http://127.0.0.1:1/v1']],
    ['what is no server', ['--endpoint', 'x', '--model', 'm']],
    ['another tier', [...server, '--tier', '70b']],
    ['another operation', [...server, '--operation', 'gdpr.poem']],
    ['no cases', [...server, '--cases', '0']],
    ['a key that is not set', [...server, '--key-env', 'NOT_SET']],
    ['slots of no server', ['--slots', '4']],
    ['a server and a file', [...server, '--compare', 'x.json']],
    ['a file that is not there', ['--compare', 'nowhere.json']],
    ['a file of something else', ['--compare', 'package.json']],
    ['a model for answers', ['--answers', 'x.jsonl', '--tier', '4b']],
  ])('%s', async (_, args) => {
    const { code, said } = await run('commands/eval.ts', args, {})
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  })
})
