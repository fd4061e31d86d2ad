import { expect, it } from 'vitest'
import { type Retention, retentionOf, usualYears } from '../../pack/retention.ts'

it('docs/retention.md is the table that programs delete by', async () => {
  const rows: Retention[] = Object.values(retentionOf(usualYears, 7))
  const lines = rows.map(({ what, long, why, by }) => `| ${what} | ${long} | ${why} | ${by} |`)
  const table = ['| What | Kept | Because | Deleted by |', '|---|---|---|---|', ...lines].join('\n')
  await expect(`${head}\n${table}\n${tail}`).toMatchFileSnapshot('../../docs/retention.md')
})

const head = `# How long what is kept

The same table stands on \`/privacy\`, with the years and days that are set (\`ORDER_RETENTION_YEARS\`, \`KEY_BACKUP_DAYS\`).
\`pack/retention.ts\` is its source, and each row has a test that finds the thing before and not after.
`

const tail = `
**Why six years**: in England and in Ireland a claim from a contract ends after six (Limitation Act 1980, section 5; Statute of
Limitations 1957, section 11), in Germany after three full ones (BGB §§ 195, 199), in Switzerland after ten (OR Art. 127), where
\`ORDER_RETENTION_YEARS\` may be 10; until then the pack is what was sold, and stays downloadable.

**Books** are kept by the law of the seller's country, counted from the end of the business year: six years in the United Kingdom (Finance
Act 1998, schedule 18, paragraph 21) and in Ireland (TCA 1997, section 886), eight for vouchers in Germany (AO § 147, HGB § 257), ten in
Switzerland (OR Art. 958f). Where they may be deleted, the seller decides: nothing of ours does ([decision
520](decisions/520-erased-orders.md)). What they hold of an erased order is still personal data for whoever can look the payment up
at Stripe.

**Outside of our reach**: Stripe's own records, mailboxes, the logs of a proxy (which hold the private links of orders, unless you take
the paths under \`/orders/\` out of them), and what a bank was shown. Each is its keeper's to delete.

**Copies of keys**: the table \`order_keys\` is backed up apart from all else, and such a backup is deleted before it is
\`KEY_BACKUP_DAYS\` old. Whoever keeps one for longer makes certificates of erasure untrue, and so do snapshots and archived logs (WAL)
of the database server, as providers make them: they hold the keys, too, so let them end as soon.

**Letters of a trial** (no \`SMTP_URL\`) are files under \`DATA_DIR/mail\`. \`upkeep\` removes those of an order ten minutes after it was
erased; whoever keeps the letters that a mail server took, for the audit, has to do the same.
`
