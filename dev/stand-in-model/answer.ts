import type { Behaviour, Mode } from './behaviour.ts'
import { type CompletionRequest, countTokens, promptText } from './request.ts'
import {
  completionOf,
  engineDead,
  errorInside200,
  overloaded,
  proxyPage,
  tooManyRequests,
  type Wire,
} from './wire.ts'
import { garbageAnswer, goodAnswer, refusingAnswer } from './writer.ts'

type Answer = (request: CompletionRequest, behaviour: Behaviour, cached: number) => Wire

/** A completion whose content is made by `content`. */
function saying(content: (request: CompletionRequest) => string, finish = 'stop'): Answer {
  return (request, _, cached) => {
    const text = content(request)
    const usage = {
      prompt: countTokens(promptText(request)),
      cached,
      completion: countTokens(text),
    }
    return completionOf(request.model, text, finish, usage)
  }
}

const good = saying((request) => JSON.stringify(goodAnswer(request)))

const answers: Readonly<Partial<Record<Mode, Answer>>> = {
  '429': (_, { retryAfter }) => tooManyRequests(retryAfter),
  '503': () => overloaded,
  '500': () => engineDead,
  malformed: () => proxyPage,
  'error-200': () => errorInside200,
  aborted: saying(() => '', 'abort'),
  'garbage-words': saying((request) => JSON.stringify(garbageAnswer(request))),
  // xgrammar under `maxLength` lets raw line breaks and tabs through.
  'invalid-json': saying((request) =>
    JSON.stringify(goodAnswer(request)).replaceAll('. ', '.\n\t'),
  ),
  'not-json': saying(() => 'Sure! Here is the section that you asked for.'),
  empty: saying(() => ''),
  unprintable: saying((request) => JSON.stringify(withSigns(goodAnswer(request)))),
  truncated: saying((request) => {
    const whole = JSON.stringify(goodAnswer(request))
    return whole.slice(0, whole.length / 2)
  }, 'length'),
  refusing: saying((request) => JSON.stringify(refusingAnswer(request))),
  'wrong-schema': saying(() => JSON.stringify({ answer: 'The section that you asked for.' })),
}

/** The same JSON, each text with signs that no usual font has. */
function withSigns(content: unknown): unknown {
  if (typeof content === 'string') return `${content} ✓ 👍🏽 日本 q\u0303 \uD83D\u0000`
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(Object.entries(content).map(([k, v]) => [k, withSigns(v)]))
}

export function answerIn(mode: Mode): Answer {
  return answers[mode] ?? good
}
