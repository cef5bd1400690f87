package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
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
    UDF1<Row, byte[]> encode = this::encode;
    return udf(encode, DataTypes.BinaryType).withName("encoded").apply(struct(col("*")));
  }

  private byte[] encode(Row row) {
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
