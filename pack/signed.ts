/** Who changes something, and why. */
export interface Signed {
  readonly by: string
  readonly why: string
}
