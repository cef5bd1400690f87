package org.caudal.register.link;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.Columns;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Comparer;
import org.jspecify.annotations.Nullable;

/** Records of {@link ComparedRecords} as bytes, small enough to be sorted eight times over. */
final class RecordCodec implements Serializable {
  private static final long serialVersionUID = 1;

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

  /** Every column as bytes. */
  Column encoded() {
    List<String> columns = new ArrayList<>(List.of("source_id", "record_id"));
    for (int i = 0; i < values; i++) {
      columns.add(ComparedRecords.value(i));
    }
    for (int i = 0; i < shares; i++) {
      columns.add(ComparedRecords.share(i));
    }
    UDF1<Row, byte[]> encode = this::encode;
    return udf(encode, DataTypes.BinaryType)
        .withName("encoded")
        .apply(struct(Columns.named(columns)));
  }

  private byte[] encode(Row row) {
    byte[][] texts = new byte[values + 2][];
    int size = Double.BYTES * shares;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = bytes(row.getString(i));
      size += Short.BYTES + texts[i].length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    for (byte[] text : texts) {
      buffer.putShort((short) (text == ABSENT ? NULL : text.length));
      buffer.put(text);
    }
    for (int i = 0; i < shares; i++) {
      int share = texts.length + i;
      buffer.putDouble(row.isNullAt(share) ? Double.NaN : row.getDouble(share));
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
