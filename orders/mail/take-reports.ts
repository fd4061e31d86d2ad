import type { LetterKey, ReportKind } from '../../pack/letter.ts'

interface Report {
  readonly letter: LetterKey
  readonly kind: ReportKind
  readonly said: string
}

export interface TakeReportsPorts {
  /** Hands on each new message, which counts as read once that is done. @returns how many there were */
  readonly mailbox: (take: (raw: Uint8Array) => Promise<unknown>) => Promise<number>
  /** Null: it is no report on a letter of ours. */
  readonly read: (raw: Uint8Array) => Promise<Report | null>
  readonly reports: {
    /** @returns false when it was kept before, or we sent no such letter */
    add(letter: LetterKey, kind: ReportKind, said: string): Promise<boolean>
  }
  readonly observe: { reported(letter: LetterKey, kind: ReportKind, said: string): void }
}

/** Keeps what is reported of letters that a mail server had taken. @returns how many messages came */
export function createTakeReports({ mailbox, read, reports, observe }: TakeReportsPorts) {
  return (): Promise<number> =>
    mailbox(async (raw) => {
      // What cannot be read is no report, and must not stand in the way of those behind it.
      const report = await read(raw).catch(() => null)
      if (report === null) return
      const { letter, kind, said } = report
      if (await reports.add(letter, kind, said)) observe.reported(letter, kind, said)
    })
}
