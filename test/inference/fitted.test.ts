import { afterEach, describe, expect, it } from 'vitest'
import { startStandInModel } from '../../dev/stand-in-model.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { ownSizeOf, promptSizeOf, sizeOf } from '../../inference/job/size.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { askFor, assignmentOf, openRig } from './rig.ts'

const opened: { close(): Promise<unknown> }[] = []
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

const ask = () => askFor('risk-plan')
const assignment = assignmentOf(ask())
const whole = sizeOf(assignment)

/** Endpoints with these windows, each on a server that has it. */
async function withWindows(...windows: readonly number[]) {
  const servers = await Promise.all(
    windows.map((contextTokens) => startStandInModel({ models: ['m'], contextTokens })),
  )
  const urls = servers.map(({ url }) => url)
  const described = endpointsFromUrls({ tier: '4b', urls, model: 'm', key: null })
  const endpoints = () => described.map((one, i) => ({ ...one, contextTokens: windows[i]! }))
  const rig = await openRig({ servers: 0, endpoints })
  opened.push(...servers, rig)
  const evidence = () =>
    servers[0]!.last()!.messages[1]!.content.match(/<evidence>[^]*<\/evidence>/)
  const cards = () => evidence()?.[0].match(/^- /gm)?.length ?? 0
  return { rig, servers, cards, names: () => rig.attempts.map(({ endpoint }) => endpoint) }
}

describe('a prompt', () => {
  it('that fits goes as it is, and nobody counts where there is room', async () => {
    const { rig, servers, cards } = await withWindows(Math.ceil(whole * 1.3))
    expect(await rig.write(ask())).toMatchObject({ source: 'model' })
    expect(cards()).toBe(assignment.cards)
    expect(servers[0]!.stats().counted).toBe(0)
  })

  it('that may not fit is counted by the server, whose word stands', async () => {
    // The stand-in counts four bytes a token, we three.
    const exact = Math.ceil(promptSizeOf(assignment) * 0.8) + assignment.artefact.maxOutputTokens
    const { rig, servers, cards } = await withWindows(exact)
    expect(await rig.write(ask())).toMatchObject({ source: 'model' })
    expect(cards()).toBe(assignment.cards)
    expect(servers[0]!.stats().counted).toBe(1)
  })

  it('that does not fit is sent without its last cards', async () => {
    const { rig, cards } = await withWindows(
      Math.ceil(promptSizeOf(assignment) * 0.72) + assignment.artefact.maxOutputTokens,
    )
    expect(await rig.write(ask())).toMatchObject({ source: 'model' })
    expect(cards()).toBeLessThan(assignment.cards)
  })

  it('that fits a later endpoint goes there, whole', async () => {
    const { rig, servers, names } = await withWindows(2_048, 16_384)
    expect(await rig.write(ask())).toMatchObject({ source: 'model' })
    expect(names()).toEqual(['vllm-4b-2'])
    expect(servers[0]!.stats().calls).toBe(0)
  })

  it('that fits nowhere without the answers is no fault of the customer', async () => {
    const { rig, names } = await withWindows(1_024)
    expect(await rig.write(ask())).toEqual({ source: 'none', reason: 'misconfigured' })
    expect(names()).toEqual([])
  })

  it('that fits nowhere because of the answers is too long', async () => {
    const bare = assignmentFor(ask(), undefined, 0)!
    // All that is ours fits, at the stand-in's four bytes a token.
    const { rig, names } = await withWindows(ownSizeOf(bare, 0.76) + 10)
    expect(await rig.write(ask())).toEqual({ source: 'none', reason: 'too-long' })
    expect(names()).toEqual([])
  })
})
