"""The shipped study against its own script and truth.json, read with nothing but the standard library."""

import doctest
import re
import zipfile
from collections import defaultdict
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from intercoder import datasets
from intercoder.datasets import make_study

NAMESPACE = {"q": "urn:QDA-XML:project:1.0"}
TRUTH = datasets.truth()


class Segment(NamedTuple):
    coder: str
    code: str
    source: str
    start: int
    end: int


class Project:
    """What is in the file, positions as they stand there."""

    def __init__(self):
        with zipfile.ZipFile(datasets.study_path()) as archive:
            self.root = ET.fromstring(archive.read("project.qde"))
            self.bytes = {
                source.get("name"): archive.read(source.get("plainTextPath").replace("internal://", "sources/"))
                for source in self.root.iterfind("q:Sources/q:TextSource", NAMESPACE)
            }
        self.texts = {name: content.decode("utf-8-sig") for name, content in self.bytes.items()}
        self.codes = {}  # path -> element
        self._walk(self.root.find("q:CodeBook/q:Codes", NAMESPACE), "")
        path_of = {code.get("guid"): path for path, code in self.codes.items()}
        user_of = {user.get("guid"): user.get("name") for user in self.root.iterfind("q:Users/q:User", NAMESPACE)}
        self.segments = [
            Segment(
                user_of[coding.get("creatingUser")],
                path_of[coding.find("q:CodeRef", NAMESPACE).get("targetGUID")],
                source.get("name"),
                int(selection.get("startPosition")),
                int(selection.get("endPosition")),
            )
            for source in self.root.iterfind("q:Sources/q:TextSource", NAMESPACE)
            for selection in source.iterfind("q:PlainTextSelection", NAMESPACE)
            for coding in selection.iterfind("q:Coding", NAMESPACE)
        ]

    def _walk(self, parent, path):
        for code in parent.iterfind("q:Code", NAMESPACE):
            own = f"{path} > {code.get('name')}" if path else code.get("name")
            self.codes[own] = code
            self._walk(code, own)


@pytest.fixture(scope="module")
def project():
    return Project()


@pytest.fixture(scope="module")
def marked(project):
    """Characters marked where both coders worked: (coder, code) -> {(source, position)}."""
    result = defaultdict(set)
    for coder, code, source, start, end in project.segments:
        if source in TRUTH["sources"]["ML"]:
            result[coder, code].update((source, at) for at in range(start, end))
    return result


def text_between(text, start, end):
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_the_script_makes_the_shipped_files(tmp_path):
    make_study.write_study(tmp_path)
    shipped = datasets.study_path()
    assert (tmp_path / "truth.json").read_bytes() == shipped.with_name("truth.json").read_bytes()
    # The compressed bytes depend on the zlib that Python was built with, what is compressed does not.
    with zipfile.ZipFile(tmp_path / "study.qdpx") as made, zipfile.ZipFile(shipped) as given:
        assert [(info.filename, info.date_time) for info in made.infolist()] == [
            (info.filename, info.date_time) for info in given.infolist()
        ]
        for name in given.namelist():
            assert made.read(name) == given.read(name), name
    again = tmp_path / "again"
    again.mkdir()
    make_study.write_study(again)
    assert (again / "study.qdpx").read_bytes() == (tmp_path / "study.qdpx").read_bytes()


def test_the_file_is_small():
    assert datasets.study_path().stat().st_size < 200_000


def test_identifiers_are_unique_and_references_lead_somewhere(project):
    given = [element.get("guid") for element in project.root.iter() if element.get("guid")]
    assert len(given) == len(set(given))
    references = [element.get("targetGUID") for element in project.root.iter() if element.get("targetGUID")]
    assert references
    assert set(references) <= set(given)


def test_texts_are_what_nvivo_for_windows_writes(project):
    assert list(project.texts) == TRUTH["sources"]["VR"]
    for name, content in project.bytes.items():
        assert content.startswith(b"\xef\xbb\xbf"), name
        assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r") > 20, name
    both = [project.texts[name] for name in TRUTH["sources"]["ML"]]
    assert any(ord(letter) > 0xFFFF for text in both for letter in text)
    assert any("\u0300" <= letter <= "\u036f" for text in both for letter in text)


def test_interviews_are_turns_of_two_speakers(project):
    for name, text in project.texts.items():
        speakers = set(re.findall(r"^(\w+): ", text, flags=re.MULTILINE))
        assert speakers == {"Interviewer", name}
        assert 400 < len(text.split()) < 900, name
        assert "{" not in text, name
        assert "|" not in text, name


