package org.caudal.phone.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * How likely devices are in land of a use, against the same area of another; the defaults are those
 * of Eurostat's multimno 1.0.
 */
public record LandUseWeights(
    @Doc("Homes") @Default("1") BigDecimal residential,
    @Doc("Other buildings") @Default("1") BigDecimal otherBuiltUp,
    @Doc("Roads and railways") @Default("0.5") BigDecimal roads,
    @Doc("Land with people and no buildings") @Default("0.1") BigDecimal otherHuman,
    @Doc("Open land") @Default("0") BigDecimal open,
    @Doc("Forest") @Default("0.1") BigDecimal forest,
    @Doc("Water") @Default("0") BigDecimal water) {

  /** Refuses weights below zero, and land without anybody. */
  public LandUseWeights {
    List<BigDecimal> all =
        List.of(residential, otherBuiltUp, roads, otherHuman, open, forest, water);
    if (Collections.min(all).signum() < 0 || Collections.max(all).signum() == 0) {
      throw new IllegalArgumentException(
          "no weight of land-use may be below 0, and one must be above, were " + all);
    }
  }

  /** The prior of a row of {@link LandUse}: its shares by their weights. */
  Column prior() {
    return part("residential_share", residential)
        .plus(part("other_built_up_share", otherBuiltUp))
        .plus(part("roads_share", roads))
        .plus(part("other_human_share", otherHuman))
        .plus(part("open_share", open))
        .plus(part("forest_share", forest))
        .plus(part("water_share", water));
  }

  private static Column part(String share, BigDecimal weight) {
    return col(share).multiply(lit(weight.doubleValue()));
  }
}
