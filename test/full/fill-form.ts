import { readFile, writeFile } from 'node:fs/promises'
import { PDFCheckBox, PDFDocument, PDFDropdown, type PDFField, PDFTextField } from 'pdf-lib'

/** Fills every field of a PDF with pdf-lib and writes it to the target. @returns the values by name */
export async function fillForm(file: string, target: string): Promise<Record<string, string>> {
  const document = await PDFDocument.load(await readFile(file), { updateMetadata: false })
  const fields = document.getForm().getFields()
  const values = fields.map((field) => [field.getName(), fill(field)])
  await writeFile(target, await document.save())
  return Object.fromEntries(values)
}

function fill(field: PDFField): string {
  if (field instanceof PDFTextField) return fillText(field)
  if (field instanceof PDFDropdown) return choose(field)
  if (!(field instanceof PDFCheckBox)) throw new Error(`${field.getName()} is of no kind of ours.`)
  field.check()
  return 'yes'
}

function fillText(field: PDFTextField): string {
  // In letters of the font that pdf-lib draws with.
  const value = `Filled in: ${field.getName()}`
  field.setText(value)
  return value
}

function choose(field: PDFDropdown): string {
  const value = field.getOptions().at(-1) ?? ''
  field.select(value)
  return value
}
