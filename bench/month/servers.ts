import { goodAnswer } from '../../dev/stand-in-model/writer.ts'
import type { Call, CallRequest } from '../../inference/wire/call.ts'
import { noReply, type Reply } from '../../inference/wire/reply.ts'
import type { Outage, Random } from './outages.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Characters of a token, about. */
const perToken = 4

/** Milliseconds that a whole answer takes: the shortest, and by how much the longest is longer. */
const length = { '4b': [1_000, 3_000], '32b': [3_000, 9_000] } as const

export interface ServerParts {
  readonly time: VirtualTime
  readonly random: Random
  readonly outages: readonly Outage[]
  readonly tier: '4b' | '32b'
}

/** A model on a server that is away at times. Its texts are the stand-in's good ones. */
export function createServer({ time, random, outages, tier }: ServerParts): Call {
  const texts = new Map<string, string>()

  function textFor({ model, messages, name, schema }: CallRequest): string {
    const key = messages.map(({ content }) => content).join('\n')
    const known = texts.get(key)
    if (known !== undefined) return known
    const response_format = { type: 'json_schema', json_schema: { name, schema } } as const
    const text = JSON.stringify(goodAnswer({ model, messages, response_format } as never))
    texts.set(key, text)
    return text
  }

  return async (request): Promise<Reply> => {
    const { model, patience } = request
    const away = outages.find(({ from, until }) => from <= time.now() && time.now() < until)
    if (away !== undefined) {
      await time.sleep(away.way === 'silent' ? patience.first : 20)
      return noReply(away.way, model)
    }
    const isProbe = request.id.startsWith('probe/')
    const [shortest, more] = length[tier]
    const needs = isProbe ? 200 : Math.round(shortest + random() * more)
    const ends = time.now() + needs
    const cut = outages.find(({ from }) => time.now() < from && from < ends)
    await time.sleep(cut ? cut.from - time.now() : needs)
    if (cut !== undefined) return noReply('cut', model)
    return replyOf(request, isProbe ? '{' : textFor(request))
  }
}

function replyOf({ model, messages }: CallRequest, text: string): Reply {
  const said = messages.reduce((sum, { content }) => sum + content.length, 0)
  const tokens = {
    in: Math.ceil(said / perToken),
    out: Math.ceil(text.length / perToken),
    cached: 0,
    estimated: false,
  }
  return { ...noReply(null, model), tokens, text, finish: 'stop', firstToken: 300 }
}
