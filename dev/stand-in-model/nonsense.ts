import type { Chance } from './chance.ts'

const syllables =
  'ba bri cor da el fen gri ho ix jor ka lum mo nar ob pli qua ros sten tov ul ver wex yo zan'.split(
    ' ',
  )

/** Words that no language has, in the shape of sentences: what random weights write. */
export function nonsense(chance: Chance, length: number): string {
  const sentences: string[] = []
  while (sentences.join(' ').length < length) sentences.push(sentence(chance))
  return sentences.join(' ').slice(0, length)
}

function sentence(chance: Chance): string {
  const words = Array.from({ length: 9 }, () => chance.pick(syllables) + chance.pick(syllables))
  const [first = '', ...rest] = words
  return `${[first[0]!.toUpperCase() + first.slice(1), ...rest].join(' ')}.`
}
