package org.caudal.register.account;

import java.math.BigDecimal;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/** An error for each component of an account. */
public record ComponentErrors(
    @Doc("Of the population") @Example("0.1") BigDecimal population,
    @Doc("Of births") @Example("0.1") BigDecimal births,
    @Doc("Of deaths") @Example("0.1") BigDecimal deaths,
    @Doc("Of arrivals") @Example("0.1") BigDecimal arrivals,
    @Doc("Of departures") @Example("0.1") BigDecimal departures) {

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
