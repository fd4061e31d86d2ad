import type { Behaviour, Mode } from './behaviour.ts'
import type { Completion } from './completion.ts'
import { type CompletionRequest, countTokens, promptText } from './request.ts'
import {
  bodyTooLarge,
  engineDead,
  errorInside200,
  filteredByAzure,
  filteredByOpenAi,
  floodOfError,
  noChoices,
  noPrefill,
  outOfQuota,
  overloaded,
  proxyPage,
  requestTimeout,
  tooLong,
  tooLongForLlama,
  tooManyRequests,
  type Wire,
} from './wire.ts'
import { garbageAnswer, goodAnswer, obedientAnswer, refusingAnswer } from './writer.ts'

type Answer = (
  request: CompletionRequest,
  behaviour: Behaviour,
  cached: number,
) => Wire | Completion

/** A completion whose content is made by `content`, and of which the rest can be `odd`. */
function saying(
  content: (request: CompletionRequest) => string,
  odd: Partial<Completion> = {},
): Answer {
  return (request, _, cached) => {
    const text = content(request)
    const usage = {
      prompt: countTokens(promptText(request)),
      cached,
      completion: countTokens(text),
    }
    return { model: request.model, content: text, finish: 'stop', usage, ...odd }
  }
}

const goodText = (request: CompletionRequest) => JSON.stringify(goodAnswer(request))
const good = saying(goodText)
const around = (change: (text: string) => string) => saying((request) => change(goodText(request)))

const answers: Readonly<Partial<Record<Mode, Answer>>> = {
  '429': (_, { retryAfter }) => tooManyRequests(retryAfter),
  '503': (_, { retryAfter }) =>
    retryAfter === undefined
      ? overloaded
      : { ...overloaded, headers: { 'retry-after': String(retryAfter) } },
  '500': () => engineDead,
  '408': () => requestTimeout,
  '413': () => bodyTooLarge,
  'out-of-quota': () => outOfQuota,
  'too-long': (request) => tooLong(4_096, countTokens(promptText(request))),
  'too-long-llama': (request) => tooLongForLlama(4_096, countTokens(promptText(request))),
  'filtered-openai': () => filteredByOpenAi,
  'filtered-azure': () => filteredByAzure,
  filtered: saying(() => '', { finish: 'content_filter' }),
  'no-prefill': (request, behaviour, cached) =>
    request.messages.some(({ role }) => role === 'assistant')
      ? noPrefill
      : good(request, behaviour, cached),
  malformed: () => proxyPage,
  'error-200': () => errorInside200,
  'flood-error': floodOfError,
  'no-choices': () => noChoices,
  aborted: saying(() => '', { finish: 'abort' }),
  'null-content': saying(() => '', { content: null }),
  'thought-only': (request, behaviour, cached) => {
    const beside = { reasoning_content: goodText(request) }
    return saying(() => '', { content: null, beside })(request, behaviour, cached)
  },
  'tool-call': saying(() => '', {
    content: null,
    finish: 'tool_calls',
    beside: { tool_calls: [{ index: 0, id: '1', function: { name: 'search', arguments: '{}' } }] },
  }),
  'lying-usage': saying(goodText, {
    usage: { prompt: 1_000_000_000, cached: -5, completion: 2_000_000_000 },
  }),
  'no-usage': saying(goodText, { usage: null }),
  'other-model': saying(goodText, { model: 'someone-elses/model-7b' }),
  thinking: around((text) => `<think>\nThe user wants JSON. {"so": "be it"}\n</think>\n\n${text}`),
  fenced: around((text) => `\`\`\`json\n${text}\n\`\`\``),
  bom: around((text) => `\uFEFF${text}`),
  'words-after': around((text) => `${text}\nNote that I made some of this up.`),
  'keys-twice': around((text) => text.replace(/^\{("[^"]+":)/, '{$1"Draft",$1')),
  obedient: saying((request) => JSON.stringify(obedientAnswer(request))),
  'garbage-words': saying((request) => JSON.stringify(garbageAnswer(request))),
  // xgrammar under `maxLength` lets raw line breaks and tabs through.
  'invalid-json': saying((request) =>
    JSON.stringify(goodAnswer(request)).replaceAll('. ', '.\n\t'),
  ),
  'not-json': saying(() => 'Sure! Here is the section that you asked for.'),
  empty: saying(() => ''),
  unprintable: saying((request) => JSON.stringify(withSigns(goodAnswer(request)))),
  truncated: saying(
    (request) => {
      const whole = goodText(request)
      return whole.slice(0, whole.length / 2)
    },
    { finish: 'length' },
  ),
  refusal: saying(() => '', { content: null, beside: { refusal: 'I cannot help with that.' } }),
  refusing: saying((request) => JSON.stringify(refusingAnswer(request))),
  doubting: saying((request) => JSON.stringify(doubts(goodAnswer(request)))),
  'wrong-schema': saying(() => JSON.stringify({ answer: 'The section that you asked for.' })),
}

/** The same keys, each of them doubted. */
function doubts(answer: unknown): unknown {
  return Object.fromEntries(Object.keys(answer as object).map((key) => [key, 'no']))
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