def test_segments_start_and_end_at_words_only_as_utf16_with_two_for_a_line_end(project):
    def at_words(text, start, end):
        before, inside, after = text[start - 1 : start], text[start:end], text[end : end + 1]
        starts = inside[:1].isalnum() or inside[:1] == "“"
        return starts and not before.isalnum() and not inside[-1:].isspace() and not after.isalnum()

    n_misplaced_as_code_points = 0
    for segment in project.segments:
        text = project.texts[segment.source]
        units = text.encode("utf-16-le")
        assert 0 <= segment.start < segment.end <= len(units) // 2
        start = len(text_between(text, 0, segment.start))
        assert at_words(text, start, start + len(text_between(text, segment.start, segment.end))), segment
        assert "\r\n" not in text_between(text, segment.start, segment.end), segment
        n_misplaced_as_code_points += not at_words(text, segment.start, segment.end)
    assert n_misplaced_as_code_points > 50


def test_the_codebook_is_areas_themes_and_codes_with_definitions(project):
    assert sorted(project.codes) == sorted(TRUTH["areas"] + TRUTH["themes"] + TRUTH["codes"])
    for path, code in project.codes.items():
        assert code.get("isCodable") == ("true" if path in TRUTH["codes"] else "false"), path
        assert code.find("q:Description", NAMESPACE).text.endswith("."), path


def test_ml_coded_all_of_five_interviews_and_nothing_else(project):
    coded = {
        coder: {segment.source for segment in project.segments if segment.coder == coder} for coder in ("VR", "ML")
    }
    assert coded == {coder: set(sources) for coder, sources in TRUTH["sources"].items()}
    assert TRUTH["sources"]["ML"] == ["P01", "P02", "P03", "P04", "P05"]
    assert len(coded["VR"]) == 18


def test_every_participant_has_two_attributes(project):
    cases = project.root.findall("q:Cases/q:Case", NAMESPACE)
    assert [case.get("name") for case in cases] == TRUTH["sources"]["VR"]
    assert {case.find(".//q:TextValue", NAMESPACE).text for case in cases} == {"visitor", "volunteer"}
    assert all(1 <= int(case.find(".//q:IntegerValue", NAMESPACE).text) <= 8 for case in cases)


def test_codes_are_used_as_often_as_truth_says(project):
    uses = defaultdict(lambda: defaultdict(int))
    for segment in project.segments:
        assert segment.code in TRUTH["codes"]
        if segment.source in TRUTH["sources"]["ML"]:
            uses[segment.code][segment.coder] += 1
    assert uses == TRUTH["uses_in_double_coded"]
    assert min(n for of_coder in uses.values() for n in of_coder.values()) >= 4


def test_every_code_stands_in_one_relation_with_the_coders_it_says():
    coders = {code: {"VR", "ML"} for code in TRUTH["same"]}
    listed = list(TRUTH["same"])
    for relation in ("renamed", "split", "merged"):
        for link in TRUTH[relation]:
            for coder, codes in link.items():
                for code in [codes] if isinstance(codes, str) else codes:
                    coders[code] = {coder}
                    listed.append(code)
    for coder, codes in TRUTH["only"].items():
        coders.update({code: {coder} for code in codes})
        listed += codes
    assert len(listed) == len(set(listed))
    assert coders == {code: set(uses) for code, uses in TRUTH["uses_in_double_coded"].items()}
    later = [entry["code"] for entry in TRUTH["later"]]
    assert sorted(listed + later) == sorted(TRUTH["codes"])
    counts = {name: len(TRUTH[name]) for name in ("same", "renamed", "split", "merged", "later")}
    assert counts == {"same": 10, "renamed": 4, "split": 2, "merged": 2, "later": 5}
    assert {coder: len(codes) for coder, codes in TRUTH["only"].items()} == {"VR": 3, "ML": 2}


def test_later_codes_come_when_truth_says_and_nothing_new_after_p13(project):
    first = {}
    for segment in project.segments:
        if segment.coder == "VR":
            first.setdefault(segment.code, segment.source)
    assert {entry["code"]: entry["first"] for entry in TRUTH["later"]} == {
        code: source for code, source in first.items() if source not in TRUTH["sources"]["ML"]
    }
    assert max(first.values()) == "P13"


