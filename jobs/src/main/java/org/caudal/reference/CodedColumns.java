package org.caudal.reference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Columns with the code that a text stands for on a day: structures of {@code code}, empty for
 * none, and {@code state}, one of {@link CodeHistory.State}; null where there is no text. Days are
 * counted from 1970.
 */
public final class CodedColumns {
  /** Key of a place in {@link #places}. */
  public static final String KEY = "place_key";

  /** When the key stands for which code. */
  public static final String PERIODS = "place_periods";

  private static final StructType FOUND =
      new StructType().add("code", DataTypes.StringType).add("state", DataTypes.StringType);

  private static final ArrayType TIMES =
      DataTypes.createArrayType(
          new StructType()
              .add("first", DataTypes.IntegerType)
              .add("last", DataTypes.IntegerType)
              .add("code", DataTypes.StringType));

  private static final ArrayType KEYED =
      DataTypes.createArrayType(
          new StructType().add(KEY, DataTypes.StringType).add(PERIODS, TIMES));

  private CodedColumns() {}

  /** The country of a text; codes that have always held, as most are, are not looked up. */
  public static Column country(Column text, Column day) {
    UDF2<@Nullable String, Integer, @Nullable Row> find =
        (of, on) -> of == null ? null : row(CountryCodes.find(of, on));
    return when(
            text.isin(CountryCodes.always().toArray()),
            struct(text.as("code"), lit(CodeHistory.State.VALID.name()).as("state")))
        .otherwise(udf(find, FOUND).withName("country_code").apply(text, day));
  }

  /** The place of a text whose {@link #key} was looked up; null periods are those of no place. */
  public static Column place(Column periods, Column day) {
    UDF2<@Nullable Seq<Row>, Integer, Row> find =
        (of, on) -> row(CodeHistory.find(of == null ? List.of() : periods(of), on));
    return udf(find, FOUND).withName("place_code").apply(periods, day);
  }

  /** What a text is looked up by. */
  public static Column key(Column text) {
    UDF1<@Nullable String, @Nullable String> key = of -> of == null ? null : CodeHistory.key(of);
    return udf(key, DataTypes.StringType).withName("code_key").apply(text);
  }

  /**
   * One row a code or name of {@link PlaceCode}: {@link #KEY} and {@link #PERIODS}.
   *
   * @param level of the places, null for all; reading ends with a problem where none is of it
   */
  public static Dataset<Row> places(Dataset<Row> codes, @Nullable String level) {
    UDF1<Seq<Row>, List<Row>> history =
        entries -> keyed(CodeHistory.of(requireSome(entries(entries), level)));
    return (level == null ? codes : codes.filter(col("level").equalTo(level)))
        .agg(
            collect_list(
                    struct(
                        col("place_code"),
                        col("place_name"),
                        unix_date(col("valid_from")),
                        unix_date(col("valid_to")),
                        col("successor")))
                .as("all"))
        .select(explode(udf(history, KEYED).withName("code_history").apply(col("all"))).as("one"))
        .select("one.*");
  }

  private static List<CodeHistory.Entry> requireSome(
      List<CodeHistory.Entry> entries, @Nullable String level) {
    if (entries.isEmpty()) {
      throw ProblemException.user(
          "place_code",
          "has no code" + (level == null ? "." : " of the level " + level + "."),
          "Run load-place-codes, or name another codes.place-level.");
    }
    return entries;
  }

  private static List<CodeHistory.Entry> entries(Seq<Row> rows) {
    return CollectionConverters.asJava(rows).stream()
        .map(
            row ->
                new CodeHistory.Entry(
                    row.getString(0),
                    List.of(row.getString(1)),
                    row.getInt(2),
                    row.getInt(3),
                    row.getString(4)))
        .toList();
  }

  private static List<Row> keyed(CodeHistory history) {
    return history.periods().entrySet().stream()
        .map(
            of ->
                RowFactory.create(
                    of.getKey(),
                    of.getValue().stream()
                        .map(time -> RowFactory.create(time.from(), time.to(), time.code()))
                        .toArray(Row[]::new)))
        .toList();
  }

  private static List<CodeHistory.Period> periods(Seq<Row> rows) {
    return CollectionConverters.asJava(rows).stream()
        .map(row -> new CodeHistory.Period(row.getInt(0), row.getInt(1), row.getString(2)))
        .toList();
  }

  private static Row row(CodeHistory.Found found) {
    return RowFactory.create(found.code(), found.state().name());
  }
}
