package org.caudal.register.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Row;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Comparer;
import org.jspecify.annotations.Nullable;

/** Records of {@link ComparedRecords} as bytes, small enough to be sorted eight times over. */
final class RecordCodec {
  private static final int NULL = -1;
  private static final byte[] ABSENT = {};

  private final int values;
  private final int shares;

  /**
   * A codec.
   *
   * @param values how many fields a record has
   * @param shares of how many the share of the value is known
   */
  RecordCodec(int values, int shares) {
    this.values = values;
    this.shares = shares;
  }

  /** The values of a row. */
  @Nullable String[] values(Row row) {
    @Nullable String[] texts = new @Nullable String[values];
    for (int i = 0; i < values; i++) {
      texts[i] = row.getAs(ComparedRecords.value(i));
    }
    return texts;
  }

  /** The member that a row is. */
  Member member(Row row, Comparer comparer) {
    double[] known = new double[shares];
    for (int i = 0; i < shares; i++) {
      Double share = row.getAs(ComparedRecords.share(i));
      known[i] = share == null ? Double.NaN : share;
    }
    return new Member(
        row.getAs("source_id"), row.getAs("record_id"), comparer.candidate(values(row)), known);
  }

  /** A row as bytes. */
  byte[] encode(Row row) {
    byte[][] texts = new byte[values + 2][];
    texts[0] = bytes(row.getAs("source_id"));
    texts[1] = bytes(row.getAs("record_id"));
    for (int i = 0; i < values; i++) {
      texts[i + 2] = bytes(row.getAs(ComparedRecords.value(i)));
    }
    int size = Double.BYTES * shares;
    for (byte[] text : texts) {
      size += Short.BYTES + text.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    for (byte[] text : texts) {
      buffer.putShort((short) (text == ABSENT ? NULL : text.length));
      buffer.put(text);
    }
    for (int i = 0; i < shares; i++) {
      Double share = row.getAs(ComparedRecords.share(i));
      buffer.putDouble(share == null ? Double.NaN : share);
    }
    return buffer.array();
  }

  /** The member that bytes are. */
  Member decode(byte[] bytes, Comparer comparer) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    String source = text(buffer);
    String record = text(buffer);
    @Nullable String[] texts = new @Nullable String[values];
    for (int i = 0; i < values; i++) {
      texts[i] = text(buffer);
    }
    double[] known = new double[shares];
    for (int i = 0; i < shares; i++) {
      known[i] = buffer.getDouble();
    }
    if (source == null || record == null) {
      throw new IllegalStateException("a record has no source or no mark");
    }
    return new Member(source, record, comparer.candidate(texts), known);
  }

  private static byte[] bytes(@Nullable String text) {
    if (text == null) {
      return ABSENT;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > Short.MAX_VALUE) {
      throw new IllegalStateException(
          "a field to compare has " + bytes.length + " bytes; at most " + Short.MAX_VALUE + " fit");
    }
    return bytes;
  }

  private static @Nullable String text(ByteBuffer buffer) {
    int length = buffer.getShort();
    if (length == NULL) {
      return null;
    }
    byte[] text = new byte[length];
    buffer.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
