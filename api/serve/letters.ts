import { readMail } from '../../clients/mail/config.ts'
import { mailFolderIn } from '../../clients/mail/letter-files.ts'
import { createSendLetters } from '../../orders/mail/send-letters.ts'
import { openPost } from '../../site/post.ts'
import type { Site } from '../../site/site.ts'
import { createLettersLoop, createReportsLoop } from '../../workers/letters.ts'
import { type ComposeParts, createCompose } from '../letters/compose.ts'
import type { Seller } from '../pages/seller.ts'

/** What writes to customers: here, since it has the links and must not need Temporal. */
export function openLetters(
  site: Site,
  seller: Seller,
  parts: Pick<ComposeParts, 'status' | 'pageOf'>,
) {
  const { orders, releases, tellings, log, config } = site
  const mail = readMail(site.environment)
  const domain = mail.address.slice(mail.address.lastIndexOf('@') + 1)
  const replyTo = seller.fictional ? null : seller.email
  const { compose, preview } = createCompose({
    ...parts,
    orders,
    releases,
    tellings,
    seller,
    domain,
  })
  const { send, takeReports } = openPost(mail, site, mailFolderIn(config.dataDir), replyTo)
  const sendLetters = createSendLetters({ ...site, compose, send, grace: mail.grace })
  const loop = createLettersLoop(sendLetters, log)
  const reports = takeReports === null ? [] : [createReportsLoop(takeReports, log)]
  return { preview, loops: [loop, ...reports] }
}
