package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF9;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.Dice;

/**
 * Writes persons down as a register would: with its slips, drawn from the key of the person, the
 * name of the register and the occasion.
 *
 * <p>Persons have the columns of {@link People}.
 */
final class Clerk {
  /** What a clerk writes, and in {@code difference} the codes of the slips, apart by spaces. */
  static final List<String> WRITTEN =
      List.of("given_names", "surnames", "birth_date", "sex", "country", "document", "difference");

  private static final StructType ENTRY =
      new StructType(
          WRITTEN.stream()
              .map(name -> DataTypes.createStructField(name, DataTypes.StringType, false))
              .toArray(StructField[]::new));

  private final String register;
  private final UserDefinedFunction hand;

  private Clerk(String register, Manner manner) {
    this.register = register;
    this.hand = udf(new Hand(manner.shares()), ENTRY).withName("written_down");
  }

  /** A clerk of a register. */
  static Clerk of(String register, Manner manner) {
    return new Clerk(register, manner);
  }

  /**
   * What is written of a person: a struct with the fields {@link #WRITTEN}, all texts, none null.
   *
   * @param document column with the number of the document shown, empty for none
   * @param occasion columns that tell apart what is written of the same person at other times
   */
  Column writes(Column document, Column... occasion) {
    Column[] hashed =
        Stream.concat(Stream.of(col("person_key"), lit(register)), Stream.of(occasion))
            .toArray(Column[]::new);
    return hand.apply(
        xxhash64(hashed),
        col("given_names"),
        col("first_surname"),
        coalesce(col("second_surname"), lit("")),
        coalesce(col("partner_surname"), lit("")),
        unix_date(col("birth_date")),
        col("sex"),
        col("citizenship"),
        coalesce(document, lit("")));
  }

  /** The function that runs on executors. */
  private static final class Hand
      implements UDF9<Long, String, String, String, String, Integer, Integer, String, String, Row> {
    private static final long serialVersionUID = 1L;

    private final EnumMap<Slip, Double> probabilities = new EnumMap<>(Slip.class);

    private Hand(Map<Slip, Integer> shares) {
      shares.forEach((slip, share) -> probabilities.put(slip, share / (double) Draw.ONE));
    }

    @Override
    public Row call(
        Long key,
        String given,
        String first,
        String second,
        String partner,
        Integer birthDay,
        Integer sex,
        String country,
        String document) {
      Entry entry =
          new Entry(
              given,
              first,
              second,
              partner,
              LocalDate.ofEpochDay(birthDay).toString(),
              sex.toString(),
              country,
              document);
      List<String> differences = new ArrayList<>();
      Dice person = Dice.of(key);
      for (Map.Entry<Slip, Double> likely : probabilities.entrySet()) {
        Slip slip = likely.getKey();
        Dice dice = person.with(slip.name().hashCode());
        if (dice.chance("happens", likely.getValue())) {
          Entry changed = slip.on(entry, dice);
          if (!changed.equals(entry)) {
            differences.add(slip.code());
          }
          entry = changed;
        }
      }
      return RowFactory.create(
          entry.given(),
          entry.surnames(),
          entry.birth(),
          entry.sex(),
          entry.country(),
          entry.document(),
          String.join(" ", differences));
    }
  }
}
