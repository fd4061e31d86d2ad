import { placeholderPattern } from './identity.ts'
import { joined } from './sentence.ts'

/**
 * A fact in a text that a model writes: the model says where it stands, the rules say what it is.
 * Recorded texts keep the placeholder, and rendering fills it, so a changed law or period needs no
 * new call, and the prompts of like firms are alike.
 */
export interface Slot {
  /** `[[PERIOD]]`: letter for letter what the model writes. */
  readonly placeholder: string
  /** What it stands for and in which grammatical form; all that the model is told of it. */
  readonly meaning: string
  /** A phrase of that form; never shown to the model. */
  readonly value: string
  /**
   * `once`: the text needs it, exactly once; `allowed`: as often as wanted; `retired`: shown no more,
   * but filled in texts that are recorded.
   */
  readonly use: 'once' | 'allowed' | 'retired'
  /** A name: it keeps its small first letter at the start of a sentence. */
  readonly proper?: true
  /** Of a time: the words of which its sentence has one, as it is the time for something. */
  readonly near?: readonly string[]
  /** Of a time: what it counts from, where the text says so. */
  readonly from?: string
}

/** By the path of a text, or by the first keys of it: `reasons` is for all texts in it; `''` for all. */
export type Slots = Readonly<Record<string, readonly Slot[]>>

/** The slots of the text at a path (`reasons.orders`). */
export function slotsAt(slots: Slots, path: string): Slot[] {
  return Object.entries(slots).flatMap(([prefix, some]) =>
    prefix === '' || `${path}.`.startsWith(`${prefix}.`) ? some : [],
  )
}

/** A recorded content as it is read: every string with its slots filled. */
export function filled<T>(content: T, slots: Slots, path = ''): T {
  if (typeof content === 'string') return fill(content, slotsAt(slots, path)) as T
  if (content === null || typeof content !== 'object') return content
  const entries = Object.entries(content).map(([key, item]) => [
    key,
    filled(item, slots, path ? `${path}.${key}` : key),
  ])
  return Object.fromEntries(entries) as T
}

/** One text with its slots filled; other placeholders stay. */
export function fill(text: string, slots: readonly Slot[]): string {
  const around = text.split(placeholderPattern)
  const found = text.match(placeholderPattern) ?? []
  return joined({
    around,
    values: found.map((placeholder, at) => {
      const slot = slots.find((one) => one.placeholder === placeholder)
      return slot ? inPlace(slot, around[at] ?? '', at === 0) : placeholder
    }),
  })
}

function inPlace({ value, proper }: Slot, before: string, isFirst: boolean): string {
  const opens = /[.!?]["”’)]?\s+$/.test(before) || (isFirst && before === '')
  return opens && !proper ? value.charAt(0).toUpperCase() + value.slice(1) : value
}

/** What the model is told of the slots, one line each. */
export function slotLines(slots: Slots): string[] {
  const shown = Object.values(slots).flat().filter(isShown)
  return [...new Set(shown.map(({ placeholder, meaning }) => `${placeholder}: ${meaning}`))]
}

/** `[[PERIOD]] once`: what the text at a path needs, or may have besides what all may. */
export function slotNeeds(slots: Slots, path: string): string {
  const { '': _, ...own } = slots
  const shown = slotsAt(own, path).filter(isShown)
  const needed = shown.filter(({ use }) => use === 'once').map((one) => `${one.placeholder} once`)
  const other = shown.filter(({ use }) => use === 'allowed').map(({ placeholder }) => placeholder)
  const clauses = [
    needed.length > 0 && `with ${needed.join(' and ')}`,
    other.length > 0 && `may have ${other.join(', ')}`,
  ]
  return clauses.filter(Boolean).join('; ')
}

export function isShown({ use }: Slot): boolean {
  return use !== 'retired'
}
