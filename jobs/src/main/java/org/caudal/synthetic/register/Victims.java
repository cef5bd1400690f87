package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/** A hidden population of victims of trafficking and the five lists that have some of them. */
final class Victims {
  private static final int GIRL_FROM = 6;
  private static final int MAN_FROM = 14;
  private static final int OF_AGE = 18;
  private static final int FEMALE = 2;
  private static final int LISTED_WITHIN_DAYS = 180;
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private Victims() {}

  /** One row a victim: columns of {@link TrueVictim} and what a list writes. */
  static Dataset<Row> all(Inputs inputs, TraffickingParams params) {
    Column mostAtRisk = draw("victim").lt(millionths(VictimClass.GIRL, params));
    Dataset<Row> people =
        inputs
            .table(SyntheticPerson.class)
            .filter(mostAtRisk)
            .select(
                "person_id",
                "person_key",
                "birth_date",
                "sex",
                "citizenship",
                "given_names",
                "first_surname");
    Dataset<Row> here =
        inputs.table(SyntheticStay.class).filter(col("country").equalTo(CountryColumns.HOME));
    Column order =
        row_number()
            .over(
                Window.partitionBy("person_id")
                    .orderBy(draw("victim-stay", col("stay_number")), col("stay_number")));
    Column length = greatest(lit(1), datediff(col("end_date"), col("start_date")));
    return classed(
            here.join(people, "person_id")
                .withColumn("chosen", order)
                .filter(col("chosen").equalTo(1))
                .withColumn(
                    "victim_since",
                    date_add(col("start_date"), Draw.evenly(draw("victim-day"), length))))
        .filter(draw("victim").lt(VictimClass.of(c -> millionths(c, params))))
        .withColumn("foreigner", col("citizenship").notEqual(CountryColumns.HOME))
        .withColumn("history", history());
  }

  /** Victims among a million of a class. */
  static int millionths(VictimClass victims, TraffickingParams params) {
    return params
        .prevalence()
        .multiply(BigDecimal.valueOf(victims.risk()))
        .scaleByPowerOfTen(6)
        .intValue();
  }

  private static Dataset<Row> classed(Dataset<Row> stays) {
    Column age = CountryColumns.age(col("birth_date"), col("victim_since"));
    Column woman = col("sex").equalTo(FEMALE);
    return stays
        .withColumn(
            "victim_class",
            when(woman.and(age.geq(OF_AGE)), lit(VictimClass.WOMAN.code()))
                .when(woman.and(age.geq(GIRL_FROM)), lit(VictimClass.GIRL.code()))
                .when(woman.equalTo(false).and(age.geq(MAN_FROM)), lit(VictimClass.MAN.code())))
        .filter(col("victim_class").isNotNull());
  }

  private static Column history() {
    Column police = draw("list-police").lt(VictimClass.of(VictimClass::police));
    Column ngo =
        draw("list-ngo")
            .lt(
                when(police, VictimClass.of(VictimClass::ngoAfterPolice))
                    .otherwise(VictimClass.of(VictimClass::ngo)));
    Column consulate =
        col("foreigner").and(draw("list-consulate").lt(VictimClass.of(VictimClass::consulate)));
    return concat(
        digit(police),
        digit(ngo),
        digit(draw("list-health").lt(VictimClass.of(VictimClass::health))),
        digit(draw("list-labour").lt(VictimClass.of(VictimClass::labour))),
        digit(consulate));
  }

  /** Every line, as {@link Register} promises them; none is defect. */
  static Dataset<Row> lines(Inputs inputs, TraffickingParams params) {
    Column lists =
        array(
            IntStream.range(0, VictimClass.LISTS.size())
                .mapToObj(
                    i ->
                        when(
                            substring(col("history"), i + 1, 1).equalTo("1"),
                            lit(VictimClass.LISTS.get(i))))
                .toArray(Column[]::new));
    Column within = least(lit(LISTED_WITHIN_DAYS), datediff(col("end_date"), col("victim_since")));
    Column listedOn =
        date_add(
            col("victim_since"),
            Draw.evenly(draw("listed-day", col("list")), greatest(lit(1), within)));
    Column number = Sheets.mark("", 8, col("person_key"), "victim-case", col("list"));
    Dataset<Row> listed =
        all(inputs, params)
            .withColumn("list", explode(lists))
            .filter(col("list").isNotNull())
            .select(
                col("*"),
                number.as("case_number"),
                listedOn.cast("string").as("listed_on"),
                code(params).as("code"),
                col("citizenship").as("nationality"),
                CountryColumns.province(col("town_code")).as("province"),
                concat(lit("victims_"), col("list"), lit(".csv")).as("file_name"),
                concat(lit("victims_"), col("list")).as("register"),
                number.as("record_key"),
                when(isWrong(params), lit("code_wrong")).otherwise(lit("")).as("difference"),
                lit("").as(Sheets.DEFECT));
    return Sheets.finished(Sheets.repeated(listed), "listed_on", "case_number");
  }

  /** Of wrong codes a third has another first initial, a third another second, a third the year. */
  private static Column code(TraffickingParams params) {
    Column kind = when(isWrong(params), Draw.evenly(draw("code-kind", col("list")), lit(3)));
    Column year = year(col("birth_date"));
    return concat(
        when(kind.equalTo(0), other("given_names")).otherwise(initial("given_names")),
        when(kind.equalTo(1), other("first_surname")).otherwise(initial("first_surname")),
        when(kind.equalTo(2), year.plus(1)).otherwise(year).cast("string"),
        when(col("sex").equalTo(FEMALE), lit("F")).otherwise(lit("M")));
  }

  /** Another letter than the first of a name. */
  private static Column other(String name) {
    Column further = Draw.evenly(draw("code-letter", col("list")), lit(LETTERS.length() - 1));
    Column place = pmod(instr(lit(LETTERS), initial(name)).plus(further), lit(LETTERS.length()));
    return substring(lit(LETTERS), place.plus(1), lit(1));
  }

  private static Column isWrong(TraffickingParams params) {
    return Sheets.happens(draw("code-wrong", col("list")), params.wrongCodes());
  }

  private static Column initial(String name) {
    return coalesce(upper(substring(col(name), 1, 1)), lit("?"));
  }

  private static Column digit(Column listed) {
    return when(listed, lit("1")).otherwise(lit("0"));
  }

  private static Column draw(String stream, Column... part) {
    return Draw.keyed(col("person_key"), stream, part);
  }
}
