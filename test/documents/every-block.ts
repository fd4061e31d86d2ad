import { parseMarkdown } from '../../documents/text/parse.ts'
import { document } from './registers.ts'

const markdown = `
## First chapter

Words, **strong** ones, [a page](https://example.org/a?b=1&c=2) and [another](http://example.org).

1. One
2. Two
   - inner
   1. a
   2. b

   More of two.
3. Three

A paragraph between.

5. Five
6. Six

:::callout{kind="warning"}
Mind **this**.
:::

:::section{id="notice-section"}
### In a section

| Head | Other |
| --- | --- |
| [Write](mailto:a@example.org) | [Call](tel:+441314960000) |

- item
:::

::field{id="lead" type="text" label="Lead" value="Ann & Bob"}

::field{id="notes" type="multiline" label="Notes" value=""}

::field{id="lines" type="multiline" label="Lines" value="First line&#10;second line"}

::field{id="done" type="date" label="Done on" value=""}

::field{id="kind" type="choice" label="Kind" options="Loss|Theft|Loss" value="Other"}

::field{id="yes" type="checkbox" label="It is so" value="yes"}

::field{id="no" type="checkbox" label="It is not so" value=""}

::signature{id="approval" role="Managing director"}

:::sheet{id="only" name="Spreadsheets only"}
| Unseen |
| --- |
| unseen |
:::

## Wide chapter

::log{id="wide" rows="3" sheet="Wide log" columns="One|Two|Three|Four|Five|Six|Seven"}

## Last chapter

The end.
`

export const label = 'Tailored to your answers by a language model'
/** A document of every kind of block. */
export const everything = document(parseMarkdown(markdown, () => ({ label, tailored: true })))
