package org.caudal.register.account;

import java.math.BigDecimal;
import org.caudal.table.Doc;

/** An error for each component of an account. */
public record ComponentErrors(
    @Doc("Of the population") BigDecimal population,
    @Doc("Of births") BigDecimal births,
    @Doc("Of deaths") BigDecimal deaths,
    @Doc("Of arrivals") BigDecimal arrivals,
    @Doc("Of departures") BigDecimal departures) {

  /** Refuses errors below zero. */
  public ComponentErrors {
    for (BigDecimal error : new BigDecimal[] {population, births, deaths, arrivals, departures}) {
      if (error.signum() < 0) {
        throw new IllegalArgumentException("an error must be 0 or more, was " + error);
      }
    }
  }

  /** The errors in the order of an account. */
  double[] inOrder() {
    return new double[] {
      population.doubleValue(),
      births.doubleValue(),
      deaths.doubleValue(),
      arrivals.doubleValue(),
      departures.doubleValue()
    };
  }
}
