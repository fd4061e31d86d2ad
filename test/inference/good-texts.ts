/** What able models wrote, or could have written, of the main sample firm's activities, by row id. */
export const goodTexts: Readonly<Record<string, { description: string; necessity: string }>> = {
  orders: {
    description:
      'Customers place their orders online or by telephone, and their names, contact details and payment details are entered in [[SHOP_SYSTEM]]. Staff read the order there, prepare it and hand it to a carrier, who receives only what is needed for the delivery. Messages about returns and complaints are kept in [[OFFICE_SYSTEM]]. [[PERIOD]] after the completion of the contract, the data are deleted.',
    necessity:
      'A name and contact details are needed to deliver the order and to ask back when something is unclear. Payment details are needed to collect the price and to refund it after a return. [[COMPANY]] should not ask for a date of birth, because it plays no part in the sale.',
  },
  'online-accounts': {
    description:
      'A customer opens an account in [[SHOP_SYSTEM]] by choosing log-in details. From then on the account shows the history of orders and lets the customer change contact details without asking anyone. Technical data such as the IP address help to spot misuse. If nobody logs in for [[PERIOD]], the account is closed and its data are removed.',
    necessity:
      'Log-in details make sure that only the right person sees the account. Without the history of orders the account would serve no purpose. The firm should not store card numbers in the account.',
  },
  enquiries: {
    description:
      'Most enquiries reach the firm by e-mail and land in the shared mailbox in [[OFFICE_SYSTEM]]. Whoever is on duty replies, adds a quotation where one was asked for, and leaves the correspondence in the same thread so that a colleague can take over. After [[PERIOD]] without a further message, the thread is deleted.',
    necessity:
      'Without a name and a way to reach the person, no reply would be possible; the correspondence shows what was offered. The home address of someone who only asks a question is data the firm does not need.',
  },
  accounts: {
    description:
      'Invoices are issued and filed in [[ACCOUNTING_SYSTEM]], where our accountant can see them as well. Bank statements are matched against them every week, and whatever the tax authority requires is reported from there. At the end of the retention period of [[PERIOD]], counted from the end of the financial year, the data are erased.',
    necessity:
      'Names and contact details must appear on an invoice, and payment details are needed to match a payment with it. Notes about customers’ habits have no place in the books.',
  },
  newsletter: {
    description:
      'Subscribers enter their e-mail address in a form on the website, and [[NEWSLETTER_SYSTEM]] asks them to confirm it. Afterwards they receive news and offers until they unsubscribe, which is possible with one click in every message. The address is then kept for [[PERIOD]], so that no further message is sent by mistake, and all other data are deleted at once.',
    necessity:
      'The address is needed to deliver the newsletter and the name to greet the reader properly. The firm should not track which individual opens a message, because the newsletter works without it.',
  },
  analytics: {
    description:
      'When visitors agree, [[ANALYTICS_SYSTEM]] records which pages they visit, for how long, and with what kind of device. The firm looks at the totals from time to time in order to improve its website; it does not look at individual visitors. Each record is deleted [[PERIOD]] after the visit.',
    necessity:
      'Pages visited and the type of device show where the website fails its readers. A full IP address would add nothing to these data, so it should not be stored.',
  },
  suppliers: {
    description:
      'The people who act for suppliers and partners give their business contact details in messages, which stay in [[OFFICE_SYSTEM]]. What concerns invoices goes into [[ACCOUNTING_SYSTEM]]. If there has been no contact for [[PERIOD]], the entry is removed from the address book.',
    necessity:
      'Names, telephone numbers and e-mail addresses are what it takes to order goods and settle questions about them. Private numbers of contacts are data that should not be noted down.',
  },
  staff: {
    description:
      'Before the first working day, the new colleague’s contract, contact details and hours are entered in [[HR_SYSTEM]]. Absence and performance reviews are added during employment, and access is limited to the manager and the owner. Should an accident happen, insurers receive what they need to handle it. The file is destroyed [[PERIOD]] after the end of the employment.',
    necessity:
      'Data about hours and absence are required to plan the work; performance notes support fair decisions. Details of a colleague’s private life, such as religion or family plans, are not needed and should not be asked for.',
  },
  payroll: {
    description:
      'Each month the hours worked are taken over from [[HR_SYSTEM]], and [[ACCOUNTING_SYSTEM]] calculates pay, tax and pension contributions. The tax authority, the pension provider and the bank each receive the part that concerns them. Payslips are available to staff online. All of these data are kept for [[PERIOD]] from the end of the tax year.',
    necessity:
      'Pay, tax and social security details are necessary in order to pay people correctly and to report what the law requires. The reason for an absence does not have to be known for that; its length is enough.',
  },
  recruitment: {
    description:
      'Applications arrive by e-mail in [[OFFICE_SYSTEM]] and are transferred to [[HR_SYSTEM]], where interview notes are added. Only those who take part in the decision can open them. If an applicant is not chosen, the data are deleted [[PERIOD]] after the decision; otherwise, the papers become part of the staff file.',
    necessity:
      'References, a CV and notes of the interview allow the firm to compare applicants fairly. Photographs are not needed for that comparison, and the firm should not request them.',
  },
  accountability: {
    description:
      'Requests and complaints may be made to any member of staff, who passes them on the same day. They are logged in [[OFFICE_SYSTEM]] together with the reply and the date on which it was sent. Where the supervisory authority is involved, it receives copies. [[PERIOD]] after a case has been closed, its data are deleted.',
    necessity:
      'The name and contact details identify the person who asked, and the correspondence proves what was answered. The firm should not demand a copy of a passport if it already knows the person.',
  },
}
