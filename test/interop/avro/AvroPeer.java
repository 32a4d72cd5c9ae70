import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Apache's own Avro. Reads one question a line from stdin and answers a line each, bytes in base64, values in the JSON
 * form, which is written here once more from its description:
 *
 * {"ask": "message", "schema", "bytes"}: a single object. Answers {"value", "bytes"}, the bytes being Java's of it.
 * {"ask": "resolve", "writer", "reader", "bytes"}: a value of one schema read as another. Answers {"value"}.
 * {"ask": "container", "schema", "codec", "bytes"}: a container file. Answers {"value", "bytes"}, likewise.
 *
 * What Java refuses is answered {"failed"}.
 */
public class AvroPeer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final GenericData DATA = new GenericData();

  public static void main(String[] arguments) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    PrintStream output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      output.println(mapper.writeValueAsString(answer(mapper.readTree(line))));
    }
    output.flush();
  }

  private static ObjectNode answer(JsonNode question) {
    try {
      byte[] bytes = Base64.getDecoder().decode(question.get("bytes").asText());
      switch (question.get("ask").asText()) {
        case "message":
          return message(schemaOf(question.get("schema")), bytes);
        case "resolve":
          return resolve(schemaOf(question.get("writer")), schemaOf(question.get("reader")), bytes);
        default:
          return container(schemaOf(question.get("schema")), question.get("codec").asText(), bytes);
      }
    } catch (Exception error) {
      return JSON.objectNode().put("failed", String.valueOf(error));
    }
  }

  private static ObjectNode message(Schema schema, byte[] bytes) throws IOException {
    Object read = new BinaryMessageDecoder<Object>(DATA, schema).decode(bytes);
    ByteBuffer written = new BinaryMessageEncoder<Object>(DATA, schema).encode(read);
    ObjectNode answer = JSON.objectNode().put("bytes", base64(written));
    answer.set("value", form(schema, read));
    return answer;
  }

  private static ObjectNode resolve(Schema writer, Schema reader, byte[] bytes) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Object read = new GenericDatumReader<Object>(writer, reader, DATA).read(null, decoder);
    if (!decoder.isEnd()) throw new IOException("bytes are left over");
    ObjectNode answer = JSON.objectNode();
    answer.set("value", form(reader, read));
    return answer;
  }

  private static ObjectNode container(Schema schema, String codec, byte[] bytes) throws IOException {
    List<Object> read = new ArrayList<>();
    try (DataFileReader<Object> file =
        new DataFileReader<>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>(schema, schema, DATA))) {
      file.forEach(read::add);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (DataFileWriter<Object> file = new DataFileWriter<>(new GenericDatumWriter<>(schema, DATA))) {
      file.setCodec(CodecFactory.fromString(codec)).setSyncInterval(200).create(schema, written);
      for (Object value : read) file.append(value);
    }
    ObjectNode answer = JSON.objectNode().put("bytes", base64(ByteBuffer.wrap(written.toByteArray())));
    ArrayNode values = answer.putArray("value");
    for (Object value : read) values.add(form(schema, value));
    return answer;
  }

  private static JsonNode form(Schema schema, Object value) {
    switch (schema.getType()) {
      case NULL:
        return JSON.nullNode();
      case BOOLEAN:
        return JSON.booleanNode((Boolean) value);
      case INT:
      case LONG:
        return integer(schema, ((Number) value).longValue());
      case FLOAT:
      case DOUBLE:
        double number = ((Number) value).doubleValue();
        return Double.isFinite(number) ? JSON.numberNode(number) : JSON.textNode(String.valueOf(number));
      case STRING:
      case ENUM:
        return JSON.textNode(value.toString());
      case BYTES:
        return binary(schema, bytesOf((ByteBuffer) value));
      case FIXED:
        return binary(schema, ((GenericFixed) value).bytes());
      case ARRAY:
        ArrayNode items = JSON.arrayNode();
        for (Object item : (Collection<?>) value) items.add(form(schema.getElementType(), item));
        return items;
      case MAP:
        ObjectNode members = JSON.objectNode();
        ((Map<?, ?>) value).forEach((key, member) -> members.set(key.toString(), form(schema.getValueType(), member)));
        return members;
      case RECORD:
        ObjectNode record = JSON.objectNode();
        for (Schema.Field field : schema.getFields()) {
          record.set(field.name(), form(field.schema(), ((IndexedRecord) value).get(field.pos())));
        }
        return record;
      default:
        return branch(schema, value);
    }
  }

  private static JsonNode branch(Schema union, Object value) {
    Schema branch = union.getTypes().get(DATA.resolveUnion(union, value));
    JsonNode form = form(branch, value);
    if (isBare(union) || branch.getType() == Schema.Type.NULL) return form;
    return JSON.objectNode().set(branch.getFullName(), form);
  }

  private static boolean isBare(Schema union) {
    Set<String> kinds = new HashSet<>();
    return union.getTypes().stream().flatMap(branch -> kindsOf(branch).stream()).allMatch(kinds::add);
  }

  private static List<String> kindsOf(Schema schema) {
    switch (schema.getType()) {
      case NULL:
        return List.of("null");
      case BOOLEAN:
        return List.of("boolean");
      case ARRAY:
        return List.of("array");
      case RECORD:
      case MAP:
        return List.of("object");
      case INT:
      case LONG:
        return List.of(schema.getLogicalType() == null ? "number" : "string");
      case FLOAT:
      case DOUBLE:
        return List.of("number", "string");
      default:
        return List.of("string");
    }
  }

  private static JsonNode integer(Schema schema, long number) {
    if (schema.getLogicalType() == null) return JSON.numberNode(number);
    String name = schema.getLogicalType().getName();
    if (name.equals("date")) return JSON.textNode(LocalDate.ofEpochDay(number).format(DAY));
    int digits = name.endsWith("millis") ? 3 : name.endsWith("micros") ? 6 : 9;
    long perSecond = (long) Math.pow(10, digits);
    long second = Math.floorDiv(number, perSecond);
    int nano = (int) (Math.floorMod(number, perSecond) * (1_000_000_000 / perSecond));
    String fraction = "HH:mm:ss." + "S".repeat(digits);
    if (name.startsWith("time-")) {
      LocalTime time = LocalTime.ofSecondOfDay(second).withNano(nano);
      return JSON.textNode(time.format(DateTimeFormatter.ofPattern(fraction)));
    }
    LocalDateTime instant = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    String zone = name.startsWith("local-") ? "" : "Z";
    return JSON.textNode(instant.format(DAY) + "T" + instant.format(DateTimeFormatter.ofPattern(fraction)) + zone);
  }

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");

  private static JsonNode binary(Schema schema, byte[] bytes) {
    String name = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    switch (name) {
      case "decimal":
        int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
        return JSON.textNode(new BigDecimal(new BigInteger(bytes), scale).toPlainString());
      case "uuid":
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return JSON.textNode(new UUID(halves.getLong(), halves.getLong()).toString());
      case "duration":
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long[] numbers = {part(parts), part(parts), part(parts)};
        return JSON.textNode(
            String.format("P%dM%dDT%d.%03dS", numbers[0], numbers[1], numbers[2] / 1000, numbers[2] % 1000));
      default:
        return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static long part(ByteBuffer parts) {
    return Integer.toUnsignedLong(parts.getInt());
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String base64(ByteBuffer buffer) {
    return Base64.getEncoder().encodeToString(bytesOf(buffer));
  }

  private static Schema schemaOf(JsonNode schema) {
    return new Schema.Parser().parse(schema.toString());
  }
}
