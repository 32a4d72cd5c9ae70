"""Reads records that Baton wrote, a question a line, with Confluent's and CloudEvents' own Python libraries.

A question has format, headers and value in base64 and, for a frame of Confluent's, the writer's schema, which has the
id 1 in its registry. An answer is the value, or the event's attributes and data, as JSON.
"""

import base64
import json
import sys

import confluent_kafka.schema_registry as registry
from cloudevents.core.bindings import kafka
from cloudevents.core.formats.json import JSONFormat
from confluent_kafka.schema_registry import Schema
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

BY_TOPIC = {"subject.name.strategy": registry.topic_subject_name_strategy}


def read_confluent(question, value):
    client = registry.SchemaRegistryClient.new_client({"url": "mock://read"})
    schema = Schema(question["schema"], question["schemaType"])
    if client.register_schema("t-value", schema) != 1:
        raise ValueError("another id than 1")
    if question["schemaType"] == "AVRO":
        deserializer = AvroDeserializer(client, conf=BY_TOPIC)
    else:
        deserializer = JSONDeserializer(question["schema"], schema_registry_client=client, conf=BY_TOPIC)
    return deserializer(value, SerializationContext("t", MessageField.VALUE))


def read_event(question, value):
    headers = {name: base64.b64decode(text) for name, text in question["headers"]}
    event = kafka.from_kafka(kafka.KafkaMessage(headers, None, value), JSONFormat())
    data = event.get_data()
    if isinstance(data, bytes):
        data = base64.b64encode(data).decode()
    return {"attributes": event.get_attributes(), "data": data}


READERS = {"confluent": read_confluent, "cloudevents": read_event}

for line in sys.stdin:
    asked = json.loads(line)
    answer = READERS[asked["format"]](asked, base64.b64decode(asked["value"]))
    print(json.dumps(answer, default=str, ensure_ascii=False))
