package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.residence.CoverageEstimate;
import org.caudal.register.residence.EstimateCoverage;
import org.caudal.register.residence.EstimateResidence;
import org.caudal.register.residence.LifeSign;
import org.caudal.register.residence.LoadLifeSigns;
import org.caudal.register.residence.PersonResidence;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.CountStocks;
import org.caudal.synthetic.country.TrueStock;
import org.caudal.synthetic.register.SynthesizeCensus;
import org.caudal.synthetic.register.SynthesizeDeathRegister;
import org.caudal.synthetic.register.SynthesizeHealthVisits;
import org.caudal.synthetic.register.SynthesizePopulationRegister;
import org.caudal.synthetic.register.SynthesizeResidencePermits;
import org.caudal.synthetic.register.SynthesizeSchoolEnrolment;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/**
 * Registers and a census of the synthetic country, from their lines to stocks, against the truth.
 * Records are linked rightly: what links do to an estimate has tests of its own.
 */
@SparkTest
class RegisterStocksTest {
  private static final String LOADING =
      """
      {extract: {paths: [generated]}, first-days: [registered_on, issued_on, enrolled_on,
      happened_on], otherwise-on: {census: 2024-01-01}, last-days: [expires_on], departures:
      [deregistered_on], deaths: [died_on], areas: [municipality_code, school_code, facility_code,
      residence], citizenships: [country, citizenship], area-characters: 4, open-sources:
      [population_register], source-pattern: "^([a-z_]+)_", country: XCA, other-countries: [XCA]}
      """;

  private static final String CROSSES =
      "{crosses: [area_id, sex, age_band, sex age_band, birth_country, citizenship, migration_status,"
          + " ethnicity, disability, length_of_stay, area_id sex, area_id age_band,"
          + " area_id migration_status]}";

  private static <P extends Record> Dataset<Row> lines(
      SyntheticInputs country, Job<P> job, String section) {
    return job.transform(country, JobParams.of(job, section));
  }

  private static Dataset<Row> lines(SparkSession spark, SyntheticInputs country) {
    return SurveySamples.kept(
        spark,
        lines(country, new SynthesizePopulationRegister(), "{}")
            .unionByName(lines(country, new SynthesizeDeathRegister(), "{}"), true)
            .unionByName(lines(country, new SynthesizeResidencePermits(), "{}"), true)
            .unionByName(lines(country, new SynthesizeSchoolEnrolment(), "{}"), true)
            .unionByName(lines(country, new SynthesizeHealthVisits(), "{}"), true)
            .unionByName(
                lines(country, new SynthesizeCensus(), "{day: 2024-01-01, absent-declared: 0}"),
                true));
  }

  private static <P extends Record> Dataset<Row> made(
      TestInputs in, Job<P> job, String section, Class<? extends Record> table) {
    return Rows.kept(job.transform(in, JobParams.of(job, section)), table).coalesce(1);
  }

  @Test
  void intervalsHoldTheTruth(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Dataset<Row> lines = lines(spark, country).coalesce(1);
    TestInputs in = new TestInputs(spark);
    LoadLifeSigns loader = new LoadLifeSigns();
    in.with(
        LifeSign.class,
        Rows.kept(
                LoadedSheet.of(spark, lines, loader, JobParams.of(loader, LOADING)), LifeSign.class)
            .coalesce(1));
    in.with(
        LinkedPerson.class,
        lines
            .select(
                col("register").as("source_id"),
                in.pseudonym(col("record_id"), "register-record").as("record_id"),
                col("person_id").cast("string"))
            .distinct());
    in.with(
        PersonResidence.class,
        made(
            in,
            new EstimateResidence(),
            "{from-year: 2021, to-year: 2024, open-sources: [population_register], left-out: [census]}",
            PersonResidence.class));
    in.with(
        CoverageEstimate.class,
        made(
            in,
            new EstimateCoverage(),
            "{count-source: census, reference-date: 2024-01-01, country: XCA, confirmed: true,"
                + " effects: [sex age_group origin, citizenship, length_of_stay, area_id],"
                + " least-matched: 10, recall: 1, recall-error: 0, false-share: 0,"
                + " false-share-error: 0}",
            CoverageEstimate.class));
    in.with(Stock.class, made(in, new EstimateStocks(), CROSSES, Stock.class));
    in.with(
        TrueStock.class,
        Rows.kept(new CountStocks().transform(country, new CountStocks.Params()), TrueStock.class)
            .coalesce(1));
    Dataset<Row> accuracy = made(in, new MeasureStocks(), CROSSES, StockAccuracy.class);
    Map<String, Row> byCross = new TreeMap<>();
    accuracy
        .filter("sampled_class = 'all'")
        .collectAsList()
        .forEach(row -> byCross.put(row.getAs("crossed_by"), row));
    assertThat(byCross)
        .containsKeys("birth_country", "migration_status", "ethnicity", "disability")
        .containsKeys("length_of_stay", "area_id migration_status");
    byCross.forEach((cross, row) -> System.out.println("by " + cross + ": " + held(row)));
    // Three errors of a share of so many cells of which 95 of 100 are held; as cells overlap, one
    // country may lean by more.
    Row all = Objects.requireNonNull(byCross.get("all"));
    double cells = all.<Long>getAs("cells");
    assertThat(cells).isGreaterThan(200);
    assertThat(all.<Double>getAs("within_share"))
        .as(held(all))
        .isCloseTo(0.95, within(3 * Math.sqrt(0.95 * 0.05 / cells)));
  }

  private static String held(Row row) {
    return row.<Long>getAs("within") + " of " + row.<Long>getAs("cells") + " cells held";
  }
}
