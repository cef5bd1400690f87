package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.DecideCrossings;
import org.caudal.register.border.DocumentPair;
import org.caudal.register.link.KeptPerson;
import org.caudal.register.link.LinkedPerson;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Decides from signs of life who lives in the country, year by year.
 *
 * <p><b>Reads</b> {@link LifeSign}, {@link LinkedPerson} and, where they are there, {@link
 * KeptPerson}, whose identifiers stay from one linkage to the next, {@link BorderCrossing} and
 * {@link DocumentPair}. <b>Writes</b> {@link PersonResidence}.
 *
 * <p><b>Method.</b> The index of Tiit and Maasing (Statistics Estonia, 2016): at the end of a year
 * it is {@code keep} times that of the year before plus {@code gain} times the weights of the signs
 * of the year, within 0 and 1. It begins with 1 for those on the books of an open source before the
 * first day of from-year and with 0 for others, is 1 for who was born in the year and has a sign of
 * it, and 0 at the end of a year in which the person left or died and from death on. Of several
 * days of death the first counts: a later one is mostly that of the entry. What any record says of
 * departure and death ends all records of the person that began by that day; who has a record that
 * begins after a departure, also on the books, came back. A resident without signs is one no more
 * after the threshold is passed: with 0.8 and 0.7 after two years.
 *
 * <p>A sign weighs threshold / gain where only residents give it, so that a newcomer with it is a
 * resident at once, and less the more often others give it too; see {@code SignWeights}. Weights
 * are learnt by sex and age from sure residents, who have a sign of an earlier and of a later year
 * and did not leave, and from sure non-residents, in years after the one in which they left or
 * died, if no record of them begins after that day: of them the permits count that are valid still.
 * A group without sure residents has the shares of all groups. Open sources give no signs: who left
 * without telling stays on the books. The job ends where one is in no record, and warns of records
 * that begin later than in the year after to-year ({@code signs-after-all-years}).
 *
 * <p>Crossings at the border of persons whose document a register knows ({@code traveller_id} of
 * life_sign), also one that is left out, say who lives abroad by {@code border-rule} of 12 of 16
 * months, over all documents of the person: an exit after which a person does is a departure, a
 * crossing after which a person lives here is a return, and no sign, and tells an arrival where the
 * person did not live here before. Who is active and went out so lately that nobody knows is
 * neither active nor not ({@code is_active} is null).
 *
 * <p>Who the person is: sex, dates and countries of birth, citizenship and ethnic group are those
 * of most records. What may change in life, disability, education and occupation, is that of the
 * latest record before the reference date that tells it, else of the first one after; the area that
 * of the latest record before. The arrival is the last one before the date by any record; of who
 * left since, as for the index, or lived abroad, none: when who came back did is known of those
 * alone who were seen.
 *
 * <p><b>Known bias.</b> Who crosses with documents that no register knows is asked of registers
 * alone; where another document was shown on the way back, an exit is taken for a departure, and on
 * the way out, or where no exit was recorded, an entry for an arrival. Who gives few signs, as men
 * of working age do, is dropped though there; who left without telling is kept for a year or two. A
 * registration on the very day of a deregistration elsewhere does not undo it: moves within the
 * country must not be among the departures. A day of death that is too early ends a person who
 * lives. A person whose records were not linked is on the list more than once.
 *
 * <p><b>Example.</b> {@code caudal run estimate-residence --conf conf/residence.yaml}
 */
public final class EstimateResidence implements Job<EstimateResidence.Params> {
  private static final BigDecimal MOST = new BigDecimal("1000");
  private static final String[] PERSON_YEAR = {"person_id", "year"};

  /** Parameters. */
  public record Params(
      @Doc("First year whose signs count") @Example("2021") int fromYear,
      @Doc("Last such year; the last reference date is the first of January after it")
          @Example("2024")
          int toYear,
      @Doc("Share of the index that a year without signs leaves") @Default("0.8") BigDecimal keep,
      @Doc("What a sign adds, times its weight") @Default("0.2") BigDecimal gain,
      @Doc("Index from which a person is a resident") @Default("0.7") BigDecimal threshold,
      @Doc("First ages of the groups by which weights are learnt") @Default("[0, 15, 30, 60]")
          List<Integer> ageGroups,
      @Doc("Registers whose records are no signs, but put persons on the list at the start")
          @Default("[]")
          List<String> openSources,
      @Doc("Registers left out, such as a census that the list will be compared with")
          @Default("[]")
          List<String> leftOut,
      @Doc("Rule by which who crossed the border lives abroad: threshold (365) and window (487)")
          @Default("{}")
          DecideCrossings.Rule borderRule,
      @Doc("First day of the records of the border, as records-from of decide-crossings")
          @Example("2021-01-01")
          @Nullable LocalDate borderRecordsFrom) {

    /** Refuses years in disorder, shares outside 0 to 1 and signs that weigh 1000 or more. */
    public Params {
      ageGroups = List.copyOf(ageGroups);
      openSources = List.copyOf(openSources);
      leftOut = List.copyOf(leftOut);
      AgeBands.requireRising(ageGroups);
      if (fromYear > toYear) {
        throw new IllegalArgumentException("from-year must not be after to-year");
      }
      for (BigDecimal share : List.of(keep, gain, threshold)) {
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
          throw new IllegalArgumentException(
              "keep, gain and threshold must be above 0 and at most 1, one was " + share);
        }
      }
      if (threshold.compareTo(gain.multiply(MOST)) >= 0) {
        throw new IllegalArgumentException("threshold must be less than 1000 times gain");
      }
    }

