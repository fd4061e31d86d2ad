import type { CompletionRequest } from './request.ts'

export type Facts = Readonly<Record<string, unknown>>

/** What a reader makes of our prompt: the stand-in knows nothing of a firm but this. */
export interface Reading {
  readonly task: string
  /** Facts of the firm, and of the row where one is asked for. */
  readonly facts: Facts
  readonly row: Facts | null
  readonly evidence: readonly string[]
  readonly mention: readonly string[]
  /** Least and most characters by path. */
  readonly bounds: ReadonlyMap<string, readonly [number, number]>
  readonly asked: number
}

const usual = [120, 400] as const

export function readPrompt({ messages }: CompletionRequest): Reading {
  const user = messages.find(({ role }) => role === 'user')?.content ?? ''
  const [facts = {}, row = null] = [...user.matchAll(/<answers>\n(.*?)\n<\/answers>/gs)].map(parsed)
  const evidence = /<evidence>\n(.*?)\n<\/evidence>/s.exec(user)?.[1] ?? ''
  const mention = /contain at least one of: (.*)/.exec(user)?.[1] ?? ''
  return {
    task: /^Task: (.*?)\n\n/s.exec(user)?.[1] ?? '',
    facts,
    row,
    evidence: [...evidence.matchAll(/^- (.*?)(?: \([^()]*(?:\([^()]*\)[^()]*)*\))?$/gm)].map(
      ([, fact]) => fact!,
    ),
    mention: mention.split('; ').filter(Boolean),
    bounds: boundsIn(user),
    asked: messages.filter(({ role }) => role === 'user').length,
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
