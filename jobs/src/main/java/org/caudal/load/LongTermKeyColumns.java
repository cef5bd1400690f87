package org.caudal.load;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.linkage.LongTermKeySchema;
import org.caudal.statistics.linkage.LongTermKeys;
import org.jspecify.annotations.Nullable;

/** {@link LongTermKeys} as a column, under the key that offices share. */
public final class LongTermKeyColumns implements BiFunction<Column, String, Column> {
  private final byte[] key;

  /** Long-term keys under a key of at least {@link Pseudonyms#KEY_BYTES} bytes. */
  public LongTermKeyColumns(byte[] key) {
    if (key.length < Pseudonyms.KEY_BYTES) {
      throw ProblemException.user(
          "exchange key",
          "must have at least " + Pseudonyms.KEY_BYTES + " bytes, has " + key.length + ".",
          "Agree on one made with `openssl rand -base64 48`, and keep it from whoever links.");
    }
    this.key = key.clone();
  }

  @Override
  public Column apply(Column values, String schema) {
    return udf(new Encoded(key, schema), DataTypes.StringType)
        .withName("long_term_key")
        .apply(values);
  }

  /** The function that runs on executors; its key is in no plan and no log. */
  private static final class Encoded implements UDF1<Row, @Nullable String> {
    private static final long serialVersionUID = 1L;

    private final byte[] key;
    private final String schema;

    /** Made once a task. */
    private transient @Nullable LongTermKeys made;

    private Encoded(byte[] key, String schema) {
      this.key = key;
      this.schema = schema;
    }

    @Override
    public synchronized @Nullable String call(Row row) {
      LongTermKeys ready = made;
      if (ready == null) {
        ready = new LongTermKeys(LongTermKeySchema.read(schema), key);
        made = ready;
      }
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(row.getString(i));
      }
      return ready.of(values);
    }
  }
}
