import type { Slot } from '../../../pack/slots.ts'
import type { Draft, Text } from '../reading/draft.ts'

/** Facts in words where an artefact has slots for them: what to change, one clause each. */
export type Find = (text: Text, slots: readonly Slot[], draft: Draft) => readonly string[]

/** @param kind of the placeholders that could stand for it */
export function instead(said: string, slots: readonly Slot[], kind: RegExp): string {
  const slot = slots.find(({ placeholder, use }) => use !== 'retired' && kind.test(placeholder))
  return slot
    ? `take out “${said}”; if the text needs that fact, ${slot.placeholder} stands for it`
    : `take out “${said}”, which this text must not state`
}
