/** Whether it is an error of one of these names: by them rooms know what others throw, and not their classes. */
export function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name)
}
