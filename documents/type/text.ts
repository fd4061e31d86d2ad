import type { Line, Span } from '../text/blocks.ts'
import { type Face, faces, shape, type Weight } from './fonts.ts'

/** Text of one style within a line. */
export interface Run {
  readonly weight: Weight
  readonly link: string | undefined
  readonly text: string
  /** Operands of `TJ`. */
  readonly glyphs: string
  /** Points from the line's start, and in all. */
  readonly x: number
  readonly width: number
}

export interface TextLine {
  readonly runs: readonly Run[]
  /** Points. */
  readonly width: number
}

interface Piece {
  readonly weight: Weight
  readonly link: string | undefined
  readonly text: string
  readonly width: number
}

/** Pieces that stay together on a line. */
interface Word {
  readonly pieces: Piece[]
  width: number
  spaced: boolean
  newLine: boolean
}

/** A line as plain text in one weight, for labels and headings. */
export function lineOf(text: string): Line {
  return [{ text }]
}

/** Points that a text takes in one line. */
export function widthOf(text: string, weight: Weight, size: number): number {
  const parts = text.split(/( )/).filter((part) => part !== '')
  return parts.reduce((sum, part) => sum + pointsOf(faces[weight], part, size), 0)
}

/**
 * Breaks a paragraph into lines no wider than `width` points, at spaces, after hyphens and slashes,
 * and inside a word only when it is wider than a line.
 */
export function breakLines(
  content: Line,
  size: number,
  width: number,
  weight: Weight = 'Regular',
): TextLine[] {
  const lines: Word[][] = [[]]
  let used = 0
  for (const word of wordsOf(content, size, weight).flatMap((it) => fitting(it, size, width))) {
    const space = word.spaced && used > 0 ? spaceOf(word, size) : 0
    if (word.newLine || (used > 0 && used + space + word.width > width)) {
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push(word)
    used += (used > 0 ? space : 0) + word.width
  }
  return lines.map((words) => setLine(words, size))
}

/** Spaces, and the places after a hyphen or slash inside a word: not in `-a` or `/path`. */
const breaks = /(\s+)|(?<=[\p{L}\p{N}][-–—/])/u

function wordsOf(content: Line, size: number, weight: Weight): Word[] {
  const words: Word[] = []
  let open = false
  let spaced = false
  let newLine = false
  for (const part of content)
    for (const text of part.text.split(breaks).filter((it) => it !== undefined)) {
      if (text === '') continue
      if (/^\s/.test(text)) {
        newLine ||= text.includes('\n')
        spaced = true
        open = false
        continue
      }
      const piece = pieceOf(text, part, size, weight)
      const last = words.at(-1)
      if (open && last) {
        last.pieces.push(piece)
        last.width += piece.width
      } else words.push({ pieces: [piece], width: piece.width, spaced, newLine })
      open = !/[\p{L}\p{N}][-–—/]$/u.test(text)
      spaced = newLine = false
    }
  return words
}

function pieceOf(text: string, { strong, link }: Span, size: number, weight: Weight): Piece {
  const own = strong ? 'SemiBold' : weight
  return { weight: own, link, text, width: pointsOf(faces[own], text, size) }
}

/** A word wider than the line, cut where the line is full. */
function fitting(word: Word, size: number, width: number): Word[] {
  if (word.width <= width) return [word]
  const cut: Word[] = []
  for (const piece of word.pieces)
    for (const letter of piece.text) {
      const letterWidth = pointsOf(faces[piece.weight], letter, size)
      const last = cut.at(-1)
      if (last && last.width + letterWidth <= width) append(last, piece, letter, letterWidth)
      else
        cut.push({
          ...firstOf(word, cut),
          pieces: [single(piece, letter, letterWidth)],
          width: letterWidth,
        })
    }
  return cut
}

function firstOf(word: Word, cut: readonly Word[]): Pick<Word, 'spaced' | 'newLine'> {
  return cut.length === 0 ? word : { spaced: false, newLine: false }
}

function single(piece: Piece, text: string, width: number): Piece {
  return { ...piece, text, width }
}

function append(word: Word, piece: Piece, letter: string, width: number): void {
  const last = word.pieces.at(-1)
  const same = last && last.weight === piece.weight && last.link === piece.link
  if (same) word.pieces.splice(-1, 1, single(last, last.text + letter, last.width + width))
  else word.pieces.push(single(piece, letter, width))
  word.width += width
}

function spaceOf(word: Word, size: number): number {
  return pointsOf(faces[word.pieces[0]?.weight ?? 'Regular'], ' ', size)
}

/** Joins the words of a line into runs; a space belongs to a link only inside it. */
function setLine(words: readonly Word[], size: number): TextLine {
  const runs: { -readonly [key in keyof Run]: Run[key] }[] = []
  let x = 0
  const put = ({ weight, link }: Pick<Run, 'weight' | 'link'>, text: string) => {
    const { glyphs, width } = shape(faces[weight], text)
    const points = (width * size) / 1000
    const last = runs.at(-1)
    if (last && last.weight === weight && last.link === link) {
      last.glyphs += glyphs
      last.text += text
      last.width += points
    } else runs.push({ weight, link, text, glyphs, x, width: points })
    x += points
  }
  for (const [index, { pieces, spaced }] of words.entries()) {
    const [first] = pieces
    const link = runs.at(-1)?.link === first?.link ? first?.link : undefined
    if (index > 0 && spaced && first) put({ weight: first.weight, link }, ' ')
    for (const piece of pieces) put(piece, piece.text)
  }
  return { runs, width: x }
}

function pointsOf(face: Face, text: string, size: number): number {
  return (shape(face, text).width * size) / 1000
}
