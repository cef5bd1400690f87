package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.statistics.StratifiedShares;
import org.caudal.statistics.StratifiedShares.Interval;
import org.caudal.statistics.StratifiedShares.Stratum;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.Sha256;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From pairs to a sample, from the decisions on it to precision and recall. */
@SparkTest
class PairReviewTest {
  /** Prior 0; the same name adds log2(0.8 / 0.1) = 3, another one log2(0.2 / 0.8) = -2. */
  private static final String SETTINGS =
      """
      {"link_type": "link_and_dedupe", "probability_two_random_records_match": 0.5,
       "blocking_rules_to_generate_predictions": ["l.day = r.day"],
       "comparisons": [{"output_column_name": "name", "comparison_levels": [
         {"sql_condition": "name_l = name_r", "label_for_charts": "same",
          "m_probability": 0.8, "u_probability": 0.1},
         {"sql_condition": "ELSE", "label_for_charts": "other",
          "m_probability": 0.2, "u_probability": 0.8}]}]}
      """;

  @Test
  void eachBandHasItsSampleWithWhatAReviewerNeeds(SparkSession spark) {
    List<LinkRecord> records = new ArrayList<>();
    List<RecordPair> pairs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      records.add(record("r" + i, "{\"name\":\"ana\",\"day\":\"1\"}"));
    }
    records.add(record("s", "{\"name\":\"eva\",\"town\":\"x\"}"));
    for (int i = 1; i < 7; i++) {
      pairs.add(pair("r0", "r" + i, "1", 3));
    }
    pairs.add(pair("r0", "s", "0", -2));
    TestInputs inputs =
        new TestInputs(spark)
            .with(LinkRecord.class, Rows.of(spark, records))
            .with(RecordPair.class, Rows.of(spark, pairs));
    // the band from 3 on has the weight 3
    SamplePairs.Params params =
        new SamplePairs.Params(
            SETTINGS, Symbols.Unit.FOLDED, List.of(new BigDecimal("1"), new BigDecimal("3")), 2, 5);
    Dataset<Row> drawn = new SamplePairs().transform(inputs, params);

    String same =
        "[{\"comparison\":\"prior\",\"level\":\"\",\"weight\":0.0,\"frequency\":0.0},{\"comparison\":\"name\",\"level\":\"same\",\"weight\":3.0,\"frequency\":0.0}]";
    List<String> lowest =
        pairs.subList(0, 6).stream()
            .map(RecordPair::rightRecord)
            .sorted(
                Comparator.comparing(right -> Sha256.hex("5\u001fa\u001fr0\u001fa\u001f" + right)))
            .limit(2)
            .toList();
    List<ReviewPair> expected = new ArrayList<>();
    for (String right : lowest) {
      expected.add(
          new ReviewPair(
              "a",
              "r0",
              "a",
              right,
              2,
              3.0,
              6,
              2,
              3.0,
              3.0,
              "[{\"field\":\"day\",\"left\":\"1\",\"right\":\"1\"},{\"field\":\"name\",\"left\":\"ana\",\"right\":\"ana\"}]",
              same));
    }
    expected.add(
        new ReviewPair(
            "a",
            "r0",
            "a",
            "s",
            0,
            null,
            1,
            1,
            1.0,
            -2.0,
            "[{\"field\":\"day\",\"left\":\"1\"},{\"field\":\"name\",\"left\":\"ana\",\"right\":\"eva\"},{\"field\":\"town\",\"right\":\"x\"}]",
            "[{\"comparison\":\"prior\",\"level\":\"\",\"weight\":0.0,\"frequency\":0.0},{\"comparison\":\"name\",\"level\":\"other\",\"weight\":-2.0,\"frequency\":0.0}]"));
    TableAssert.assertThatTable(drawn).hasRows(expected.toArray(Record[]::new));

    assertThatThrownBy(
            () ->
                new SamplePairs.Params(
                    SETTINGS, Symbols.Unit.FOLDED, List.of(BigDecimal.ONE, BigDecimal.ONE), 2, 5))
        .hasMessage("bands must rise, were [1, 1]");

