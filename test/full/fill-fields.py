"""Fills every form field of PDFs with pypdf, writes them into a folder and prints the values.

Usage: fill-fields.py FOLDER PDF...
"""

import json
import pathlib
import sys

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject


def fill(field):
    kind, name = field["/FT"], field["/T"]
    if kind == "/Btn":
        ticked = next(state for state in field["/AP"]["/N"] if state != "/Off")
        field[NameObject("/V")] = field[NameObject("/AS")] = NameObject(ticked)
        return name, "yes"
    value = field["/Opt"][-1] if kind == "/Ch" else f"Żółć, Αθήνα, Ёлка: {name}"
    field[NameObject("/V")] = TextStringObject(value)
    return name, value


def filled(folder, file):
    writer = PdfWriter()
    writer.clone_document_from_reader(PdfReader(file))
    # Viewers draw the values anew.
    writer.set_need_appearances_writer()
    notes = [note.get_object() for page in writer.pages for note in page.get("/Annots", [])]
    values = dict(fill(note) for note in notes if note["/Subtype"] == "/Widget")
    target = pathlib.Path(folder, pathlib.Path(file).name)
    writer.write(target)
    return str(target), values


print(json.dumps(dict(filled(sys.argv[1], file) for file in sys.argv[2:])))
