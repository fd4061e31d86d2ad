import type { CompletionRequest } from './request.ts'

export type Facts = Readonly<Record<string, unknown>>

/** What a reader makes of our prompt: the stand-in knows nothing of a firm but this. */
export interface Reading {
  /** The name of the wanted shape. */
  readonly artefact: string
  /** Facts of the firm, and of the row where one is asked for. */
  readonly facts: Facts
  readonly row: Facts | null
  readonly evidence: readonly string[]
  readonly mention: readonly string[]
  /** The placeholders that a text may have, and those that it needs once, by path. */
  readonly slotsAt: (path: string) => Slots
  /** Least and most characters by path. */
  readonly bounds: ReadonlyMap<string, readonly [number, number]>
}

export interface Slots {
  readonly all: readonly string[]
  readonly needed: readonly string[]
}

const usual = [120, 400] as const

export function readPrompt({ messages, response_format: format }: CompletionRequest): Reading {
  const user = messages.find(({ role }) => role === 'user')?.content ?? ''
  const [facts = {}, row = null] = [...user.matchAll(/<answers>\n(.*?)\n<\/answers>/gs)].map(parsed)
  const evidence = /<evidence>\n(.*?)\n<\/evidence>/s.exec(user)?.[1] ?? ''
  const mention = /contain at least one of: (.*)/.exec(user)?.[1] ?? ''
  return {
    artefact: format?.json_schema.name ?? '',
    facts,
    row,
    evidence: [...evidence.matchAll(/^- (.*?)(?: \([^()]*(?:\([^()]*\)[^()]*)*\))?$/gm)].map(
      ([, fact]) => fact!,
    ),
    mention: mention.split('; ').filter(Boolean),
    slotsAt: slotsIn(user),
    bounds: boundsIn(user),
  }
}

export function boundsAt({ bounds }: Reading, path: string): readonly [number, number] {
  return bounds.get(path.replace(/\.\d+/g, '[]')) ?? usual
}

function parsed([, json]: RegExpMatchArray): Facts {
  return JSON.parse(json ?? '{}') as Facts
}

function boundsIn(user: string): Reading['bounds'] {
  const lines = user.matchAll(/^- (\S+): at least (\d+) and at most (\d+) characters(?:[,;].*)?$/gm)
  return new Map([...lines].map(([, path, least, most]) => [path!, [Number(least), Number(most)]]))
}

/** Which text has which stands beside its length; what stands there for none is for all. */
function slotsIn(user: string): Reading['slotsAt'] {
  const told = [...user.matchAll(/^- (\[\[[A-Z0-9_]+\]\]): /gm)].map(([, slot]) => slot!)
  const lines = [...user.matchAll(/^- (\S+): at least \d+ .*$/gm)]
  const common = told.filter((slot) => !lines.some(([line]) => line.includes(slot)))
  return (path) => {
    const [line = ''] = lines.find(([, at]) => at === path.replace(/\.\d+/g, '[]')) ?? []
    const own = line.match(/\[\[[A-Z0-9_]+\]\]/g) ?? []
    const needed = line.match(/\[\[[A-Z0-9_]+\]\](?= once)/g) ?? []
    return { all: [...common, ...own], needed }
  }
}
