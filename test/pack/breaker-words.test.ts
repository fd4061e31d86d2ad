import { expect, it } from 'vitest'
import { breakerLines } from '../../commands/settings/breaker-lines.ts'
import { type Breaker, type BreakerState, untouched } from '../../pack/breaker.ts'

const since = Date.parse('2026-11-21T14:05:00Z')
const open = { standing: 'open', cause: 'invalid', since, until: since + 600_000 } as const
const cooling = { standing: 'cooling', cause: 'overloaded', since } as const
const ahead = Date.parse('2099-01-01T00:00:00Z')

it.each<[string, Breaker['kind'], Partial<BreakerState>, string]>([
  [
    'a server that is found bad is probed, and then tested',
    'service',
    { ...open, cause: 'unreachable' },
    ': open since 2026-11-21T14:05:00.000Z (unreachable), until a probe finds it well, or a call tests it from 2026-11-21T14:15:00.000Z',
  ],
  [
    'texts that are found bad are tested alone',
    'quality',
    open,
    ' · its texts: open since 2026-11-21T14:05:00.000Z (invalid), a call tests it from 2026-11-21T14:15:00.000Z',
  ],
  [
    'what cools has an end',
    'service',
    { ...cooling, until: ahead },
    ': cooling since 2026-11-21T14:05:00.000Z (overloaded), until 2099-01-01T00:00:00.000Z',
  ],
  [
    'what has cooled down is closed',
    'service',
    { ...cooling, until: since + 15_000 },
    ': closed, cooled down at 2026-11-21T14:05:15.000Z (overloaded)',
  ],
])('%s', (_, kind, state, words) => {
  const key = { endpoint: 'rack-1', model: 'm', operation: '', kind, tier: '4b' } as const
  const breakers: Breaker[] = [{ ...key, state: { ...untouched, ...state }, version: 1 }]
  expect(breakerLines({ verb: 'list' }, { breakers })).toEqual([`rack-1 (m) · 4b${words}`])
})
