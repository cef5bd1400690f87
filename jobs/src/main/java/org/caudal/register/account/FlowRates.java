package org.caudal.register.account;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/** A rate for each flow of an account. */
public record FlowRates(
    @Doc("Births recorded as a share of those that happen, or the standard error of it")
        @Example("0.95")
        BigDecimal births,
    @Doc("Deaths recorded as a share of those that happen, or the standard error of it")
        @Example("0.9")
        BigDecimal deaths,
    @Doc("Arrivals recorded for one that happens, above 1 if the rule counts more; or its error")
        @Example("0.9")
        BigDecimal arrivals,
    @Doc("Departures recorded for one that happens, above 1 if the rule counts more; or its error")
        @Example("0.8")
        BigDecimal departures) {

  /** Refuses rates below zero. */
  public FlowRates {
    for (BigDecimal rate : List.of(births, deaths, arrivals, departures)) {
      if (rate.signum() < 0) {
        throw new IllegalArgumentException("a rate must be 0 or more, was " + rate);
      }
    }
  }

  /** Whether a flow has the rate 0. */
  boolean hasNone() {
    return List.of(births, deaths, arrivals, departures).stream()
        .anyMatch(rate -> rate.signum() == 0);
  }

  /** The rate of {@code component}, a number. */
  Column ofComponent() {
    return when(col("component").equalTo("births"), number(births))
        .when(col("component").equalTo("deaths"), number(deaths))
        .when(col("component").equalTo("arrivals"), number(arrivals))
        .otherwise(number(departures));
  }

  private static Column number(BigDecimal rate) {
    return lit(rate.doubleValue());
  }
}
