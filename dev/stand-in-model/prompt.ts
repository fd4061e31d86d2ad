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
  /** Least and most characters by path. */
  readonly bounds: ReadonlyMap<string, readonly [number, number]>
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
  const lines = user.matchAll(/^- (\S+): at least (\d+) and at most (\d+) characters$/gm)
  return new Map([...lines].map(([, path, least, most]) => [path!, [Number(least), Number(most)]]))
}
