const boundary = '=_report'

function report(type: string, parts: readonly (readonly [type: string, body: string])[]): string {
  const lines = [
    'From: Mail Delivery System <MAILER-DAEMON@mx.firm.example>',
    'To: packs@shop.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"`,
    '',
    ...parts.flatMap(([type, body]) => [`--${boundary}`, `Content-Type: ${type}`, '', body]),
    `--${boundary}--`,
    '',
  ]
  return lines.join('\r\n')
}

const headersOf = (letter: string) =>
  [
    'From: Packhorse <packs@shop.example>',
    'To: gone@firm.example',
    `Message-ID:`,
    ` ${letter}`,
    'Subject: Your pack',
  ].join('\r\n')

/** A letter's headers as a mail server finds them. @param letter its Message-ID */
export const bounceOf = (
  letter: string,
  action = 'failed',
  returned = 'text/rfc822-headers',
  said = 'user unknown',
) =>
  report('delivery-status', [
    ['text/plain', 'I could not deliver your letter to gone@firm.example.'],
    [
      'message/delivery-status',
      [
        'Reporting-MTA: dns; mx.firm.example',
        '',
        'Final-Recipient: rfc822; gone@firm.example',
        `Action: ${action}`,
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1',
        `    <gone@firm.example>: ${said}`,
      ].join('\r\n'),
    ],
    [returned, `${headersOf(letter)}\r\n`],
  ])

/** What a provider sends when a reader presses “spam”. */
export const complaintOf = (letter: string) =>
  report('feedback-report', [
    ['text/plain', 'This is an email abuse report.'],
    [
      'message/feedback-report',
      'Feedback-Type: abuse\r\nUser-Agent: SomeGenerator/1.0\r\nVersion: 1',
    ],
    ['message/rfc822', `${headersOf(letter)}\r\n\r\nWords.`],
  ])
