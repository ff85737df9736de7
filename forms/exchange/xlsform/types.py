"""The types of questions of XLSForm, with the many ways to write them."""

import re
from dataclasses import dataclass

# How each type may be written, in small letters (pyxform's question types and aliases).
WRITTEN = {
    "text": "text", "string": "text", "q string": "text", "add text prompt": "text",
    "integer": "integer", "int": "integer", "q int": "integer", "add integer prompt": "integer",
    "decimal": "decimal", "q decimal": "decimal", "add decimal prompt": "decimal",
    "percentage": "percentage",
    "range": "range",
    "date": "date", "q date": "date", "add date prompt": "date",
    "time": "time",
    "datetime": "datetime", "date time": "datetime", "q date time": "datetime", "q datetime": "datetime",
    "add date time prompt": "datetime", "add datetime prompt": "datetime",
    "geopoint": "geopoint", "gps": "geopoint", "location": "geopoint", "q geopoint": "geopoint",
    "q location": "geopoint", "add location prompt": "geopoint",
    "geotrace": "geotrace", "q geotrace": "geotrace",
    "geoshape": "geoshape", "q geoshape": "geoshape",
    "note": "note", "q note": "note", "add note prompt": "note",
    "image": "image", "photo": "image", "q image": "image", "q picture": "image", "add image prompt": "image",
    "add photo prompt": "image",
    "audio": "audio", "q audio": "audio", "add audio prompt": "audio",
    "video": "video", "q video": "video", "add video prompt": "video",
    "file": "file", "add file prompt": "file",
    "barcode": "barcode", "q barcode": "barcode", "add barcode prompt": "barcode",
    "calculate": "calculate", "q calculate": "calculate", "add calculate prompt": "calculate",
    "hidden": "hidden",
    "acknowledge": "acknowledge", "q acknowledge": "acknowledge", "add acknowledge prompt": "acknowledge",
    "trigger": "acknowledge",
    "phone number": "phone",
    "number of days in last month": "integer", "number of days in last six months": "integer",
    "number of days in last year": "integer",
}  # fmt: skip
# What a device adds by itself: the portal asks a person, and keeps nothing of their device.
METADATA = {
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email",
    "audit", "start-geopoint", "background-audio", "background-geopoint", "imei", "start time", "end time",
    "get start time", "get end time", "get today", "device id", "get device id", "subscriber id",
    "get subscriber id", "sim id", "get sim id", "get phone number",
}  # fmt: skip
EXTERNAL = {"xml-external", "csv-external", "osm"}

ONE, SEVERAL, RANK = "select_one", "select_multiple", "rank"
SELECTS = {
    "select_one": ONE, "select one from": ONE, "select one using": ONE, "select one": ONE, "select1": ONE,
    "q select1": ONE, "add select one prompt using": ONE,
    "select_multiple": SEVERAL, "select multiple from": SEVERAL, "select multiple using": SEVERAL,
    "select all that apply from": SEVERAL, "select all that apply": SEVERAL, "q select": SEVERAL,
    "add select multiple prompt using": SEVERAL,
    "rank": RANK,
}  # fmt: skip
FROM_FILE = re.compile(r"select[ _](?:one|multiple)[ _](?:external|from[ _]file)\b", re.IGNORECASE)
SELECT = re.compile(
    rf"(?P<type>{'|'.join(sorted(map(re.escape, SELECTS), key=len, reverse=True))})\s+(?P<list>\S+)"
    r"(?:\s+(?P<other>or[ _]other|or specify other))?",
    re.IGNORECASE,
)
CONTROL = re.compile(
    r"(?P<edge>begin|end)[ _](?P<kind>group|repeat|lgroup|looped group|loop)(?:\s.*)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Written:
    """What stands in the column ``type``: the type, and of a choice its list and "or other"."""

    type: str
    choices: str = ""
    other: bool = False


def read_type(text: str) -> Written:
    """Return the type that a text stands for; an unknown one as it is written."""
    text = " ".join(text.split())
    if FROM_FILE.match(text):
        return Written("select_from_file")
    if match := CONTROL.fullmatch(text):
        kind = "group" if match["kind"].casefold() == "group" else "repeat"
        return Written(f"{match['edge'].casefold()}_{kind}")
    if match := SELECT.fullmatch(text):
        return Written(SELECTS[match["type"].casefold()], match["list"], bool(match["other"]))
    folded = text.casefold()
    if folded in METADATA or folded.startswith("uri:"):
        return Written("metadata")
    if folded in EXTERNAL:
        return Written("external")
    return Written(WRITTEN.get(folded, text))