    private Object[] open() {
      return Stream.concat(openSources.stream(), Stream.of(BorderRecords.SOURCE)).toArray();
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-residence", Params.class)
        .summary("Decides from signs of life who lives in the country, year by year.")
        .reads(LifeSign.class, LinkedPerson.class)
        .readsIfThere(KeptPerson.class)
        .readsIfThere(BorderCrossing.class)
        .readsIfThere(DocumentPair.class)
        .writesWhole(PersonResidence.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> all = ListedPersons.linked(in, p.openSources());
    Dataset<Row> counted = all.filter(not(col("source_id").isin(p.leftOut().toArray())));
    Dataset<Row> records =
        in.kept(
            BorderRecords.with(in, all, counted, p)
                .transform(ListedPersons::untilTheEnd)
                .withColumn("is_open", col("source_id").isin(p.open())));
    Dataset<Row> persons = in.kept(ListedPersons.of(records, p.fromYear()));
    Dataset<Row> years = years(persons, p);
    Dataset<Row> signs = in.kept(signs(records, p));
    BigDecimal most = p.threshold().divide(p.gain(), MathContext.DECIMAL64);
    Dataset<Row> given =
        signs
            .filter(col("is_before_end"))
            .join(years.select(PERSON_YEAR[0], PERSON_YEAR[1], "group"), PERSON_YEAR)
            .join(
                broadcast(SignWeights.of(years, signs, most)),
                new String[] {"source_id", "group"},
                "left")
            .groupBy("person_id", "year")
            .agg(sum("weight").as("weight"), count(lit(1)).cast("int").as("signs"));
    return ResidenceIndex.of(years.join(given, PERSON_YEAR, "left"), p)
        .join(persons, "person_id")
        .filter(col("known_from").lt(col("reference_date")))
        .select(ListedPersons.described(p.threshold()));
  }

  /**
   * The year after the last is often under way when it is estimated; what is of later ones is not.
   */
  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    int last = p.toYear() + 1;
    return Optional.of(
        in.table(LifeSign.class)
            .filter(not(col("source_id").isin(p.leftOut().toArray())))
            .filter(year(col("first_day")).gt(last))
            .groupBy("source_id")
            .agg(count(lit(1)).as("records"))
            .select(
                concat(
                        lit("signs-after-all-years ("),
                        col("records"),
                        lit(" of "),
                        col("source_id"),
                        lit(" after " + last + ")"))
                    .as("warning")));
  }

  /**
   * One row a person, year and register with a sign, and whether it is of a time before any record
   * of the person says that the person left or died.
   */
  private static Dataset<Row> signs(Dataset<Row> records, Params p) {
    Column first = year(col("first_day"));
    Column last = coalesce(year(least(col("last_day"), col("left_on"), col("died_on"))), first);
    return records
        .filter(not(col("is_open")).and(not(col("is_abroad"))).and(col("first_day").isNotNull()))
        .select(
            col("person_id"),
            col("source_id"),
            year(col("until")).as("until"),
            explode(
                    filter(
                        sequence(first, greatest(first, last)),
                        year -> year.between(p.fromYear(), p.toYear())))
                .as("year"))
        .groupBy("person_id", "source_id", "year")
        .agg(max(coalesce(col("year").leq(col("until")), lit(true))).as("is_before_end"));
  }

  /**
   * One row a person and year, also without signs, with the group by whose weights the signs count
   * and whether the person is surely a resident of the year, or surely none.
   */
  private static Dataset<Row> years(Dataset<Row> persons, Params p) {
    Column year = col("year");
    Column age = year.minus(year(col("birth_date")));
    Column isDead = coalesce(year(col("died_on")).leq(year), lit(false));
    return persons
        .withColumn("year", explode(sequence(lit(p.fromYear()), lit(p.toYear()))))
        .select(
            col("person_id"),
            year,
            concat_ws("/", col("sex"), coalesce(AgeBands.group(age, p.ageGroups()), lit(-1)))
                .as("group"),
            when(
                    year.gt(year(col("ended_on")))
                        .and(not(coalesce(col("last_began").gt(col("ended_on")), lit(false)))),
                    false)
                .when(
                    col("ended_on")
                        .isNull()
                        .and(col("first_seen").lt(year))
                        .and(col("last_seen").gt(year)),
                    true)
                .as("is_sure"),
            ListedPersons.leavesIn(year).or(isDead).as("is_ended"),
            year(col("birth_date")).equalTo(year).as("is_born"),
            col("is_on_books"));
  }
}
