"""
Avro that is not ours. Reads one question a line from stdin and answers a line each, bytes in base64:

{"ask": "pair", "schema", "value", "bytes"}: our bytes read by fastavro, and its own of the same value.
    Answers {"bytes", "problem"}, whose problem says how what was read is not the value.
{"ask": "resolve", "writer", "reader", "value"?, "bytes"}: bytes of one schema read as another, or
    refused where there is no value. Answers {"problem"}.
{"ask": "container", "schema", "values", "codec", "bytes"}: likewise container files. Answers {"bytes", "problem"}.

The JSON form is written here a second time, from its description, so that a mistake in ours is not its own proof.
"""

import datetime
import decimal
import io
import json
import math
import struct
import sys
import uuid
from base64 import b64decode, b64encode

import fastavro

decimal.getcontext().prec = 100
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1)

PLAIN = {"null", "boolean", "int", "long", "float", "double", "bytes", "string"}
BY_NATIVE_TYPE = {
    "date",
    "time-millis",
    "time-micros",
    "timestamp-millis",
    "timestamp-micros",
    "local-timestamp-millis",
    "local-timestamp-micros",
}


class Schema:
    """A schema with its names resolved, as far as the JSON form needs it."""

    def __init__(self, schema):
        self.named = {}
        self.root = self.read(schema, "")

    def read(self, schema, enclosing):
        if isinstance(schema, str):
            if schema in PLAIN:
                return {"type": schema}
            full = schema if "." in schema or enclosing == "" else f"{enclosing}.{schema}"
            return self.named[full]
        if isinstance(schema, list):
            return {"type": "union", "branches": [self.read(branch, enclosing) for branch in schema]}
        made = {key: schema[key] for key in ("type", "logicalType", "size", "scale", "precision", "symbols") if key in schema}
        if "name" in schema:
            name, namespace = schema["name"], schema.get("namespace", enclosing)
            made["name"] = name if "." in name or namespace == "" else f"{namespace}.{name}"
            self.named[made["name"]] = made
            enclosing = made["name"].rpartition(".")[0]
        if "items" in schema:
            made["items"] = self.read(schema["items"], enclosing)
        if "values" in schema:
            made["values"] = self.read(schema["values"], enclosing)
        if "fields" in schema:
            made["type"] = "record"
            made["fields"] = []
            for field in schema["fields"]:
                made["fields"].append((field["name"], self.read(field["type"], enclosing)))
        return made


def json_kinds(schema):
    kind = schema["type"]
    if kind in ("null", "boolean", "array"):
        return [kind]
    if kind in ("record", "map"):
        return ["object"]
    if kind in ("int", "long"):
        known = BY_NATIVE_TYPE | {"timestamp-nanos", "local-timestamp-nanos"}
        return ["string"] if schema.get("logicalType") in known else ["number"]
    if kind in ("float", "double"):
        return ["number", "string"]
    return ["string"]


def is_bare(union):
    kinds = [kind for branch in union["branches"] for kind in json_kinds(branch)]
    return len(set(kinds)) == len(kinds)


def branch_name(schema):
    return schema.get("name", schema["type"])


