import com.amazonaws.services.schemaregistry.deserializers.GlueSchemaRegistryKafkaDeserializer;
import com.amazonaws.services.schemaregistry.serializers.GlueSchemaRegistryKafkaSerializer;
import com.amazonaws.services.schemaregistry.serializers.json.JsonDataWithSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * AWS's own serialisers against the Glue endpoint of the first argument. Each line asks: {"write": topic, "format",
 * "schema", "json", "compression"} is answered by the bytes in base64, {"read": base64, "topic"} by the value's text.
 */
public class GluePeer {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    Scanner lines = new Scanner(System.in, "UTF-8");
    while (lines.hasNextLine()) {
      JsonNode question = JSON.readTree(lines.nextLine());
      String answer = question.has("read") ? read(arguments[0], question) : write(arguments[0], question);
      System.out.println(JSON.writeValueAsString(answer));
    }
    System.exit(0);
  }

  private static String write(String endpoint, JsonNode question) throws Exception {
    String format = question.get("format").asText();
    String schema = question.get("schema").asText();
    Map<String, Object> settings = settings(endpoint);
    settings.put("dataFormat", format);
    settings.put("compression", question.get("compression").asText());
    settings.put("schemaAutoRegistrationEnabled", true);
    settings.put("schemaName", question.get("write").asText());
    try (GlueSchemaRegistryKafkaSerializer serializer = serializer(settings)) {
      Object value = format.equals("AVRO")
          ? avro(schema, question.get("json").toString())
          : JsonDataWithSchema.builder(schema, question.get("json").toString()).build();
      return Base64.getEncoder().encodeToString(serializer.serialize(question.get("write").asText(), value));
    }
  }

  private static String read(String endpoint, JsonNode question) throws Exception {
    Map<String, Object> settings = settings(endpoint);
    settings.put("avroRecordType", "GENERIC_RECORD");
    try (GlueSchemaRegistryKafkaDeserializer deserializer =
        new GlueSchemaRegistryKafkaDeserializer(keys(), settings)) {
      byte[] bytes = Base64.getDecoder().decode(question.get("read").asText());
      Object value = deserializer.deserialize("t", bytes);
      return value instanceof JsonDataWithSchema ? ((JsonDataWithSchema) value).getPayload() : value.toString();
    }
  }

  private static GlueSchemaRegistryKafkaSerializer serializer(Map<String, Object> settings) {
    return new GlueSchemaRegistryKafkaSerializer(keys(), settings);
  }

  private static StaticCredentialsProvider keys() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y"));
  }

  private static Map<String, Object> settings(String endpoint) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("endpoint", endpoint);
    settings.put("region", "us-east-1");
    return settings;
  }

  private static GenericRecord avro(String schema, String json) throws Exception {
    Schema parsed = new Schema.Parser().parse(schema);
    return new GenericDatumReader<GenericRecord>(parsed)
        .read(null, DecoderFactory.get().jsonDecoder(parsed, json));
  }
}
