/** The file formats of a document. Every document is a PDF; some are another one besides. */
export const formats = ['pdf', 'docx', 'xlsx'] as const

export type Format = (typeof formats)[number]