    // a weight that is not that of the settings
    TestInputs stale =
        new TestInputs(spark)
            .with(LinkRecord.class, Rows.of(spark, records))
            .with(pair("r0", "r1", "1", 3.5));
    assertThatThrownBy(() -> new SamplePairs().transform(stale, params).collectAsList())
        .rootCause()
        .hasMessageContaining("has a pair of weight 3.5 that the settings and shares now give 3.0");
  }

  @Test
  void decisionsBecomePrecisionAndRecall(SparkSession spark) {
    // bands of 100, 20 and 40 pairs, of which 4, 4 and 3 were drawn
    List<ReviewPair> drawn = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      drawn.add(reviewed("l" + i, 0, null, 100, 4));
      drawn.add(reviewed("m" + i, 1, 2.0, 20, 4));
    }
    for (int i = 0; i < 3; i++) {
      drawn.add(reviewed("h" + i, 2, 8.0, 40, 3));
    }
    List<String> lines = new ArrayList<>(List.of("l0 r1 match", "l1 r1 no-match"));
    lines.addAll(List.of("l2 r1 NO-MATCH", "l3 r1 undecided", "l0 r2 match", "l1 r2 no-match"));
    lines.addAll(List.of("m0 r1 match", "m1 r1 match", "m2 r1 no-match"));
    // one for and one against; three against one; r2 of m0 says both
    lines.addAll(List.of("m3 r1 match", "m3 r2 no-match", "m1 r2 no-match", "m1 r3 match"));
    lines.addAll(List.of("m1 r4 match", "m0 r2 match", "-m0 r2 no-match"));
    // named the other way round; nobody looked at h2
    lines.addAll(List.of("-h0 r1 match", "h1 r1 match"));
    // of no pair that was drawn; one record twice; no decision
    lines.addAll(List.of("x0 r1 match", "=h2 r1 match", "h2 r1 perhaps"));
    LoadPairLabels loader = new LoadPairLabels();
    Dataset<Row> labels =
        LoadedSheet.of(
            spark,
            sheet(spark, lines),
            loader,
            JobParams.of(loader, "{extract: {paths: [labels.csv]}}"));
    assertThat(labels.count()).isEqualTo(lines.size() - 2);
    // from review_pair, pseudonyms stay; marks would stay in the clear
    String one = pseudonym("l0");
    String other = pseudonym("l0'");
    assertThat(
            LoadedSheet.of(
                    spark,
                    Rows.of(
                        spark,
                        new PairLabelSheet("l.csv", "a", one, "a", other, "r1", "match"),
                        new PairLabelSheet("l.csv", "a", "l0", "a", other, "r1", "match"),
                        new PairLabelSheet("l.csv", "a", one, "a", "l1", "r1", "match")),
                    loader,
                    JobParams.of(loader, "{extract: {paths: [l.csv]}, records: pseudonyms}"))
                .select("left_record", "right_record")
                .collectAsList())
        .hasToString("[[" + one + "," + other + "]]");

    List<Row> found =
        new EstimateLinkageQuality()
            .transform(
                new TestInputs(spark)
                    .with(ReviewPair.class, Rows.of(spark, drawn))
                    .with(PairLabel.class, labels)
                    .with(LinkRecord.class, records(spark, 30)),
                new EstimateLinkageQuality.Params(
                    new BigDecimal("0.9"), MeasureThresholds.Pairs.ALL))
            .orderBy("band")
            .collectAsList();
    assertThat(found).extracting(row -> row.<Integer>getAs("band")).containsExactly(0, 1, 2);

    // decided: l0 yes, l1 and l2 no; m0 and m1 yes, m2 no; h0 and h1 yes
    Stratum low = new Stratum(100, 3, 1);
    Stratum middle = new Stratum(20, 3, 2);
    Stratum high = new Stratum(40, 2, 2);
    double ofLow = 100 / 3.0;
    double ofMiddle = 40 / 3.0;
    is(found.get(0), null, 160, 8, 2, ofLow + ofMiddle + 40, 1.0);
    is(found.get(1), 2.0, 60, 5, 1, ofMiddle + 40, (ofMiddle + 40) / (ofLow + ofMiddle + 40));
    is(found.get(2), 8.0, 40, 2, 0, 40, 40 / (ofLow + ofMiddle + 40));
    // 30 * 29 / 2 pairs of 30 records, less those that match
    double ofTwo = 435 - ofLow - ofMiddle - 40;
    assertThat(found)
        .extracting(row -> row.<Double>getAs("false_positive_rate"))
        .usingElementComparator(Comparator.comparingDouble(rate -> Math.rint(rate * 1e12)))
        .containsExactly(
            (160 - ofLow - ofMiddle - 40) / ofTwo, (60 - ofMiddle - 40) / ofTwo, 0 / ofTwo);
    Interval precision = StratifiedShares.share(List.of(middle, high), 0.9);
    Interval recall =
        StratifiedShares.part(
            StratifiedShares.total(List.of(middle, high), 0.9),
            StratifiedShares.total(List.of(low), 0.9));
    assertThat(
            numbers(found.get(1), "precision_low", "precision_high", "recall_low", "recall_high"))
        .containsExactly(
            new double[] {precision.low(), precision.high(), recall.low(), recall.high()},
            within(1e-12));
    assertThat(found.get(1).<BigDecimal>getAs("interval_level")).isEqualByComparingTo("0.9");

    // looked at twice: l0 both yes, l1 both no; m0 yes and undecided, m1 and m3 yes and no
    assertThat(found.get(0).<Long>getAs("twice")).isEqualTo(5);
    assertThat(found.get(0).<Double>getAs("agreement")).isEqualTo(0.4);
    // first: 4 yes, 1 no; second: 1 yes, 3 no, 1 undecided; by chance (4 * 1 + 1 * 3) / 25 = 0.28
    assertThat(found.get(0).<Double>getAs("kappa")).isEqualTo(0.12 / 0.72, within(1e-12));
    assertThat(found.get(1).<Long>getAs("twice")).isEqualTo(3);
    assertThat(found.get(1).<Double>getAs("kappa")).isEqualTo(0.0, within(1e-12));
    assertThat(found.get(2).<Long>getAs("twice")).isZero();
    assertThat(found.get(2).<Double>getAs("kappa")).isNull();
  }

  @Test
  void madeUpReviewersErrAsOftenAsAsked(SparkSession spark) {
    // 4,000 pairs, every second one of one person
    TestInputs inputs = new TestInputs(spark);
    List<ReviewPair> pairs = new ArrayList<>();
    List<TrueLink> truth = new ArrayList<>();
    truth.add(new TrueLink("a", "0", 0, ""));
    List<String> names = IntStream.range(0, 4000).mapToObj(i -> "p" + i).toList();
    for (int i = 0; i < names.size(); i++) {
      truth.add(new TrueLink("a", names.get(i), i % 2, ""));
      pairs.add(new ReviewPair("a", "0", "a", names.get(i), 0, null, 4000, 4000, 1, 0, "", ""));
    }
    inputs
        .with(TrueLink.class, Rows.of(spark, truth))
        .with(
            ReviewPair.class,
            Rows.of(spark, pairs)
                .withColumn(
                    "left_record", inputs.pseudonym(col("left_record"), LoadLinkRecords.DOMAIN))
                .withColumn(
                    "right_record", inputs.pseudonym(col("right_record"), LoadLinkRecords.DOMAIN)));
    SynthesizePairLabels job = new SynthesizePairLabels();
    Map<String, Long> found =
        job
            .transform(
                inputs,
                JobParams.of(
                    job, "{second-share: 0.3, undecided-share: 0.1, error-share: 0.05, seed: 3}"))
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row ->
                        row.getString(5)
                            + " "
                            + (Integer.parseInt(row.getString(4).substring(1)) % 2 == 0)
                            + " "
                            + row.getString(6),
                    TreeMap::new,
                    Collectors.counting()));
    // 4,000 decisions of the first, of which 400 are undecided; of 1,800 matches 90 are wrong;
    // three
    // standard errors of 4000 * 0.1 * 0.9 and of 1800 * 0.05 * 0.95
    long undecided =
        found.getOrDefault("r1 true undecided", 0L) + found.getOrDefault("r1 false undecided", 0L);
    assertThat(undecided).isBetween(400L - 57, 400L + 57);
    assertThat(found.get("r1 true no-match")).isBetween(90L - 28, 90L + 28);
    assertThat(found.get("r1 false match")).isBetween(90L - 28, 90L + 28);
    long second =
        found.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("r2"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(second).isBetween(1200L - 87, 1200L + 87);
    assertThat(
            found.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("r1"))
                .mapToLong(Map.Entry::getValue)
                .sum())
        .isEqualTo(4000);
  }

  private static void is(
      Row row,
      @Nullable Double threshold,
      long pairs,
      long decided,
      long undecided,
      double matches,
      double recall) {
    assertThat(row.<Double>getAs("threshold")).isEqualTo(threshold);
    assertThat(row.<Long>getAs("pairs")).isEqualTo(pairs);
    assertThat(row.<Long>getAs("decided")).isEqualTo(decided);
    assertThat(row.<Long>getAs("undecided")).isEqualTo(undecided);
    assertThat(numbers(row, "matches", "precision", "recall"))
        .containsExactly(new double[] {matches, matches / pairs, recall}, within(1e-12));
  }

  private static double[] numbers(Row row, String... columns) {
    return Arrays.stream(columns).mapToDouble(row::<Double>getAs).toArray();
  }

  /** Lines of a pair, a reviewer and a decision; - turns the records round, = repeats one. */
  private static Dataset<Row> sheet(SparkSession spark, List<String> lines) {
    List<PairLabelSheet> rows = new ArrayList<>();
    for (String line : lines) {
      List<String> cells = List.of(line.split(" "));
      String pair = cells.get(0).replaceFirst("^[-=]", "");
      String one = line.startsWith("-") ? pair + "'" : pair;
      String other = line.startsWith("-") || line.startsWith("=") ? pair : pair + "'";
      rows.add(new PairLabelSheet("labels.csv", "a", one, "a", other, cells.get(1), cells.get(2)));
    }
    return Rows.of(spark, rows);
  }

  private static ReviewPair reviewed(
      String pair, int band, @Nullable Double low, long pairs, long sampled) {
    return new ReviewPair(
        "a",
        pseudonym(pair),
        "a",
        pseudonym(pair + "'"),
        band,
        low,
        pairs,
        sampled,
        (double) pairs / sampled,
        0,
        "[]",
        "[]");
  }

  /** That of the inputs of tests. */
  private static String pseudonym(String mark) {
    return Sha256.hex(LoadLinkRecords.DOMAIN + ":" + mark).substring(0, 32);
  }

  private static Dataset<Row> records(SparkSession spark, int number) {
    return Rows.of(spark, IntStream.range(0, number).mapToObj(i -> record("r" + i, "{}")).toList());
  }

  private static LinkRecord record(String record, String fields) {
    return new LinkRecord("a", record, fields, "f", 1);
  }

  private static RecordPair pair(String left, String right, String levels, double weight) {
    return new RecordPair("a", left, "a", right, 0, levels, weight, 0.5);
  }
}
