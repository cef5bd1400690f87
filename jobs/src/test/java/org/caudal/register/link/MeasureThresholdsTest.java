package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/**
 * Records a1, a2, b1 of one person, a3 and b3 of another, b4 of a third: 15 pairs, of which 3 + 1
 * are of one person; 3 + 3 are within a register, of these a1 and a2 of one person.
 */
@SparkTest
class MeasureThresholdsTest {

  @Test
  void pairsAreCountedAtOrAboveEachThreshold(SparkSession spark) {
    TestInputs inputs = new TestInputs(spark);
    Dataset<Row> pairs =
        Rows.of(
            spark,
            pair("a", "a1", "b", "b1", 7.2), // right
            pair("a", "a3", "b", "b3", 4), // right, at a threshold
            pair("a", "a2", "a", "a3", 5.9), // wrong
            pair("a", "a1", "b", "b4", -0.5), // wrong, below 0
            pair("a", "a2", "b", "b1", -0.1), // right
            pair("a", "a1", "b", "nobody", 9)); // of a record that the truth does not know
    Dataset<Row> records =
        Rows.of(
            spark,
            record("a", "a1"),
            record("a", "a2"),
            record("a", "a3"),
            record("b", "b1"),
            record("b", "b3"),
            record("b", "b4"),
            record("b", "nobody"));
    for (String mark : new String[] {"left_record", "right_record"}) {
      pairs = pairs.withColumn(mark, inputs.pseudonym(col(mark), LoadLinkRecords.DOMAIN));
    }
    inputs
        .with(RecordPair.class, pairs)
        .with(
            LinkRecord.class,
            records.withColumn(
                "record_id", inputs.pseudonym(col("record_id"), LoadLinkRecords.DOMAIN)))
        .with(
            new TrueLink("a", "a1", 1, ""),
            new TrueLink("a", "a2", 1, ""),
            new TrueLink("b", "b1", 1, ""),
            new TrueLink("a", "a3", 2, ""),
            new TrueLink("b", "b3", 2, ""),
            new TrueLink("b", "b4", 3, ""),
            new TrueLink("c", "c1", 1, "")); // of a register that is not linked

    // 4 pairs of one person, 15 - 4 of two
    assertThatTable(transform(inputs, "{step: 2}"))
        .hasRows(
            row("6", 1, 0, 3, 15, 1.0 / 1, 1.0 / 4, 2.0 / 5, 0.0 / 11),
            row("4", 2, 1, 2, 15, 2.0 / 3, 2.0 / 4, 4.0 / 7, 1.0 / 11),
            row("-2", 3, 2, 1, 15, 3.0 / 5, 3.0 / 4, 6.0 / 9, 2.0 / 11));
    // 3 * 3 between a and b; a1 and a2 is not possible: 3 of one person, 6 of two
    assertThatTable(
            transform(inputs, "{step: 0.5, pairs: between-registers}").filter("threshold > 6"))
        .hasRows(row("7", 1, 0, 2, 9, 1.0, 1.0 / 3, 2.0 / 4, 0.0));
  }

  private static Dataset<Row> transform(TestInputs inputs, String section) {
    MeasureThresholds job = new MeasureThresholds();
    return job.transform(inputs, JobParams.of(job, section));
  }

  private static LinkageThreshold row(
      String threshold,
      long right,
      long wrong,
      long missed,
      long possible,
      double precision,
      double recall,
      double f1,
      double falsePositives) {
    return new LinkageThreshold(
        new BigDecimal(threshold).setScale(6),
        right + wrong,
        right,
        wrong,
        missed,
        possible,
        precision,
        recall,
        f1,
        falsePositives);
  }

  private static RecordPair pair(
      String leftSource, String left, String rightSource, String right, double weight) {
    return new RecordPair(leftSource, left, rightSource, right, 0, "0", weight, 0.5);
  }

  private static LinkRecord record(String source, String record) {
    return new LinkRecord(source, record, "{}", "f", 1);
  }
}
