package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Five records of two registers, four of them of 1900-01-01. */
@SparkTest
class RefusedRecordsTest {
  private static final String SETTINGS =
      """
      {"link_type": "%s", "blocking_rules_to_generate_predictions": ["l.day = r.day"],
       "comparisons": [{"output_column_name": "compared", "comparison_levels": [
         {"sql_condition": "%s_l = %s_r", "m_probability": 0.9, "u_probability": 0.1},
         {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}]}]}
      """;

  private static LinkRecord record(String source, String id, String name, String day) {
    String fields = "{\"name\":\"%s\",\"day\":\"%s\"}".formatted(name, day);
    return new LinkRecord(source, id, fields, "data.csv", Long.parseLong(id));
  }

  private static TestInputs records(SparkSession spark) {
    return new TestInputs(spark)
        .with(
            record("a", "1", "ana", "1900-01-01"),
            record("a", "2", "eva", "1900-01-01"),
            record("b", "3", "ana", "1900-01-01"),
            record("b", "4", "eva", "1900-01-01"),
            record("b", "5", "ana", "1990-05-05"));
  }

  private static <P extends Record> P params(Job<P> job, String link, String field, String more) {
    String settings = SETTINGS.formatted(link, field, field).replace("\n", " ");
    return JobParams.of(
        job, String.format(Locale.ROOT, "{settings: '%s'%s}", settings.replace("'", "''"), more));
  }

  private static <P extends Record> String problem(
      SparkSession spark, Job<P> job, String link, String field, String more) {
    return problem(records(spark), job, params(job, link, field, more));
  }

  private static <P extends Record> String problem(TestInputs records, Job<P> job, P params) {
    Throwable thrown = catchThrowable(() -> job.transform(records, params).collectAsList());
    while (!(thrown instanceof ProblemException)) {
      thrown = Objects.requireNonNull(thrown, "nothing is refused").getCause();
    }
    ProblemException refused = (ProblemException) thrown;
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    return refused.problems().get(0).toString();
  }

  @Test
  void whatSettingsCannotLinkIsRefusedWithARemedy(SparkSession spark) {
    LinkRecords link = new LinkRecords();
    String most =
        "link_record  has more than 3 records in one block of the rule l.day = r.day, as many as"
            + " most-block allows.";
    assertThat(problem(spark, link, "link_and_dedupe", "name", ", most-block: 3"))
        .isEqualTo(
            most
                + " Add an equality to the rule, empty a value that"
                + " stands for nothing, or raise most-block; count-blocks has the largest blocks of"
                + " each rule.");
    assertThat(
            problem(
                spark,
                new TrainLinkage(),
                "link_and_dedupe",
                "name",
                ", training-rules: [l.day = r.day], most-block: 3"))
        .startsWith(most);
    assertThat(problem(spark, link, "dedupe_only", "name", ""))
        .startsWith("link_record  has 2 registers, a, b, and the settings say dedupe_only.");
    TestInputs alone = new TestInputs(spark).with(record("a", "1", "ana", "1900-01-01"));
    assertThat(problem(alone, link, params(link, "link_only", "name", "")))
        .startsWith("link_record  has one register, a, and the settings say link_only.");
    assertThat(problem(spark, link, "link_and_dedupe", "phone", ""))
        .startsWith(
            "link_record  has no record with a value in phone, which the settings or rules read;"
                + " the fields there are day, name.");
  }

  @Test
  void aBlockAsLargeAsIsAllowedIsCountedAndLinked(SparkSession spark) {
    CountBlocks count = new CountBlocks();
    assertThat(
            count
                .transform(records(spark), params(count, "link_and_dedupe", "name", ""))
                .orderBy("rank")
                .select("records", "pairs", "new_pairs", "missing")
                .collectAsList())
        .hasToString("[[5,6,6,0], [4,6,null,null]]"); // who is alone makes no block
    LinkRecords link = new LinkRecords();
    String all = ", most-block: 4, least-probability: 0";
    assertThat(link.transform(records(spark), params(link, "link_and_dedupe", "name", all)).count())
        .isEqualTo(6); // of 4 records
  }
}
