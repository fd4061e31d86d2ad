"""Prints name, tooltip and value of every form field that Poppler finds in PDFs, as JSON."""

import json
import pathlib
import sys

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler


def value(field):
    kind = field.get_field_type()
    if kind == Poppler.FormFieldType.TEXT:
        return field.text_get_text() or ""
    if kind == Poppler.FormFieldType.BUTTON:
        return "yes" if field.button_get_state() else ""
    chosen = filter(field.choice_is_item_selected, range(field.choice_get_n_items()))
    return "|".join(field.choice_get_item(index) for index in chosen)


def fields(file):
    document = Poppler.Document.new_from_file(pathlib.Path(file).as_uri(), None)
    pages = (document.get_page(index) for index in range(document.get_n_pages()))
    found = [it.field for page in pages for it in page.get_form_field_mapping()]
    return [[it.get_name(), it.get_alternate_ui_name(), value(it)] for it in found]


print(json.dumps({file: fields(file) for file in sys.argv[1:]}))