def kind_of(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return {str: "string", list: "array", dict: "object"}[type(value)]


def seconds_of(text, digits):
    """Ticks since midnight of hh:mm:ss.fraction."""
    time, _, fraction = text.partition(".")
    hours, minutes, seconds = map(int, time.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * 10**digits + int(fraction.ljust(digits, "0") or 0)


def instant(text, digits):
    """Ticks since 1970 of an instant, of any precision."""
    day, _, time = text.rstrip("Z").partition("T")
    days = (datetime.date.fromisoformat(day) - EPOCH.date()).days
    return days * 86400 * 10**digits + seconds_of(time, digits)


def moment(text):
    """A datetime, which has microseconds at most."""
    return EPOCH + datetime.timedelta(microseconds=instant(text, 6))


def duration(text):
    months, _, rest = text[1:].partition("M")
    days, _, rest = rest.partition("DT")
    milliseconds = int(decimal.Decimal(rest[:-1]) * 1000)
    return struct.pack("<III", int(months), int(days), milliseconds)


def native_logical(schema, value):
    """What fastavro takes for a value of a logical type, or None where the schema has none that counts."""
    kind, logical = schema["type"], schema.get("logicalType")
    if kind in ("bytes", "fixed") and logical == "decimal":
        return decimal.Decimal(value)
    if kind == "fixed" and logical == "duration":
        return duration(value)
    if logical == "uuid":
        # Of bytes, fastavro does not know it.
        return uuid.UUID(value) if kind == "string" else uuid.UUID(value).bytes
    if kind == "int" and logical == "date":
        return datetime.date.fromisoformat(value)
    if logical in ("time-millis", "time-micros"):
        return (EPOCH + datetime.timedelta(microseconds=seconds_of(value, 6))).time()
    if logical in ("timestamp-millis", "timestamp-micros"):
        return moment(value).replace(tzinfo=UTC)
    if logical in ("local-timestamp-millis", "local-timestamp-micros"):
        return moment(value)
    if logical in ("timestamp-nanos", "local-timestamp-nanos"):
        return instant(value, 9)
    return None


def native(schema, value):
    """The JSON form of a value as Python's, every branch of a union but null as (name, value)."""
    kind = schema["type"]
    if kind == "union":
        return native_branch(schema, value)
    if kind == "record":
        return {name: native(field, value[name]) for name, field in schema["fields"]}
    if kind == "array":
        return [native(schema["items"], item) for item in value]
    if kind == "map":
        return {key: native(schema["values"], member) for key, member in value.items()}
    logical = native_logical(schema, value)
    if logical is not None:
        return logical
    if kind in ("bytes", "fixed"):
        return b64decode(value)
    if kind in ("float", "double"):
        return float(value)
    return value


def native_branch(union, value):
    if value is None:
        return None
    if is_bare(union):
        branch = next(branch for branch in union["branches"] if kind_of(value) in json_kinds(branch))
        return (branch_name(branch), native(branch, value))
    [(name, member)] = value.items()
    branch = next(branch for branch in union["branches"] if branch_name(branch) == name)
    return (name, native(branch, member))


def is_same(expected, read):
    """Whether fastavro read the value. It says a branch's name for named types alone."""
    if isinstance(expected, tuple) and not isinstance(read, tuple):
        return is_same(expected[1], read)
    if type(expected) is not type(read):
        return False
    if isinstance(expected, dict):
        return set(expected) == set(read) and all(is_same(expected[key], read[key]) for key in expected)
    if isinstance(expected, (list, tuple)):
        return len(expected) == len(read) and all(map(is_same, expected, read))
    if isinstance(expected, float):
        return is_same_float(expected, read)
    return expected == read


def is_same_float(expected, read):
    """fastavro leaves an int or long that becomes a float as it is, since Python has doubles alone."""
    return expected == read or (math.isnan(expected) and math.isnan(read)) or expected == as_float(read)


def as_float(number):
    try:
        return struct.unpack("<f", struct.pack("<f", number))[0]
    except OverflowError:
        return None


def base64(data):
    return b64encode(data).decode()


def answer_pair(question):
    schema = question["schema"]
    expected = native(Schema(schema).root, question["value"])
    written = io.BytesIO()
    fastavro.schemaless_writer(written, schema, expected)
    ours = io.BytesIO(b64decode(question["bytes"]))
    read = fastavro.schemaless_reader(ours, schema, None, return_named_type=True)
    left = len(ours.read())
    problem = None
    if left > 0:
        problem = f"{left} bytes left"
    elif not is_same(expected, read):
        problem = f"expected {expected!r}, read {read!r}"
    return {"bytes": base64(written.getvalue()), "problem": problem}


def answer_resolve(question):
    reader = question["reader"]
    read = fastavro.schemaless_reader(io.BytesIO(b64decode(question["bytes"])), question["writer"], reader)
    if "value" not in question:
        return {"problem": f"expected a refusal, read {read!r}"}
    expected = native(Schema(reader).root, question["value"])
    return {"problem": None if is_same(expected, read) else f"expected {expected!r}, read {read!r}"}


def answer_container(question):
    schema = question["schema"]
    expected = [native(Schema(schema).root, value) for value in question["values"]]
    read = list(fastavro.reader(io.BytesIO(b64decode(question["bytes"])), return_named_type=True))
    written = io.BytesIO()
    fastavro.writer(written, schema, expected, codec=question["codec"], sync_interval=200)
    problem = None if is_same(expected, read) else f"expected {expected!r}, read {read!r}"
    return {"bytes": base64(written.getvalue()), "problem": problem}


ANSWERS = {"pair": answer_pair, "resolve": answer_resolve, "container": answer_container}

for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = ANSWERS[question["ask"]](question)
    except Exception as error:
        answer = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer))
