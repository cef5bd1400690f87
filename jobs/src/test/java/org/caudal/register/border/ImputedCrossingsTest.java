package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.border.JourneyLengths;
import org.caudal.statistics.border.JourneyLengths.Before;
import org.caudal.statistics.border.JourneyLengths.Count;
import org.caudal.statistics.border.MissingCrossings;
import org.caudal.statistics.border.OutcomeRule;
import org.caudal.synthetic.register.TrueCrossing;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Crossings from 2020 on, to the end of 2025. */
@SparkTest
class ImputedCrossingsTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final OutcomeRule YEAR = new OutcomeRule(487, 365);
  private final List<BorderCrossing> crossings = new ArrayList<>();

  /** Crossings of a traveller: days from the start, + before an entry, - before an exit. */
  private void travels(String traveller, String nationality, int... days) {
    for (int day : days) {
      LocalDate date = START.plusDays(Math.abs(day));
      String direction = day > 0 ? "entry" : "exit";
      crossings.add(
          Crossings.of(traveller + Math.abs(day), traveller, date, direction, nationality));
    }
  }

  private static Count count(boolean isStay, Before before, int from, long ended, long open) {
    return new Count(isStay, before, from, ended, open);
  }

  @Test
  void crossingsThatAreMissingAreImputedByJourneysOfOthers(SparkSession spark) {
    travels("visits", "HND", 10, -22, 700, -713); // 12 days, away for 678, 13, away for 1478
    travels("settles", "HND", 300, -1000); // 700 days, away for 1191
    travels("national", "XCA", -100, 130, -1500); // away for 30, here for 1370, away for 691
    travels("missed", "HND", 20, 900, -915); // not counted but for the last: away for 1276
    travels("last", "XCA", -2191); // on the last day, away for none
    Dataset<Row> table = Rows.of(spark, crossings).repartition(5);
    TestInputs in = new TestInputs(spark).with(BorderCrossing.class, table);
    LearnJourneys learn = new LearnJourneys();
    List<Row> learnt = learn.transform(in, JobParams.of(learn, "{}")).collectAsList();
    Map<String, String> lengths = new TreeMap<>();
    for (Row row : learnt) {
      if (!row.getAs("nationality").equals("all")) {
        lengths.put(
            row.getAs("direction")
                + " "
                + row.getAs("nationality")
                + " "
                + row.getAs("before")
                + " "
                + row.getAs("from_days"),
            row.getAs("ended") + " " + row.getAs("going_on"));
      }
    }
    assertThat(lengths)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("entry HND none 10", "1 0"),
                    Map.entry("exit HND short 610", "1 0"),
                    Map.entry("entry HND long 10", "1 0"),
                    Map.entry("exit HND short 1461", "0 1"),
                    Map.entry("exit HND short 1096", "0 1"),
                    Map.entry("entry HND none 610", "1 0"),
                    Map.entry("exit HND long 1096", "0 1"),
                    Map.entry("exit XCA none 28", "1 0"),
                    Map.entry("entry XCA short 1096", "1 0"),
                    Map.entry("exit XCA long 610", "0 1"),
                    Map.entry("exit XCA none 0", "0 1"))));

    DecideCrossings decide = new DecideCrossings();
    ImputeCrossings impute = new ImputeCrossings();
    in.with(JourneyLength.class, learn.transform(in, JobParams.of(learn, "{}")))
        .with(CrossingOutcome.class, decide.transform(in, JobParams.of(decide, "{}")));
    List<Row> imputed = impute.transform(in, JobParams.of(impute, "{}")).collectAsList();
    List<Count> own =
        List.of(
            count(true, Before.NONE, 10, 1, 0),
            count(false, Before.SHORT, 610, 1, 0),
            count(true, Before.LONG, 10, 1, 0),
            count(false, Before.SHORT, 1461, 0, 1),
            count(false, Before.SHORT, 1096, 0, 1),
            count(true, Before.NONE, 610, 1, 0),
            count(false, Before.LONG, 1096, 0, 1));
    List<Count> all = new ArrayList<>(own);
    all.add(count(false, Before.NONE, 28, 1, 0));
    all.add(count(true, Before.SHORT, 1096, 1, 0));
    all.add(count(false, Before.LONG, 610, 0, 1));
    all.add(count(false, Before.NONE, 0, 0, 1));
    var chances =
        new MissingCrossings(YEAR, new JourneyLengths(own, all), 0.05)
            .of(new int[] {20, 900, 915}, new boolean[] {true, true, false}, true, 2191);
    BigDecimal first =
        BigDecimal.valueOf(chances.get(0).migration()).setScale(6, java.math.RoundingMode.HALF_UP);
    assertThat(first.doubleValue()).isBetween(0.05, 0.95);
    // whether she lived here at day 900 hangs on it too; she left for good after 15 days
    assertThat(imputed).hasSize(2);
    Map<String, BigDecimal> probabilities = new TreeMap<>();
    imputed.forEach(
        row -> probabilities.put(row.getAs("crossing_id"), row.getAs("migration_probability")));
    assertThat(probabilities).containsEntry("missed20", first).containsKey("missed915");
    assertThat(imputed.get(0).<Integer>getAs("missing")).isEqualTo(1);

    // of an earlier run is a crossing of which the answer is known by now
    Dataset<Row> again =
        impute
            .transform(in, JobParams.of(impute, "{}"))
            .drop("probability")
            .unionByName(Rows.of(spark, imputed("visits10", "entry", "1.000000")));
    CountBorderMigrations count = new CountBorderMigrations();
    List<String> counted = new ArrayList<>();
    for (Row row :
        count
            .transform(in.with(ImputedCrossing.class, again), JobParams.of(count, "{}"))
            .filter("month = DATE'2020-01-01' AND direction = 'entry' AND nationality = 'all'")
            .collectAsList()) {
      counted.add(
          row.getAs("least")
              + " to "
              + row.getAs("most")
              + ", "
              + row.getAs("imputed")
              + ": "
              + row.getAs("imputed_migrations"));
    }
    assertThat(counted)
        .containsExactly("0 to 1, 1: " + first.setScale(3, java.math.RoundingMode.HALF_UP));

    // did she live here before day 20? Who stayed for a year immigrated, or was at home: nobody
    // knows. Who did not is no immigrant: some days tell. By day 915 she had left with every day
    String from = "{records-from: 2020-01-01}";
    in.with(CrossingOutcome.class, decide.transform(in, JobParams.of(decide, from)));
    assertThat(impute.transform(in, JobParams.of(impute, from)).collectAsList())
        .extracting(row -> row.<String>getAs("crossing_id"))
        .containsExactly("missed915");
  }

  private static TrueCrossing truth(long person, int number, int day, String status) {
    return new TrueCrossing(
        person,
        number,
        "p" + person + " " + number,
        START.plusDays(day),
        number % 2 == 1 ? "entry" : "exit",
        "land",
        null,
        status,
        false,
        "adult");
  }

  private static ImputedCrossing imputed(String mark, String direction, String probability) {
    return new ImputedCrossing(
        START, "365/487", mark, direction, 1, new BigDecimal(probability), START.plusYears(5));
  }

  @Test
  void probabilitiesAreHeldToTheTruth(SparkSession spark) {
    Dataset<Row> imputed =
        Rows.of(
                spark,
                imputed("p1 1", "entry", "0.900000"), // stayed for 400 days
                imputed("p2 1", "entry", "0.800000"), // for ten, the missed exit says
                imputed("p3 1", "entry", "0.100000"), // left where no post is
                imputed("p3 3", "entry", "0.700000"), // is here since 380 days
                imputed("p4 1", "entry", "0.500000"), // since 200: nobody knows yet
                imputed("p6 2", "entry", "0.300000"), // emigrated: written the other way round
                imputed("p1 4", "exit", "0.199999")) // who came for 30 days
            .withColumn(
                "crossing_id",
                substring(sha2(concat(lit("border-crossing:"), col("crossing_id")), 256), 1, 32));
    TestInputs in =
        new TestInputs(spark)
            .with(ImputedCrossing.class, imputed)
            .with(
                truth(1, 1, 0, "recorded"),
                truth(1, 2, 400, "missed"),
                truth(1, 3, 1000, "recorded"),
                truth(1, 4, 1030, "recorded"),
                truth(2, 1, 0, "recorded"),
                truth(2, 2, 10, "missed"),
                truth(3, 1, 0, "recorded"),
                truth(3, 2, 20, "irregular"),
                truth(3, 3, 1120, "recorded"),
                truth(4, 1, 1300, "recorded"),
                truth(6, 1, 0, "recorded"),
                truth(6, 2, 400, "recorded"),
                truth(5, 1, 1500, "recorded"));
    MeasureImputations job = new MeasureImputations();
    assertThatTable(job.transform(in, JobParams.of(job, "{}")))
        .hasRows(
            accuracy("entry", "all", 5, "2.800", 2),
            accuracy("entry", "0.0 to 0.2", 1, "0.100", 0),
            accuracy("entry", "0.2 to 0.8", 2, "1.000", 1),
            accuracy("entry", "0.8 to 1.0", 2, "1.700", 1),
            accuracy("exit", "all", 1, "0.200", 0),
            accuracy("exit", "0.0 to 0.2", 1, "0.200", 0));
  }

  private static ImputationAccuracy accuracy(
      String direction, String band, long crossings, String expected, long migrations) {
    return new ImputationAccuracy(
        "365/487", direction, band, crossings, new BigDecimal(expected), migrations);
  }

  private static Row row(int number, int day, boolean isEntry) {
    return RowFactory.create(day, "c" + number, day, isEntry ? "entry" : "exit");
  }

  @Test
  void whatIsDecidedIsSoOnWhicheverDayAMissingCrossingWas() {
    Random random = new Random(3);
    JourneyLengths lengths = new JourneyLengths(List.of(), List.of());
    int decided = 0;
    for (int traveller = 0; traveller < 300; traveller++) {
      List<Row> rows = new ArrayList<>();
      int day = random.nextInt(500);
      boolean isEntry = random.nextBoolean();
      int lost = 1 + random.nextInt(3);
      for (int i = 0; i < 6; i++) {
        if (i != lost) {
          rows.add(row(i, day, isEntry));
        }
        day += random.nextBoolean() ? random.nextInt(60) : random.nextInt(500);
        isEntry = !isEntry;
      }
      int today = Journey.day(rows.get(rows.size() - 1)) + random.nextInt(300);
      int[] days = rows.stream().mapToInt(Journey::day).toArray();
      boolean[] isEntries = new boolean[days.length];
      for (int i = 0; i < days.length; i++) {
        isEntries[i] = Journey.isEntry(rows.get(i));
      }
      var chances = new MissingCrossings(YEAR, lengths, 0).of(days, isEntries, true, today);
      List<Journey> journeys = Journey.of(rows, today, Journey.records(null), YEAR);
      for (int i = 0; i < days.length; i++) {
        String answer = journeys.get(i).answer();
        if (answer.equals("migration") || answer.equals("none")) {
          decided++;
          assertThat(chances.get(i).migration())
              .as(rows + " until " + today + ", " + i)
              .isCloseTo(answer.equals("none") ? 0 : 1, within(1e-9));
        }
      }
    }
    assertThat(decided).isGreaterThan(500);
  }
}
