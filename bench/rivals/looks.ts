import { type Colour, colours, sizes, type TypeSize } from '../../documents/type/style.ts'

export interface Look extends TypeSize {
  readonly colour: string
  readonly strong: boolean
  /** Points. */
  readonly above: number
}

export type PanelName = 'note' | 'warning' | 'tailored' | 'standard'

export type LookName = 'kicker' | 'title' | 'summary' | 'h2' | 'h3' | 'h4' | 'body' | 'small'

const text = hex(colours.text)
const muted = hex(colours.muted)

/** Ours, as far as a rival has the means. */
export const looks: Readonly<Record<LookName, Look>> = {
  kicker: { ...sizes.label, colour: hex(colours.accent), strong: true, above: 0 },
  title: { ...sizes.title, colour: text, strong: true, above: 6 },
  summary: { ...sizes.summary, colour: muted, strong: false, above: 6 },
  h2: { ...sizes.h2, colour: text, strong: true, above: 22 },
  h3: { ...sizes.h3, colour: text, strong: true, above: 16 },
  h4: { ...sizes.h4, colour: text, strong: true, above: 12 },
  body: { ...sizes.body, colour: text, strong: false, above: 7 },
  small: { ...sizes.small, colour: muted, strong: false, above: 7 },
}

/** Colours of the bar at its left and of its ground. */
export interface Panel {
  readonly bar: string
  readonly tint: string
}

export const panels: Readonly<Record<PanelName, Panel>> = {
  note: { bar: hex(colours.accent), tint: hex(colours.tint) },
  warning: { bar: hex(colours.warning), tint: hex(colours.warningTint) },
  tailored: { bar: hex(colours.accent), tint: hex(colours.white) },
  standard: { bar: hex(colours.line), tint: hex(colours.white) },
}

export const inks = {
  muted,
  line: hex(colours.line),
  field: hex(colours.field),
  fieldBorder: hex(colours.fieldBorder),
  tint: hex(colours.tint),
  link: hex(colours.accent),
} as const

function hex(colour: Colour): string {
  const byte = (part: number) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0')
  return `#${colour.map(byte).join('')}`
}
