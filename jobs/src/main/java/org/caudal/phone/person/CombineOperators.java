package org.caudal.phone.person;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.functions.Periods;
import org.caudal.functions.UnitErrors;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.reference.SubscriberCount;
import org.caudal.statistics.Normal;
import org.caudal.statistics.OperatorCombination;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Combines the flows of residents that several operators estimated, without any row of a device.
 *
 * <p><b>Reads</b> {@link OperatorFlow}, and {@link SubscriberCount} if it is there. <b>Writes</b>
 * {@link CombinedFlow}.
 *
 * <p><b>Method.</b> {@link OperatorCombination}: the mean of the operators' estimates, each of all
 * residents, weighted by subscribers or by devices with a home in both months; the same weights for
 * all figures of a month and level. Of an operator's releases of a month and definition the one of
 * the latest vintage counts, with all levels, and earlier ones are warned of: at a level of which
 * it has no line the operator hands over nothing. If one operator has no count of subscribers,
 * devices are the weights. Errors of two operators are correlated as their devices belong to the
 * same persons: {@code second-cards} plus {@code roaming}, spread over the other operators. A flow
 * of which an operator has few devices or none is between 0 and {@code few_most}. That says nothing
 * of an area in which the operator has no network: where one has a line of the stock of an area or
 * of who lived there and another has none, the other is left out of the weights for the area's
 * stock and the flows from and to it. A flow that an operator hides to protect another may be
 * large, and has no row; so has one that none shows. Of the areas that two operators both show,
 * they must have about the same residents: where one has more than one and a half times as many as
 * the other, rounding apart, the run ends: they are of other units or of devices.
 *
 * <p><b>Known bias.</b> Weights are those of the country: where an operator is strong in an area
 * and its customers move otherwise than those of the others, flows of the area are off. Where one
 * is left out, and as estimates are rounded, flows do not quite add up, and departures from the
 * areas it serves lack those to the areas it does not. Persons with cards of two operators count in
 * both; if they move more, so does the estimate. Operators that hand over nothing are taken to be
 * as the others.
 *
 * <p><b>Example.</b> {@code caudal run combine-operators --conf conf/operators.yaml}
 */
public final class CombineOperators implements Job<CombineOperators.Params> {
  static final List<String> RELEASE = List.of("month", "before", "level", "definition");
  static final List<String> CELL =
      Stream.concat(RELEASE.stream(), Stream.of("kind", "origin", "destination")).toList();

  /** What operators are weighted by. */
  public enum Weighting {
    /** SIM cards of the operator. */
    SUBSCRIBERS,
    /** Devices with a home in both months. */
    DEVICES
  }

  /** Parameters. */
  public record Params(
      @Doc("Later months to compute; all by default") @Nullable Months months,
      @Doc("subscribers, where the customers of operators differ; devices, for the least error")
          @Default("subscribers")
          Weighting weighting,
      @Doc("Share of an operator's devices whose owner has a card of another one too")
          @Default("0.1")
          BigDecimal secondCards,
      @Doc("Share of an operator's devices that another one counts too, as they use its network")
          @Default("0")
          BigDecimal roaming,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal level)
      implements Monthly {

    /** Refuses shares that are none. */
    public Params {
      UnitErrors.requireSound(level);
      if (secondCards.signum() < 0
          || roaming.signum() < 0
          || secondCards.add(roaming).compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException(
            "second-cards and roaming must be 0 or more and together below 1, were "
                + secondCards
                + " and "
                + roaming);
      }
    }

    double overlap() {
      return secondCards.add(roaming).doubleValue();
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("combine-operators", Params.class)
        .summary("Combines the flows of residents that several operators estimated.")
        .reads(OperatorFlow.class)
        .readsIfThere(SubscriberCount.class)
        .writesMonths(CombinedFlow.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> all = OperatorReleases.latest(handedOver(in, p));
    Column isHidden = col("disclosure_status").equalTo(OperatorFlow.PROTECTING);
    Dataset<Row> flows = all.filter(not(isHidden));
    Column said =
        struct(
            col("operator_id"),
            col("estimate").cast("double").as("estimate"),
            col("standard_error").cast("double").as("standard_error"),
            col("persons_counted").cast("double").as("persons_counted"),
            col("devices"));
    Dataset<Row> delivered =
        flows
            .groupBy(Columns.named(CELL))
            .agg(array_sort(collect_list(said)).as("shown"))
            .join(all.filter(isHidden), CELL.toArray(String[]::new), "left_anti")
            .join(DeliveringOperators.of(in, flows, p), RELEASE.toArray(String[]::new));
    Column devices =
        aggregate(col("shown"), lit(0L), (sum, shown) -> sum.plus(shown.getField("devices")));
    Dataset<Row> combined =
        OperatorAreas.told(delivered, all)
            .withColumn(
                "result",
                OperatorParts.combined(
                    col("delivering"),
                    col("shown"),
                    p.overlap(),
                    Normal.twoSided(p.level().doubleValue())))
            .withColumn("operators", size(col("delivering")))
            .withColumn("operators_hiding", col("operators").minus(size(col("shown"))))
            .withColumn("devices", devices);
    return published(combined, p);
  }

  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    return Optional.of(OperatorReleases.leftOut(handedOver(in, p)));
  }

  private static Dataset<Row> handedOver(Inputs in, Params p) {
    return Periods.within(in.table(OperatorFlow.class), "month", p.months());
  }

  private static Dataset<Row> published(Dataset<Row> combined, Params p) {
    Dataset<Row> rows = combined.withColumn("interval_level", lit(p.level()).cast("decimal(7,6)"));
    for (String number : List.of("least", "estimate", "most", "standard_error")) {
      rows = rows.withColumn(number, Decimals.rounded(col("result").getField(number), 24, 9));
    }
    return rows.withColumn(
            "interval_low", Decimals.rounded(floor(col("result").getField("interval_low")), 24, 9))
        .withColumn(
            "interval_high",
            Decimals.rounded(ceil(col("result").getField("interval_high")), 24, 9));
  }
}
