/** The pack is not what we delivered; its message says why. */
export class Difference extends Error {}

/** For a terminal: control, formatting and unassigned signs as their numbers. */
export function printable(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  )
}
