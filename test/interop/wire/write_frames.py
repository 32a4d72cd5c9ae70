"""Writes frames.ndjson: records as Confluent's and CloudEvents' own Python libraries write them.

Each line is a frame: its format, the contract that reads it, headers and value in base64, the writers' schemas by the ids that
its registry gave them, and the value in the JSON form of the contract.
"""

import base64
import json
from datetime import datetime, timezone
from decimal import Decimal
from uuid import UUID

import confluent_kafka.schema_registry as registry
from cloudevents.core.bindings import kafka
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from confluent_kafka.schema_registry import Schema, SchemaReference
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

ADDRESS = {
    "type": "record",
    "name": "Address",
    "namespace": "example.shared",
    "fields": [{"name": "city", "type": "string"}, {"name": "zip", "type": ["null", "string"], "default": None}],
}
PARCEL_FIELDS = [
    {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
    {"name": "weighed", "type": {"type": "long", "logicalType": "timestamp-millis"}},
    {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
    {"name": "grams", "type": "int"},
    {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["LETTER", "BOX"]}},
    {"name": "labels", "type": {"type": "map", "values": "string"}},
    {"name": "scans", "type": {"type": "array", "items": "double"}},
    {"name": "to", "type": ADDRESS},
]
PARCEL = {"type": "record", "name": "Parcel", "namespace": "example", "fields": PARCEL_FIELDS}
# The reader: grams has grown, and a field has come.
CONTRACT = {
    **PARCEL,
    "fields": [
        {**field, "type": "long"} if field["name"] == "grams" else field for field in PARCEL_FIELDS
    ]
    + [{"name": "note", "type": "string", "default": "–"}],
}
REFERRING = {**PARCEL, "fields": PARCEL_FIELDS[:-1] + [{"name": "to", "type": "example.shared.Address"}]}

VALUE = {
    "id": UUID("5e9d11f0-7a0e-4c53-9a7e-0c2b2f5b6c0d"),
    "weighed": datetime(2026, 11, 21, 10, 15, 30, 250000, timezone.utc),
    "price": Decimal("-12.50"),
    "grams": 1250,
    "kind": "BOX",
    "labels": {"größe": "L", "": "leer"},
    "scans": [0.5, -1e-3],
    "to": {"city": "Genève", "zip": None},
}
FORM = {
    "id": "5e9d11f0-7a0e-4c53-9a7e-0c2b2f5b6c0d",
    "weighed": "2026-11-21T10:15:30.250Z",
    "price": "-12.50",
    "grams": 1250,
    "kind": "BOX",
    "labels": {"größe": "L", "": "leer"},
    "scans": [0.5, -1e-3],
    "to": {"city": "Genève", "zip": None},
    "note": "–",
}

JSON_SCHEMA = {"title": "Reading", "type": "object", "properties": {"celsius": {"type": "number"}}}
READING = {"celsius": 21.5, "where": "Küche"}

TOPIC = "parcels"
BY_TOPIC = {"subject.name.strategy": registry.topic_subject_name_strategy}
IN_HEADER = {"schema.id.serializer": registry.header_schema_id_serializer}


def b64(value):
    return None if value is None else base64.b64encode(value).decode()


def frame(name, format, contract, value, headers, expected, writers):
    return {
        "name": name,
        "format": format,
        "contract": contract,
        "headers": [[header, b64(bytes_)] for header, bytes_ in headers],
        "value": b64(value),
        "json": expected,
        "writers": writers,
    }


def confluent_frame(name, serializer_of, value, contract, expected, references=()):
    client = registry.SchemaRegistryClient.new_client({"url": "mock://frames"})
    for reference, text in references:
        client.register_schema(reference.subject, Schema(text, "AVRO"))
    headers = []
    serializer = serializer_of(client)
    bytes_ = serializer(value, SerializationContext(TOPIC, MessageField.VALUE, headers))
    registered = client.get_latest_version(f"{TOPIC}-value")
    writer = {
        "schemaType": registered.schema.schema_type,
        "schema": registered.schema.schema_str,
        "references": [text for _, text in references],
    }
    # The mock gives the same schema another GUID at each run: it is in the header, and what it says counts.
    ids = [f"id:{registered.schema_id}", f"guid:{registered.guid}"]
    return frame(name, "confluent", contract, bytes_, headers, expected, {id_: writer for id_ in ids})


def avro(schema, **conf):
    return lambda client: AvroSerializer(client, schema, conf={**BY_TOPIC, **conf})


def event(name, attributes, data, contract, expected, to):
    given = {
        "id": "evt-1",
        "source": "urn:example:scale",
        "type": "parcel.weighed",
        "time": datetime(2026, 11, 21, 10, 15, 30, tzinfo=timezone.utc),
        **attributes,
    }
    message = to(CloudEvent(given, data), JSONFormat())
    return frame(name, "cloudevents", contract, message.value, message.headers.items(), expected, {})


def frames():
    parcel = json.dumps(PARCEL)
    contract = {"avro": CONTRACT}
    reference = SchemaReference("example.shared.Address", "address", 1)
    referring = Schema(json.dumps(REFERRING), "AVRO", [reference])
    yield confluent_frame("Avro, id in front", avro(parcel), VALUE, contract, FORM)
    yield confluent_frame("Avro, GUID in the header", avro(parcel, **IN_HEADER), VALUE, contract, FORM)
    yield confluent_frame(
        "Avro with a reference", avro(referring), VALUE, contract, FORM, [(reference, json.dumps(ADDRESS))]
    )
    reading = lambda **conf: lambda client: JSONSerializer(json.dumps(JSON_SCHEMA), client, conf={**BY_TOPIC, **conf})
    yield confluent_frame("JSON Schema, id in front", reading(), READING, {"json": JSON_SCHEMA}, READING)
    yield confluent_frame("JSON Schema, GUID in the header", reading(**IN_HEADER), READING, {"json": JSON_SCHEMA}, READING)

    as_json = {"datacontenttype": "application/json; charset=utf-8"}
    json_contract = {"json": JSON_SCHEMA}
    yield event("JSON, binary", as_json, READING, json_contract, READING, kafka.to_binary)
    yield event("JSON, structured", as_json, READING, json_contract, READING, kafka.to_structured)
    yield event("no content type, structured", {}, READING, json_contract, READING, kafka.to_structured)
    bare = AvroSerializer(
        registry.SchemaRegistryClient.new_client({"url": "mock://bare"}), json.dumps(CONTRACT), conf={**BY_TOPIC, **IN_HEADER}
    )(
        {**VALUE, "note": "–"}, SerializationContext(TOPIC, MessageField.VALUE, [])
    )
    as_avro = {"datacontenttype": "application/avro"}
    yield event("Avro, binary", as_avro, bare, contract, FORM, kafka.to_binary)
    yield event("Avro, structured", as_avro, bare, contract, FORM, kafka.to_structured)


if __name__ == "__main__":
    for line in frames():
        print(json.dumps(line, ensure_ascii=False))
