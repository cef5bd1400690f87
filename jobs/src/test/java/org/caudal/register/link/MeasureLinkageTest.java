package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.register.TrueLink;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Records a1, a2 and b1 of one person, a3 of another; a1 and b1 were linked, and a2 and a3. */
@SparkTest
class MeasureLinkageTest {

  @Test
  void pairsAreCountedByRegister(SparkSession spark) {
    TestInputs inputs = new TestInputs(spark);
    Dataset<Row> linked =
        Rows.of(
                spark,
                new LinkedPerson("a", "a1", "p", 2, 3.0),
                new LinkedPerson("b", "b1", "p", 2, 3.0),
                new LinkedPerson("a", "a2", "q", 2, 1.0),
                new LinkedPerson("a", "a3", "q", 2, 1.0))
            .withColumn("record_id", inputs.pseudonym(col("record_id"), LoadLinkRecords.DOMAIN));
    Dataset<Row> truth =
        Rows.of(
            spark,
            new TrueLink("a", "a1", 1, ""),
            new TrueLink("a", "a2", 1, ""),
            new TrueLink("a", "a3", 2, ""),
            new TrueLink("b", "b1", 1, ""),
            new TrueLink("c", "c1", 1, "")); // a register that was not linked
    Map<String, String> found = new TreeMap<>();
    new MeasureLinkage()
        .transform(
            inputs.with(LinkedPerson.class, linked).with(TrueLink.class, truth),
            new MeasureLinkage.Params())
        .collectAsList()
        .forEach(
            row ->
                found.put(
                    row.getString(0) + row.getString(1),
                    String.format(
                        Locale.ROOT,
                        "%d true, %d linked, %d right, precision %s, recall %s, f1 %s",
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.get(5),
                        row.get(6),
                        row.get(7))));
    assertThat(found)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "aa",
                    "1 true, 1 linked, 0 right, precision 0.0, recall 0.0, f1 0.0",
                    "ab",
                    "2 true, 1 linked, 1 right, precision 1.0, recall 0.5, f1 "
                        + 2.0 / 3, // 2 of 2 + 1
                    "bb",
                    "0 true, 0 linked, 0 right, precision null, recall null, f1 null",
                    "allall",
                    "3 true, 2 linked, 1 right, precision 0.5, recall "
                        + 1.0 / 3
                        + ", f1 0.4"))); // 2 of 3 + 2
  }
}
