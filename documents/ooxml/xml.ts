declare const escaped: unique symbol

/** Markup in which every text is escaped; only `element`, `text` and `together` make it. */
export type Xml = string & { readonly [escaped]: true }

/** What is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

export const nothing = '' as Xml

/** Text between tags. */
export function text(value: string): Xml {
  return escape(value) as Xml
}

type Maker = (name: string, attributes?: Attributes, ...children: Xml[]) => Xml

/** Names are the caller's own words; attribute values may be anybody's. */
export const element = elementsWith('')

/** Makes elements whose own and whose attributes' names begin with the prefix. */
export function elementsWith(prefix: string): Maker {
  return (name, attributes = {}, ...children) => {
    let open = prefix + name
    for (const key in attributes) {
      const value = attributes[key]
      if (value !== undefined) open += ` ${prefix}${key}="${escape(String(value))}"`
    }
    const inside = children.join('')
    return (inside === '' ? `<${open}/>` : `<${open}>${inside}</${prefix}${name}>`) as Xml
  }
}

export function together(parts: readonly Xml[]): Xml {
  return parts.join('') as Xml
}

/** A file of a package: its root with the declaration that every part begins with. */
export function xmlFile(root: Xml): Uint8Array {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`)
}

/** XML 1.0, 2.2; half a surrogate pair is no character either. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const special = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/

/** White space goes as references too, or a reader would make it into spaces or line feeds. */
function escape(value: string): string {
  // Nearly every text is free of all that.
  if (!special.test(value)) return value
  return value.replace(forbidden, '').replace(/[&<>"\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
