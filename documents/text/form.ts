import type { Block, Field, Handout, Sheet, Signature } from './blocks.ts'

/** Neighbouring fields. */
export interface Form {
  readonly type: 'form'
  readonly fields: Field[]
}

/** What is laid out as a whole on paper, which has no `:::sheet`. */
export type Group = Exclude<Block, Field | Handout | Sheet> | Form

export function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (block.type === 'sheet') continue
    if (block.type === 'handout') groups.push(...groupsOf(block.blocks))
    else if (block.type !== 'field') groups.push(block)
    else if (last?.type === 'form') last.fields.push(block)
    else groups.push({ type: 'form', fields: [block] })
  }
  return groups
}

/** A heading, a sentence or two, and who signs. */
const longestApproval = 4

/**
 * Whether a chapter begins there that is hardly more than a signature: it shall not stand alone on a
 * page, for nobody signs a sheet that does not say what it approves.
 */
export function beginsApproval(groups: readonly Group[], at: number): boolean {
  const [heading, ...after] = groups.slice(at, at + longestApproval)
  const next = after.findIndex(({ type }) => type === 'heading')
  const chapter = next < 0 ? after : after.slice(0, next)
  return heading?.type === 'heading' && chapter.some(({ type }) => type === 'signature')
}

/** Whether a group stands in such a chapter, above its signature. */
export function isInApproval(groups: readonly Group[], at: number): boolean {
  if (groups[at]?.type === 'signature') return false
  const heading = groups.slice(0, at + 1).findLastIndex(({ type }) => type === 'heading')
  return heading >= 0 && at - heading < longestApproval && beginsApproval(groups, heading)
}

export function createField(id: string, kind: Field['kind'], label: string, value = ''): Field {
  return { type: 'field', id, kind, label, value, options: [] }
}

/** What somebody who signs fills in. */
export function signatureFields({ id }: Signature): Field[] {
  return [
    createField(`${id}-name`, 'text', 'Name'),
    createField(`${id}-date`, 'date', 'Date'),
    createField(`${id}-signature`, 'text', 'Signature'),
  ]
}
