package org.caudal.store.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Records of a file with one JSON object a line. */
final class JsonRecords implements Records {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** A number with more zeros than this before or after its digits is shown with an exponent. */
  private static final int MOST_ZEROS = 100;

  private final Lines lines;
  private final Layout layout;
  private final List<String> header;
  private List<String> lastNames = List.of();

  JsonRecords(Lines lines, Layout layout, Piece piece) throws IOException {
    this.lines = lines;
    this.layout = layout;
    this.header = piece.isFirst() ? readHeader() : piece.header();
  }

  /** The names in the first line, which is a record too. */
  private List<String> readHeader() throws IOException {
    Lines.Line first = lines.next();
    if (first == null) {
      return List.of();
    }
    lines.giveBack(List.of(first));
    return read(first).names().stream().sorted().toList();
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    Lines.Line line = line();
    return line == null ? null : read(line);
  }

  @Override
  public boolean skip() throws IOException {
    return line() != null;
  }

  private Lines.@Nullable Line line() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    return line;
  }

  @Override
  public Lines lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private RawRecord read(Lines.Line line) {
    if (line.tooLong()) {
      return RawRecord.unreadable(line.number(), RawRecord.TOO_LONG);
    }
    try {
      JsonNode node =
          JSON.readTree(
              layout.charset().newDecoder().decode(ByteBuffer.wrap(line.bytes())).toString());
      if (!node.isObject()) {
        return RawRecord.unreadable(line.number(), "not-a-json-object");
      }
      List<String> names = node.properties().stream().map(Map.Entry::getKey).toList();
      if (!names.equals(lastNames)) {
        lastNames = names;
      }
      @Nullable UTF8String[] cells =
          node.properties().stream()
              .map(entry -> UTF8String.fromString(text(entry.getKey(), entry.getValue())))
              .toArray(UTF8String[]::new);
      return RawRecord.of(line.number(), lastNames, cells);
    } catch (JsonProcessingException e) {
      return RawRecord.unreadable(line.number(), "not-json");
    } catch (CharacterCodingException e) {
      return RawRecord.unreadable(line.number(), RawRecord.BAD_BYTES);
    }
  }

  /** A whole number that is read as a text has no zeros behind a point. */
  private BigDecimal number(String column, BigDecimal number) {
    if (number.scale() <= 0 || !layout.texts().contains(column)) {
      return number;
    }
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() <= 0 ? shortest : number;
  }

  private @Nullable String text(String column, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      BigDecimal number = number(column, value.decimalValue());
      String text =
          Math.abs(number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString();
      return layout.hasComma(column) ? text.replace('.', ',') : text;
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
