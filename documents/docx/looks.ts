import type { Xml } from '../ooxml/xml.ts'
import { type Colour, colours, sizes, type TypeSize } from '../type/style.ts'
import { bullets } from './inventory.ts'
import { textRight } from './page.ts'
import { border, w } from './word.ts'

/** A paragraph style; what it does not say is as in the style that it is based on. */
export interface Look {
  readonly name: string
  /** Id of a style; Normal unless said. */
  readonly basedOn?: string
  /** Id of the style of the paragraph that somebody writes after it. */
  readonly next?: string
  readonly type?: TypeSize
  readonly strong?: true
  readonly colour?: Colour
  /** Points. */
  readonly before?: number
  readonly after?: number
  readonly keepNext?: true
  /** Depth of a heading, from 0. */
  readonly outline?: number
  /** Of `w:num`. */
  readonly numbering?: number
  readonly border?: Xml
  /** Twips from the text to the right margin. */
  readonly right?: number
}

const { accent, muted, text } = colours

/** Styles that Word knows by these names, in every language it speaks; by id. */
export const familiar: Readonly<Record<string, Look>> = {
  BodyText: { name: 'Body Text', after: 7, right: textRight },
  Title: { name: 'Title', type: sizes.title, strong: true, before: 6, after: 4, keepNext: true },
  Subtitle: {
    name: 'Subtitle',
    type: sizes.summary,
    colour: muted,
    after: 16,
    right: textRight,
  },
  Heading1: heading(1, sizes.h2, 20, accent),
  Heading2: heading(2, sizes.h3, 12, text),
  Heading3: heading(3, sizes.h4, 8, text),
  ListBullet: { name: 'List Bullet', basedOn: 'BodyText', after: 3, numbering: bullets },
  ListNumber: { name: 'List Number', basedOn: 'BodyText', after: 3 },
  ListContinue: { name: 'List Continue', basedOn: 'BodyText', after: 3 },
  Footer: { name: 'footer', type: sizes.small, colour: muted },
}

function heading(level: number, type: TypeSize, before: number, colour: Colour): Look {
  const style = {
    name: `heading ${level}`,
    next: 'BodyText',
    strong: true,
    keepNext: true,
  } as const
  return { ...style, type, before, after: 5, colour, outline: level - 1, right: textRight }
}

/** Styles of our own; by id. */
export const own: Readonly<Record<string, Look>> = {
  Kicker: {
    name: 'Cover Line',
    type: sizes.label,
    strong: true,
    colour: accent,
    border: w('pBdr', {}, border('top', 6, accent, 14)),
  },
  FactLabel: { name: 'Fact Label', type: sizes.small, colour: muted, keepNext: true },
  Fact: { name: 'Fact', type: sizes.label, strong: true },
  Origin: { name: 'Origin', type: sizes.small, colour: muted, before: 4 },
  SectionLabel: {
    name: 'Section Label',
    type: sizes.small,
    strong: true,
    after: 3,
    right: textRight,
  },
  TableText: { name: 'Table Text', type: sizes.table },
  TableHeading: {
    name: 'Table Heading',
    basedOn: 'TableText',
    type: sizes.table,
    strong: true,
    colour: accent,
    keepNext: true,
  },
  FieldLabel: { name: 'Field Label', type: sizes.label, strong: true, colour: muted },
  FieldText: { name: 'Field', type: sizes.field },
  CheckBox: { name: 'Check Box', after: 4, right: textRight },
  SignedBy: { name: 'Signed By', strong: true, before: 8, after: 3, right: textRight },
  Gap: { name: 'Gap', type: { size: 1, leading: 1 }, after: 8, right: textRight },
}