def test_planted_links_are_each_codes_strongest(marked):
    partners = {("VR", code): {code} for code in TRUTH["same"]}
    for relation in ("renamed", "split", "merged"):
        for link in TRUTH[relation]:
            of_vr, of_ml = ([link[coder]] if isinstance(link[coder], str) else link[coder] for coder in ("VR", "ML"))
            partners.update({("VR", code): set(of_ml) for code in of_vr})
    partners.update({("VR", code): set() for code in TRUTH["only"]["VR"]})
    of_ml = [code for coder, code in marked if coder == "ML"]
    for (coder, code), planted in partners.items():
        own = marked[coder, code]
        jaccard = {other: len(own & marked["ML", other]) / len(own | marked["ML", other]) for other in of_ml}
        assert all(jaccard[other] > 0.3 for other in planted), code
        assert all(value < 0.1 for other, value in jaccard.items() if other not in planted), code


def test_parts_of_split_and_merged_codes_cover_the_whole(marked):
    wholes = [("VR", link["VR"], "ML", link["ML"]) for link in TRUTH["split"]]
    wholes += [("ML", link["ML"], "VR", link["VR"]) for link in TRUTH["merged"]]
    for coder, whole, other, parts in wholes:
        union = set().union(*(marked[other, part] for part in parts))
        assert len(marked[coder, whole] & union) >= 0.8 * len(marked[coder, whole]), whole
        assert all(not marked[other, a] & marked[other, b] for a, b in combinations(parts, 2)), whole


def test_coders_disagree_on_shared_codes_and_where_ml_gave_another_code(marked):
    assert all(marked["VR", code] != marked["ML", code] for code in TRUTH["same"])
    swapped = [(entry["VR"], code) for entry in TRUTH["planted"] for code in entry["swapped"]]
    assert len(swapped) == 4
    assert all(marked["VR", code] & marked["ML", other] for code, other in swapped)


def kappa(table):
    n = sum(map(sum, table))
    observed = sum(row[k] for k, row in enumerate(table)) / n
    expected = sum(sum(table[k]) * sum(row[k] for row in table) for k in range(len(table))) / n**2
    return observed, expected, (observed - expected) / (1 - expected)


@pytest.mark.parametrize("name", datasets.published_names())
def test_published_tables_give_what_was_printed(name):
    entry = datasets.published(name)
    assert re.search(r"\((19|20)\d\d\)", entry["source"])
    table, printed = entry["table"], entry["printed"]
    if entry["layout"] == "confusion":
        observed, expected, value = kappa(table)
        assert value == pytest.approx(printed["cohen_kappa"], abs=0.005)
        assert observed == pytest.approx(printed["observed"], abs=0.0005)
        assert expected == pytest.approx(printed.get("expected", expected), abs=0.0005)
    elif entry["layout"] == "counts":
        n_coders = sum(table[0])
        assert all(sum(row) == n_coders and len(row) == len(entry["categories"]) for row in table)
        observed = sum(n * (n - 1) for row in table for n in row) / (len(table) * n_coders * (n_coders - 1))
        expected = sum((sum(column) / (len(table) * n_coders)) ** 2 for column in zip(*table, strict=True))
        assert observed == pytest.approx(printed["observed"], abs=0.0005)
        assert expected == pytest.approx(printed["expected"], abs=0.0005)
        assert (observed - expected) / (1 - expected) == pytest.approx(printed["fleiss_kappa"], abs=0.0005)
    else:
        units = [[value for value in row if value is not None] for row in table]
        pairs = [(a, b, len(unit) - 1) for unit in units for a, b in combinations(unit, 2)]
        values = [value for unit in units if len(unit) > 1 for value in unit]
        n = len(values)
        observed = sum(2 * (a != b) / others for a, b, others in pairs) / n
        expected = sum(2 * (a != b) for a, b in combinations(values, 2)) / (n * (n - 1))
        assert entry["layout"] == "wide"
        assert 1 - observed / expected == pytest.approx(printed["alpha_nominal"], abs=0.0005)


def test_an_unknown_table_is_refused_by_name():
    with pytest.raises(ValueError, match="no published table 'cohen1960'; known names: krippendorff_2011, fleiss_1971"):
        datasets.published("cohen1960")


def test_docstring_examples_hold():
    outcome = doctest.testmod(datasets)
    assert outcome.attempted >= 8
    assert outcome.failed == 0
