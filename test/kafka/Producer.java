import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that is not ours. Reads one record a line from stdin,
 * {"topic", "partition"?, "timestamp"?, "key", "value", "headers": [[name, value]]}, bytes in base64 or null, sends
 * them with acks=all and writes {"partition", "offset"} a line. Arguments: brokers, compression type.
 */
public class Producer {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", arguments[0]);
    properties.put("compression.type", arguments[1]);
    properties.put("acks", "all");
    properties.put("key.serializer", ByteArraySerializer.class.getName());
    properties.put("value.serializer", ByteArraySerializer.class.getName());
    ObjectMapper json = new ObjectMapper();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sent.add(producer.send(toRecord(json.readTree(line))));
      }
      for (Future<RecordMetadata> each : sent) {
        RecordMetadata at = each.get();
        System.out.println("{\"partition\":" + at.partition() + ",\"offset\":" + at.offset() + "}");
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> toRecord(JsonNode line) {
    Integer partition = line.hasNonNull("partition") ? line.get("partition").asInt() : null;
    Long timestamp = line.hasNonNull("timestamp") ? line.get("timestamp").asLong() : null;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(line.get("topic").asText(), partition, timestamp, bytes(line.get("key")), bytes(line.get("value")));
    for (JsonNode header : line.get("headers")) record.headers().add(header.get(0).asText(), bytes(header.get(1)));
    return record;
  }

  private static byte[] bytes(JsonNode base64) {
    return base64 == null || base64.isNull() ? null : Base64.getDecoder().decode(base64.asText());
  }
}
