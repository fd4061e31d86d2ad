import type { Block, Field, Signature } from './blocks.ts'

/** Neighbouring fields. */
export interface Form {
  readonly type: 'form'
  readonly fields: Field[]
}

/** What is laid out as a whole. */
export type Group = Exclude<Block, Field> | Form

export function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (block.type !== 'field') groups.push(block)
    else if (last?.type === 'form') last.fields.push(block)
    else groups.push({ type: 'form', fields: [block] })
  }
  return groups
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
