/** Text that is already HTML. Made only by `html`, so no plain string can pass for it. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** `false`, `null` and `undefined` leave nothing behind, so `${condition && html`…`}` reads well. */
export type Child = Html | string | number | false | null | undefined | readonly Child[]

/** Every value put into the template is escaped, for text and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Html {
  return new Html(String.raw({ raw: parts }, ...children.map(markup)))
}

function markup(child: Child): string {
  if (child === false || child === null || child === undefined) return ''
  if (child instanceof Html) return child.toString()
  if (typeof child === 'object') return child.map(markup).join('')
  return escape(String(child))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}

/** Attributes for a tag: `true` stands alone, `false`, `null` and `undefined` are left out. */
export function attributes(
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Html {
  const given = Object.entries(values).filter(
    ([, value]) => value !== false && value !== null && value !== undefined,
  )
  const written = given.map(([name, value]) =>
    value === true ? html`${name}` : html`${name}="${value as string | number}"`,
  )
  return new Html(written.join(' '))
}
