import { PDFCheckBox, PDFDropdown, type PDFForm, PDFTextField } from 'pdf-lib'

/** Names and values of all fields, as pdf-lib reads them; that of a ticked box is `yes`. */
export function valuesIn(form: PDFForm): Record<string, string> {
  return Object.fromEntries(form.getFields().map((field) => [field.getName(), valueOf(field)]))
}

function valueOf(field: unknown): string {
  if (field instanceof PDFTextField) return field.getText() ?? ''
  if (field instanceof PDFDropdown) return field.getSelected()[0] ?? ''
  if (field instanceof PDFCheckBox) return field.isChecked() ? 'yes' : ''
  throw new Error('a field of an unexpected kind')
}
