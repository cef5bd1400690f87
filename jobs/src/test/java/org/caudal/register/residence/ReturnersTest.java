package org.caudal.register.residence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.stock.EstimateStocks;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From records of natives who left and came back to how long residents have lived there. */
@SparkTest
class ReturnersTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

  private final List<LifeSign> signs = new ArrayList<>();
  private final List<LinkedPerson> links = new ArrayList<>();

  private void record(String person, String source, String day, @Nullable String left) {
    String id = "r" + signs.size();
    LocalDate first = LocalDate.parse(day);
    LocalDate end = left == null ? null : LocalDate.parse(left);
    signs.add(
        new LifeSign(
            source,
            id,
            first,
            source.equals("books") ? end : first,
            end,
            null,
            false,
            "A",
            1,
            LocalDate.of(1990, 1, 1),
            "XCA",
            "XCA",
            null,
            null,
            null,
            null,
            null,
            null,
            "r.csv",
            2));
    links.add(new LinkedPerson(source, id, person, 1, null));
  }

  /**
   * A hundred natives with a visit each year, and a hundred who left in 2020 and came back in 2023,
   * half of whom had a visit then; a census counts them all, and no record tells an arrival.
   */
  private TestInputs registers(SparkSession spark) {
    for (int i = 0; i < 100; i++) {
      for (int year = 2021; year <= 2023; year++) {
        record("native " + i, "health", year + "-03-01", null);
      }
      record("native " + i, "census", "2024-01-01", null);
      record("returner " + i, "books", "1990-01-01", "2020-06-01");
      if (i < 50) {
        record("returner " + i, "health", "2023-03-01", null);
      }
      record("returner " + i, "census", "2024-01-01", null);
    }
    TestInputs in = new TestInputs(spark).with(signs).with(links);
    EstimateResidence residence = new EstimateResidence();
    in.with(
        PersonResidence.class,
        Rows.kept(
            residence.transform(
                in,
                JobParams.of(
                    residence,
                    "{from-year: 2021, to-year: 2023, open-sources: [books], left-out: [census]}")),
            PersonResidence.class));
    EstimateCoverage coverage = new EstimateCoverage();
    return in.with(
        CoverageEstimate.class,
        Rows.kept(
            coverage.transform(
                in,
                JobParams.of(
                    coverage,
                    "{count-source: census, reference-date: 2024-01-01, country: XCA,"
                        + " effects: [length_of_stay], least-indices: [0.1], recall: 1,"
                        + " recall-error: 0, false-share: 0, false-share-error: 0}")),
            CoverageEstimate.class));
  }

  /**
   * Were those who were seen of a class of their own, all of it would be on the list, and the
   * others natives who never left.
   */
  @Test
  void whoCameBackIsOfOneClassWhetherSeenOrNot(SparkSession spark) {
    TestInputs in = registers(spark);
    List<Row> classes =
        in.table(CoverageEstimate.class)
            .filter("sex <> '_T'")
            .orderBy("length_of_stay")
            .collectAsList();
    assertThat(classes)
        .extracting(
            row ->
                row.getAs("length_of_stay")
                    + ": "
                    + row.getAs("listed")
                    + " listed, "
                    + row.getAs("counted")
                    + " counted, "
                    + row.getAs("matched")
                    + " of both")
        .containsExactly(
            "_U: 50 listed, 100 counted, 50 of both",
            "since_birth: 100 listed, 100 counted, 100 of both");
    // Strata: by Chapman 51 x 101 / 51 - 1 = 100 and 101 x 101 / 101 - 1 = 100.
    for (Row row : classes) {
      assertThat(row.<BigDecimal>getAs("persons").doubleValue()).isCloseTo(100, within(2.0));
    }
    // A return is no arrival that a register tells.
    EstimateStocks stocks = new EstimateStocks();
    EstimateStocks.Params params = JobParams.of(stocks, "{crosses: [sex, length_of_stay]}");
    assertThat(stocks.warnings(in, params).orElseThrow().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "cross-left-out (length_of_stay of registers on "
                + DAY
                + ": no register tells length_of_stay)");
    assertThat(stocks.transform(in, params).select("crossed_by").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("", "sex");
  }
}
