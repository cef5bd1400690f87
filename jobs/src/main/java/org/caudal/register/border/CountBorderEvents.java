package org.caudal.register.border;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.reference.Codes;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Counts transits, overstays, circular moves, returns, reunifications and children alone, between
 * what is certain and what is possible.
 *
 * <p><b>Reads</b> {@link BorderCrossing}, {@link CrossingOutcome} and, where they are there, {@link
 * DocumentPair}, by which documents are one traveller, {@link ResidencePermit} and {@link
 * AsylumClaim}. <b>Writes</b> {@link BorderEvent}.
 *
 * <p><b>Method.</b> Each crossing is looked at with the next of the traveller. Where the next is in
 * the same direction one between them is missing. Where the traveller lived before a crossing the
 * outcomes by {@code rule} say.
 *
 * <ul>
 *   <li><b>transit</b>: a foreigner who does not live in the country enters from one country and
 *       leaves to another within {@code transit-days}. Possible while the exit is to come in time,
 *       where it is missing, where a country is not known, and where it is not known where the
 *       foreigner lives.
 *   <li><b>overstay</b>: a foreigner admitted until a day leaves after it, or is not seen leaving
 *       by {@code as-of}, and had neither a permit nor a claim of asylum by that day, other than
 *       one that ended before the entry, or none that holds on the day of the exit or on {@code
 *       as-of}. Possible where the exit is missing, where the day is to come, and where permits or
 *       claims are not loaded.
 *   <li><b>circular</b>: a stay of {@value CircularMoves#SHORTEST} to {@value
 *       CircularMoves#LONGEST} days on the far side, of foreigners in the country and of nationals
 *       abroad who did not live there, the second that lies whole in {@value CircularMoves#MONTHS}
 *       months. Possible where a crossing is missing in these months, or the records begin later,
 *       where it is not known where the traveller lived before one of the stays, and, in the month
 *       of the next crossing, where one of the stay itself is missing. Who shows documents of two
 *       countries has moves of each by itself.
 *   <li><b>return</b>: a national immigrates by {@code rule} after having emigrated by it. Possible
 *       where the answer is not known, and of who immigrates without a recorded emigration. Where
 *       {@link DecideCrossings} has not that rule, or another {@code as-of}, the job ends.
 *   <li><b>reunification</b>: a foreigner who gets a first permit as a member of a family within
 *       {@value Reunifications#PERMIT_DAYS} days arrives more than a day after the sponsor, with a
 *       permit, did. Possible where the sponsor is not known, is the holder or has no permit, the
 *       sponsor's arrival is not known, or one of them was here before.
 *   <li><b>unaccompanied_minor</b>: a traveller under 18 enters, and nobody else of 18 or more of
 *       the same travel group does, on the day, the day before or after; or the officer noted that
 *       there is no adult. Possible where there is neither group nor note, where the age of another
 *       of the group is not known, and where group and note contradict each other.
 * </ul>
 *
 * <p>A traveller counts once an event and month, under the nationality of the first certain one.
 *
 * <p><b>Known bias.</b> A missed exit and the next missed entry leave no trace. Who holds a permit
 * or claims asylum with another document overstays; days between two permits are taken for
 * permitted. Exits that no post recorded are overstays until the traveller is seen again, when they
 * become possible. A new document that is not paired ends a journey. Of travellers without a
 * possible birth date nobody is taken for a child. Reunifications without a permit, a document or a
 * recorded arrival are in neither bound; a sponsor who was here on a visit seems to have come
 * first. A circular move with a missing crossing may have ended in an earlier month. An adult of
 * the group need not be responsible for the child; kin and addresses are not looked at. A child
 * whose adult no post recorded is alone.
 *
 * <p><b>Example.</b> {@code caudal run count-border-events --conf conf/border.yaml}
 */
public final class CountBorderEvents implements Job<CountBorderEvents.Params> {
  private static final WindowSpec OF_MONTH = Window.partitionBy("event", "month", "traveller_id");

  /** Parameters. */
  public record Params(
      @Doc("Country that the posts are of, ISO 3166-1 alpha-3") @Example("MEX") String country,
      @Doc("Last day to look at; the day of the last crossing by default, and at the latest")
          @Example("2025-06-30")
          @Nullable LocalDate asOf,
      @Doc("Most days of a transit, 1 to 90") @Default("30") int transitDays,
      @Doc("Rule of returns, and of who lives where, as in crossing_outcome") @Default("365/487")
          String rule) {

    /** Refuses a transit that is a stay, and a country that is no code. */
    public Params {
      if (transitDays < 1 || transitDays > CircularMoves.SHORTEST) {
        throw new IllegalArgumentException("transit-days must be 1 to 90, was " + transitDays);
      }
      Codes.requireAlpha3("country", country);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-border-events", Params.class)
        .summary(
            "Counts transits, overstays, circular moves, returns, reunifications and children alone.")
        .reads(BorderCrossing.class, CrossingOutcome.class)
        .readsIfThere(DocumentPair.class)
        .readsIfThere(ResidencePermit.class)
        .readsIfThere(AsylumClaim.class)
        .writesWhole(BorderEvent.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> crossings = Travellers.crossings(in);
    Dataset<Row> days = Journeys.days(crossings, Journeys.until(p.asOf()));
    Dataset<Row> journeys =
        in.kept(
            Journeys.withNext(crossings, days)
                .join(residence(in, p), new String[] {"crossing_month", "crossing_id"}, "left")
                .withColumn("is_foreign", col("nationality").notEqual(p.country()))
                .withColumn("next_country", lead("other_country", 1).over(Journeys.IN_ORDER))
                .withColumn("days", datediff(col("next_date"), col("crossing_date"))));
    Column isCertain = col("answer").equalTo("yes");
    Column isCounted = col("nationality").isin(lit("all"), col("first").getField("nationality"));
    Dataset<Row> found =
        transits(journeys, p)
            .unionByName(
                Overstays.of(in, visits(journeys))
                    .transform(rows -> events(rows, "overstay", col("crossing_date"))))
            .unionByName(events(CircularMoves.of(journeys), "circular", col("next_date")))
            .unionByName(returns(in.table(CrossingOutcome.class), p))
            .unionByName(
                Minors.entries(journeys)
                    .transform(rows -> events(rows, "unaccompanied_minor", col("crossing_date"))));
    if (in.isThere(ResidencePermit.class)) {
      Dataset<Row> followed = Reunifications.of(in, journeys, days);
      found = found.unionByName(events(followed, "reunification", col("day")));
    }
    return found
        .filter(not(col("answer").equalTo("no")))
        .withColumn("month", trunc(col("day"), "month"))
        .withColumn("first", min(when(isCertain, struct("day", "nationality"))).over(OF_MONTH))
        .withColumn("nationality", explode(array(col("nationality"), lit("all"))))
        .groupBy("event", "month", "nationality")
        .agg(
            count_if(isCertain).as("least"),
            count(lit(1)).as("most"),
            count_distinct(when(isCertain.and(isCounted), col("traveller_id"))).as("travellers"))
        .withColumn("rule", when(col("event").equalTo("return"), p.rule()))
        .crossJoin(broadcast(DecidedRules.lastDay(in, days, p.rule())));
  }

  /** Whether travellers lived in the country before each crossing. */
  private static Dataset<Row> residence(Inputs in, Params p) {
    return in.table(CrossingOutcome.class)
        .filter(col("rule").equalTo(p.rule()))
        .select("crossing_month", "crossing_id", "resident_before");
  }

  private static Dataset<Row> transits(Dataset<Row> journeys, Params p) {
    Column isSoon = col("days").leq(p.transitDays());
    Column open = datediff(col("as_of"), col("crossing_date")).leq(p.transitDays());
    return visits(journeys)
        .withColumn(
            "answer",
            when(col("resident_before"), "no")
                .when(
                    leaves(),
                    when(not(isSoon), "no")
                        .when(
                            col("other_country").notEqual(col("next_country")),
                            when(col("resident_before").isNull(), "maybe").otherwise("yes"))
                        .when(col("other_country").equalTo(col("next_country")), "no")
                        .otherwise("maybe"))
                .when(col("next_direction").isNull().and(not(open)), "no")
                .otherwise("maybe"))
        .transform(rows -> events(rows, "transit", col("crossing_date")));
  }

  private static Dataset<Row> returns(Dataset<Row> outcomes, Params p) {
    Column isMigration = col("answer").equalTo("migration");
    Column hadLeft =
        max(when(col("direction").equalTo("exit").and(isMigration), 1))
            .over(
                Window.partitionBy("traveller_id")
                    .orderBy("crossing_date", "crossing_id")
                    .rowsBetween(Window.unboundedPreceding(), -1));
    return outcomes
        .filter(col("rule").equalTo(p.rule()).and(col("nationality").equalTo(p.country())))
        .withColumn("had_left", hadLeft)
        .filter(col("direction").equalTo("entry"))
        .withColumn(
            "answer",
            when(isMigration.and(col("had_left").isNotNull()), "yes")
                .when(col("answer").equalTo("none"), "no")
                .otherwise("maybe"))
        .transform(rows -> events(rows, "return", col("crossing_date")));
  }

  private static Dataset<Row> visits(Dataset<Row> journeys) {
    return journeys.filter(col("is_foreign").and(col("direction").equalTo("entry")));
  }

  private static Column leaves() {
    return col("next_direction").eqNullSafe("exit");
  }

  private static Dataset<Row> events(Dataset<Row> rows, String event, Column day) {
    return rows.withColumn("event", lit(event))
        .withColumn("day", day)
        .select("event", "day", "nationality", "traveller_id", "answer");
  }
}
