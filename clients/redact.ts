/**
 * A text as it may be shown and logged: without the credentials and queries of URLs, without
 * e-mail addresses. What a vendor, a driver or a person's mistyped value says may hold them.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\w:\/\/)[^\s"'“”<>]*@/g, '$1…@')
    .replace(/(\w:\/\/[^\s"'“”<>?]*)\?[^\s"'“”<>]*/g, '$1?…')
    .replace(
      /[^\s"'“”<>()/=:]+(?:['/=][^\s"'“”<>()/=:]+)*@[^\s"'“”<>()/]+\.[\p{L}\p{N}-]+/gu,
      '…@…',
    )
}
