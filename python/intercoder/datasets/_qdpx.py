"""The study as a REFI-QDA project (.qdpx), shaped like NVivo's: CRLF, BOM, UTF-16 offsets, one selection per coding."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET

START = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
ATTRIBUTES = {"group": "Text", "years": "Integer"}


@dataclass(frozen=True)
class Coding:
    """A code on a stretch of text; offsets count UTF-16 units, a line end as two."""

    coder: str
    code: str
    source: str
    start: int
    end: int


def write_qdpx(
    path: Path,
    coders: list[str],
    codebook: dict[str, Any],
    paths: dict[str, str],
    people: list[dict[str, Any]],
    texts: dict[str, str],
    codings: list[Coding],
) -> None:
    """Write the archive; the order of elements is the schema's."""
    project = ET.Element(
        "Project",
        xmlns="urn:QDA-XML:project:1.0",
        name="Community repair workshop",
        origin="intercoder",
        creatingUserGUID=guid("user", coders[0]),
        creationDateTime=stamp(0),
    )
    users = ET.SubElement(project, "Users")
    for coder in coders:
        ET.SubElement(users, "User", guid=guid("user", coder), name=coder, id=coder)
    add_codebook(project, codebook, paths)
    add_cases(project, people)
    sources = ET.SubElement(project, "Sources")
    for day, name in enumerate(texts):
        add_source(sources, name, coders[0], [coding for coding in codings if coding.source == name], paths, 7 * day)
    ET.indent(project)

    with zipfile.ZipFile(path, "w") as archive:
        add_file(archive, "project.qde", ET.tostring(project, encoding="utf-8", xml_declaration=True))
        for name, text in texts.items():
            add_file(archive, f"sources/{guid('source', name)}.txt", text.encode("utf-8-sig"))


def add_codebook(project: ET.Element, codebook: dict[str, Any], paths: dict[str, str]) -> None:
    """Add areas, themes and codes with their definitions; only codes can be applied."""

    def add(parent: ET.Element, name: str, definition: str, codable: str) -> ET.Element:
        code = ET.SubElement(parent, "Code", guid=guid("code", paths[name]), name=name, isCodable=codable)
        ET.SubElement(code, "Description").text = definition
        return code

    codes = ET.SubElement(ET.SubElement(project, "CodeBook"), "Codes")
    for area in codebook["area"]:
        of_area = add(codes, area["name"], area["definition"], "false")
        for theme in area["theme"]:
            of_theme = add(of_area, theme["name"], theme["definition"], "false")
            for name, definition in theme["codes"].items():
                add(of_theme, name, definition, "true")


def add_cases(project: ET.Element, people: list[dict[str, Any]]) -> None:
    """Add a case for each participant, with two attributes and the interview."""
    variables = ET.SubElement(project, "Variables")
    for name, kind in ATTRIBUTES.items():
        ET.SubElement(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable=kind)
    cases = ET.SubElement(project, "Cases")
    for who in people:
        case = ET.SubElement(cases, "Case", guid=guid("case", who["name"]), name=who["name"])
        for name, kind in ATTRIBUTES.items():
            value = ET.SubElement(case, "VariableValue")
            ET.SubElement(value, "VariableRef", targetGUID=guid("variable", name))
            ET.SubElement(value, f"{kind}Value").text = str(who[name])
        ET.SubElement(case, "SourceRef", targetGUID=guid("source", who["name"]))


def add_source(
    sources: ET.Element, name: str, owner: str, codings: list[Coding], paths: dict[str, str], day: int
) -> None:
    """Add a text and its codings; the file gets its text beside project.qde."""
    own = guid("source", name)
    source = ET.SubElement(sources, "TextSource", guid=own, name=name, plainTextPath=f"internal://{own}.txt")
    source.attrib.update(creatingUser=guid("user", owner), creationDateTime=stamp(day))
    for minute, coding in enumerate(codings):
        made = {"creatingUser": guid("user", coding.coder), "creationDateTime": stamp(day + 1, minute)}
        place = (name, coding.coder, str(coding.start), str(coding.end), coding.code)
        selection = ET.SubElement(source, "PlainTextSelection", guid=guid("selection", *place))
        selection.attrib.update(startPosition=str(coding.start), endPosition=str(coding.end), **made)
        element = ET.SubElement(selection, "Coding", {"guid": guid("coding", *place), **made})
        ET.SubElement(element, "CodeRef", targetGUID=guid("code", paths[coding.code]))


def add_file(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Store a file under a fixed date and system, so that the archive depends on its content only."""
    info = zipfile.ZipInfo(name, date_time=(START.year, START.month, START.day, START.hour, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


def guid(*name: str) -> str:
    """Derive an identifier from what it names."""
    return str(uuid5(NAMESPACE_OID, "/".join(("intercoder study", *name))))


def stamp(day: int, minute: int = 0) -> str:
    """Write the time so many days and minutes after the start."""
    return (START + timedelta(days=day, minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")
