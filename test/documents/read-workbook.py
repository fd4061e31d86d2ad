"""Prints what openpyxl reads in a workbook, as JSON."""

import json
import sys

import openpyxl


def validation(it):
    kind = [it.type, it.operator, it.formula1]
    return {str(it.sqref): kind + [it.promptTitle, bool(it.prompt), bool(it.error)]}


def sheet(it):
    rules = [validation(rule) for rule in it.data_validations.dataValidation]
    return {
        "name": it.title,
        "state": it.sheet_state,
        "rows": [[cell.value for cell in row] for row in it.iter_rows()],
        "kinds": sorted({cell.data_type for row in it.iter_rows() for cell in row}),
        "formats": [cell.number_format for cell in it[2]],
        "quoted": [c.coordinate for row in it.iter_rows() for c in row if c.quotePrefix],
        "frozen": it.freeze_panes,
        "filter": it.auto_filter.ref,
        "titles": it.print_title_rows,
        "columns": it.print_title_cols,
        "landscape": it.page_setup.orientation == "landscape",
        "pages": [it.page_setup.fitToWidth, it.page_setup.fitToHeight],
        "fits": it.sheet_properties.pageSetUpPr.fitToPage,
        "footer": [it.oddFooter.left.text, it.oddFooter.right.text],
        "widths": [column.width for column in it.column_dimensions.values()],
        "links": [c.hyperlink.location for row in it.iter_rows() for c in row if c.hyperlink],
        "validations": {key: value for rule in rules for key, value in rule.items()},
    }


book = openpyxl.load_workbook(sys.argv[1])
about = book.properties
properties = [about.title, about.language, about.created.isoformat(), about.modified.isoformat()]
print(json.dumps({"properties": properties, "sheets": [sheet(it) for it in book.worksheets]}))
