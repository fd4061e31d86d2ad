import { noticeNames } from '../text/templates.ts'
import type { Context } from './context.ts'
import { footerOf, noticeCover, releaseCover } from './cover.ts'
import { blocksOf, type Files, imprint, noticeFiles } from './files.ts'

type Name = (typeof noticeNames)[number]

/** These differ with each release; the others are the order's and are printed once. */
const ofRelease: readonly Name[] = ['AI-NOTICE', 'CHANGELOG']

export function composeNotices(context: Context): Files[] {
  return noticeNames.map((name) => compose(context, name))
}

function compose(context: Context, name: Name): Files {
  const { definition, order, composition, view, templates, labels, variables } = context
  const template = templates.notices[name]
  const { title } = template.meta
  const changes = ofRelease.includes(name)
  return noticeFiles(name, name, template.meta, {
    ...imprint,
    title,
    createdAt: changes ? composition.datedAt : order.frozenAt,
    tailored: false,
    cover: changes
      ? releaseCover(definition, composition, view)
      : noticeCover(definition, template.meta, order, view),
    footer: footerOf(view, title, definition.lawAsOf),
    blocks: blocksOf(template, variables, labels),
  })
}
